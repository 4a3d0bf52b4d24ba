package import CordonModel
internal import CordonVersions

/// Takes stock of the software of a machine, a mounted root or a folder.
///
/// What cannot be looked at becomes a gap in the coverage of its check, never an error: only a request whose folder
/// cannot be opened at all is one, see ``CollectionRequest/validate()``.
package struct InventoryCollector: Sendable {
  package let options: InventoryOptions

  package init(options: InventoryOptions = InventoryOptions()) { self.options = options }

  /// Looks, and returns when everything has been looked at or a stop was asked for.
  ///
  /// The same files give the same inventory: packages are sorted by package URL, then by location. A package that lies
  /// in several places is listed for each.
  ///
  /// - Parameters:
  ///   - checks: what to look at; a check that is not wanted has no coverage. All but the databases of
  ///     package managers share one walk.
  ///   - now: the time of the look; it stands in the coverage, and file times beyond it are not believed.
  package func collect(
    _ request: CollectionRequest, checks: Set<CheckKind> = Set(CheckKind.inventories), now: Timestamp,
    observer: CollectionObserver = CollectionObserver()
  ) -> Inventory {
    let root: RootedDirectory
    do throws(FileFailure) {
      root = try RootedDirectory(
        path: request.path, confinement: request.kind == .folder ? .beneath : .inRoot,
        stepwise: options.resolvesStepwise)
    } catch {
      return unopened(request, checks, error, now)
    }
    let identifier = TargetIdentifier(root: root)
    let target: Target = identifier.identify(request)
    var inventory = Inventory(target: target, packages: [], coverage: [])
    var budget = PackageBudget(options)
    if request.kind != .folder, checks.contains(.systemPackages), target.mayHaveSystemPackages {
      var check = SystemPackageCheck(root: root, options: options, target: target, now: now)
      inventory.coverage.append(check.run(identifier.release()))
      inventory.packages = check.packages
      budget = check.budget
    }
    if request.kind != .folder, checks.contains(.containerLayers), target.mayHaveSystemPackages {
      var check = ContainerLayerCheck(root: root, options: options, target: target, now: now, budget: budget)
      inventory.coverage.append(check.run())
      inventory.packages.append(contentsOf: check.packages)
      budget = check.budget
    }
    let walked: Set<CheckKind> = checks.intersection(InventoryCollector.walkedChecks)
    if !walked.isEmpty {
      var finder = PackageFinder(
        root: root, options: options, time: PlausibleTime(now: now), wanted: walked, budget: budget)
      if walked.contains(.programs) { InstalledPrograms.collect(target, into: &finder) }
      walk(root, finder, into: &inventory, observer: observer)
    }
    InventoryOrder.sort(&inventory.packages)
    return inventory
  }

  private func walk(
    _ root: RootedDirectory, _ start: PackageFinder, into inventory: inout Inventory, observer: CollectionObserver
  ) {
    let scope = WalkScope(root, excluding: options.excludedFolders)
    var finder: PackageFinder = start
    var walker = TreeWalker(
      root: root, scope: scope, wanted: WantedFiles(finder.wanted), options: options, observer: observer)
    walker.walk(scope.places, finder: &finder)
    finder.dropInstalledFromLocks()
    inventory.packages.append(contentsOf: finder.packages)
    var found: GapLedger = walker.gaps
    if walker.entriesExamined == 0, found.isEmpty {
      found.add(root.display(""), .scanPartial, "the folder is empty: is something to be mounted here?")
    }
    for check in CheckKind.allCases where finder.wanted.contains(check) {
      let own: CheckLedger = finder[check]
      var coverage = Coverage(
        check: check, state: walker.walked.isEmpty ? .failed : .complete, collectedAt: start.time.now,
        scope: walker.walked, entriesExamined: walker.entriesExamined, itemsFound: own.count,
        leftOut: walker.leftOut + own.leftOut.sorted { $0.path < $1.path })
      var gaps: GapLedger = found
      gaps.add(own.gaps)
      gaps.settle(&coverage)
      inventory.coverage.append(coverage)
    }
  }

  /// The checks that one walk over all files does together.
  static let walkedChecks: Set<CheckKind> = Set(CheckKind.inventories).subtracting([.systemPackages, .containerLayers])

  private func unopened(
    _ request: CollectionRequest, _ wanted: Set<CheckKind>, _ failure: FileFailure, _ now: Timestamp
  ) -> Inventory {
    let path: String = PrintablePath.text(Array(request.path.utf8))
    let checks: [CheckKind] = CheckKind.inventories.filter {
      wanted.contains($0) && (request.kind != .folder || InventoryCollector.walkedChecks.contains($0))
    }
    let coverage: [Coverage] = checks.map { check in
      Coverage(
        check: check, state: .failed, collectedAt: now,
        gaps: [.init(path: path, reason: failure.reason, detail: failure.detail)])
    }
    let target = Target(kind: request.kind, platform: .any, name: path, path: path)
    return Inventory(target: target, packages: [], coverage: coverage)
  }
}

extension Target {
  /// Whether there may be databases of a package manager: Windows and macOS have none by their nature, there programs are
  /// the whole answer. One that was not recognised may have some.
  fileprivate var mayHaveSystemPackages: Bool { platform != .windows && platform != .macos }
}

extension InventoryCollector {
  /// Only the system packages of the root at `path`, as the live machine's: what the benchmarks measure alone.
  package static func systemPackages(of path: String, now: Timestamp) -> [SoftwarePackage] {
    do throws(FileFailure) {
      let root = try RootedDirectory(path: path, confinement: .inRoot, stepwise: false)
      let identifier = TargetIdentifier(root: root)
      var check = SystemPackageCheck(
        root: root, options: InventoryOptions(), target: identifier.identify(.live), now: now)
      _ = check.run(identifier.release())
      var packages: [SoftwarePackage] = check.packages
      InventoryOrder.sort(&packages)
      return packages
    } catch {
      return []
    }
  }
}
