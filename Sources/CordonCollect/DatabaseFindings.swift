internal import CordonModel
internal import CordonVersions

/// What the readers of one root's package databases found together, within one budget.
struct DatabaseFindings {
  private(set) var packages: [SoftwarePackage] = []
  var gaps = GapLedger()
  /// What is left for others.
  private(set) var budget: PackageBudget
  /// Directory entries and records looked at.
  var entriesExamined: Int = 0
  /// The databases that are there, readable or not, printable.
  private(set) var places: [String] = []

  init(_ budget: PackageBudget) { self.budget = budget }

  /// One installed package as its database records it.
  struct Record {
    var type: String
    var namespace: String?
    var name: String
    /// As the version scheme reads it.
    var version: String
    /// As the package URL has it.
    var purlVersion: String
    var qualifiers: [PackageURL.Qualifier] = []
    var vendor: String?
    var location: String
    var updated: Timestamp?
    var foundBy: SoftwarePackage.Discovery
  }

  mutating func notePlace(_ place: String) {
    if !places.contains(place) { places.append(place) }
  }

  mutating func add(_ record: Record) {
    guard !budget.isSpent else { return }
    do throws(VersionError) {
      // Without a namespace the package is of an unknown distribution, which is a gap of its own.
      let purl = try PackageURL(
        type: record.type, namespace: record.namespace, name: record.name, version: record.purlVersion,
        qualifiers: record.qualifiers, strictness: .lenient)
      let package = SoftwarePackage(
        purl: purl, name: record.name, version: record.version, vendor: record.vendor, location: record.location,
        updatedAt: record.updated, foundBy: record.foundBy)
      guard budget.take(package) else { return gaps.add(record.location, .scanPartial, budget.detail) }
      packages.append(package)
    } catch {
      gaps.add(
        record.location, .scanError, "a package name that cannot be written as a package URL: \(error.text)")
    }
  }

  /// Takes over what dpkg's reader found with this budget.
  mutating func add(_ dpkg: DpkgInventory, place: String) {
    packages.append(contentsOf: dpkg.packages)
    gaps.add(dpkg.gaps)
    budget = dpkg.budget
    entriesExamined += dpkg.entriesExamined
    if dpkg.isPresent { notePlace(place) }
  }
}
