package import CordonModel
internal import CordonVersions

/// An earlier inventory, of Cordon or of another program, as far as it can be compared with one of now.
package struct BaselineInventory: Sendable {
  /// Where it comes from.
  var origin: Origin
  /// In no order.
  var items: [Item]
  /// Components that are no packages: files, devices, the system itself.
  var passedOver: Int = 0
  /// Components that could not be read, or whose package URL could not.
  var unreadable: Int = 0

  /// Who wrote it, when, and about what.
  struct Origin: Sendable, Hashable {
    /// `cordon.inventory`, or `CycloneDX` and its version.
    var format: String
    /// Name and version of the program, when recorded.
    var tool: String?
    /// When it was written, when recorded.
    var time: Timestamp?
    /// The name of what it is about, when recorded.
    var subject: String?
    /// What was looked at; only Cordon says.
    var target: Target?
    /// The checks that came to something; `nil` when the program does not say.
    var checks: Set<CheckKind>?
    /// Whether everything was looked at; `nil` when the program does not say.
    var isComplete: Bool?
  }

  /// One package in one place.
  struct Item: Sendable, Hashable {
    /// Type, namespace and name of the package URL, without version and qualifiers: Syft and others add `arch`, `distro`
    /// and `upstream`. `nil` without a package URL.
    var coordinates: String?
    /// The type of the package URL.
    var type: String?
    /// As its own database spells it.
    var name: String
    var version: String?
    /// Where it lies, when recorded.
    var location: String?
    /// The check that finds it, when that is known.
    var check: CheckKind?
  }

  /// Reads a `cordon.inventory` or a CycloneDX document (JSON, from 1.2 on).
  ///
  /// - Throws: ``CordonError`` `bad-input` when it is neither. A broken component of a CycloneDX document is only counted.
  package init(_ bytes: [UInt8], file: String) throws(CordonError) {
    switch try SavedDocument(bytes, file: file).kind {
    case .inventory: self.init(try InventoryJSON.decode(bytes, file: file))
    case .cycloneDX(let version): self = try CycloneDXReader.read(bytes, version: version, file: file)
    case .check:
      throw CordonError(
        .badInput,
        "This is the result of a check, which does not list all software. Compare with: cordon inventory -o json=FILE",
        location: .init(file: file))
    }
  }

  /// An inventory of Cordon.
  init(_ report: InventoryReport) {
    origin = Origin(
      format: InventoryJSON.schema, tool: "cordon " + report.toolVersion, time: report.finishedAt,
      subject: report.target.name, target: report.target,
      checks: Set(report.coverage.filter { $0.state != .failed }.map(\.check)), isComplete: report.isComplete)
    items = report.packages.map(Item.init)
  }

  init(origin: Origin, items: [Item] = []) {
    self.origin = origin
    self.items = items
  }
}

extension BaselineInventory.Item {
  init(_ package: SoftwarePackage) {
    self.init(
      coordinates: package.purl.coordinates, type: package.purl.type, name: package.name, version: package.version,
      location: package.location, check: package.foundBy.check)
  }
}
