internal import CordonModel

/// The check `system-packages`: the databases of the operating system's package manager.
struct SystemPackageCheck {
  let root: RootedDirectory
  let options: InventoryOptions
  let target: Target
  let now: Timestamp
  private(set) var packages: [SoftwarePackage] = []
  /// What is left for the packages of other checks.
  private(set) var budget: PackageBudget

  init(root: RootedDirectory, options: InventoryOptions, target: Target, now: Timestamp) {
    self.root = root
    self.options = options
    budget = PackageBudget(options)
    self.target = target
    self.now = now
  }

  mutating func run(_ system: OSRelease) -> Coverage {
    var coverage = Coverage(check: .systemPackages, state: .complete, collectedAt: now)
    guard target.platform == .linux else {
      var gaps = GapLedger()
      // Windows and macOS are not asked at all: they have no such databases.
      gaps.add(root.display(""), .unsupportedPlatform, "the kind of system was not recognised")
      coverage.state = .failed
      gaps.settle(&coverage)
      return coverage
    }
    let look = DatabaseLook(
      root: root, options: options, system: system, clock: target.kind == .live ? .local : .unknownZone,
      time: PlausibleTime(now: now))
    let findings: DatabaseFindings = PackageDatabases.collect(look, budget: budget)
    packages = findings.packages
    budget = findings.budget
    var gaps: GapLedger = findings.gaps
    let foreign: GapLedger = ForeignDatabases.gaps(in: root)
    gaps.add(foreign)
    coverage.scope = findings.places
    coverage.entriesExamined = findings.entriesExamined
    coverage.itemsFound = packages.count
    if packages.isEmpty, foreign.isEmpty {
      coverage.state = .failed
      if let place = findings.places.first {
        if gaps.isEmpty { gaps.add(place, .scanError, "the package database holds no packages") }
      } else {
        gaps.add(root.display(""), .unsupportedPlatform, "no package database that this version knows")
      }
    }
    gaps.settle(&coverage)
    return coverage
  }
}
