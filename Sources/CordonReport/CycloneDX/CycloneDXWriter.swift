internal import CordonModel
internal import CordonVersions

/// An inventory as a CycloneDX 1.6 document, JSON (ECMA-424).
///
/// One component a package URL; the places it lies in are its occurrences. What could not be looked at stands in the
/// properties of the metadata, and the composition of the target then says `incomplete`: nobody has to guess whether
/// the list is whole.
struct CycloneDXWriter {
  /// The reference of the target, which the composition is about.
  static let targetReference = "target"
  /// Characters that a `version` may have by the schema; a longer one stands in the properties.
  static let versionLimit = 1_024

  private let report: InventoryReport
  private var writer = JSONWriter()
  /// The purl of the component before, and how many components of it there were.
  private var lastReference: String?
  private var repeats: Int = 1

  private init(_ report: InventoryReport) { self.report = report }

  /// Writes the document, component by component. The same report gives the same bytes.
  ///
  /// - Throws: what `output` throws; nothing else.
  static func write(_ report: InventoryReport, to output: inout ResultOutput) throws(CordonError) {
    var document = CycloneDXWriter(report)
    document.writeHead()
    try document.writeComponents(to: &output)
    document.writeCompositions()
    try output.append(document.writer.take())
  }

  private mutating func writeHead() {
    writer.beginObject()
    writer.member("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json")
    writer.member("bomFormat", "CycloneDX")
    writer.member("specVersion", "1.6")
    writer.member("serialNumber", DocumentUUID(of: report).urn)
    writer.member("version", .integer(1))
    writer.name("metadata")
    writer.beginObject()
    writer.member("timestamp", report.finishedAt.text)
    writer.member(
      "tools",
      .object([
        "components": .array([
          .object([
            "type": .string("application"), "name": .string("cordon"), "version": .string(report.toolVersion),
          ])
        ])
      ]))
    writer.member("component", target)
    writeCoverage()
    writer.endObject()
  }

  /// A machine, or a folder as other programs call it.
  private var target: JSONValue {
    var members: [String: JSONValue] = [
      "bom-ref": .string(CycloneDXWriter.targetReference), "name": .string(report.target.name),
      "type": .string(report.target.kind == .folder ? "file" : "device"),
    ]
    if let system = report.target.system { members["description"] = .string(system) }
    return .object(members)
  }

  /// What was looked at, and what was not, for people and programs that look for it.
  private mutating func writeCoverage() {
    writer.name("properties")
    writer.beginArray()
    property("cordon:target:kind", report.target.kind.rawValue)
    property("cordon:target:path", report.target.path)
    property("cordon:complete", report.isComplete ? "true" : "false")
    if report.isInterrupted { property("cordon:interrupted", "true") }
    for coverage in report.coverage {
      property("cordon:check:" + coverage.check.rawValue, coverage.state.rawValue)
      for gap in coverage.gaps {
        property(
          "cordon:gap:" + coverage.check.rawValue, gap.path + ": " + gap.reason.rawValue + ": " + gap.detail)
      }
      if coverage.gapsOmitted > 0 {
        property("cordon:gapsOmitted:" + coverage.check.rawValue, String(coverage.gapsOmitted))
      }
    }
    writer.endArray()
  }

  private mutating func property(_ name: String, _ value: String) {
    writer.beginObject()
    writer.member("name", name)
    writer.member("value", value)
    writer.endObject()
  }

  // MARK: Components

  /// The packages are sorted by purl: those of one component stand together.
  private mutating func writeComponents(to output: inout ResultOutput) throws(CordonError) {
    writer.name("components")
    writer.beginArray()
    let packages: [SoftwarePackage] = report.packages
    var start: Int = packages.startIndex
    while start < packages.endIndex {
      let first: SoftwarePackage = packages[start]
      var end: Int = start + 1
      while end < packages.endIndex, packages[end].purl == first.purl, packages[end].version == first.version {
        end += 1
      }
      writeComponent(packages[start..<end], first)
      try output.append(writer.take())
      start = end
    }
    writer.endArray()
  }

  private mutating func writeComponent(_ places: ArraySlice<SoftwarePackage>, _ first: SoftwarePackage) {
    let purl: String = first.purl.canonicalText
    writer.beginObject()
    writer.member("type", first.foundBy.componentType)
    writer.member("bom-ref", reference(purl))
    if let vendor = places.lazy.compactMap(\.vendor).first(where: { !$0.isEmpty }) {
      writer.member("supplier", .object(["name": .string(vendor)]))
    }
    if first.purl.hasGroup, let namespace = first.purl.namespace {
      writer.member("group", namespace)
      writer.member("name", first.purl.name)
    } else {
      writer.member("name", first.name)
    }
    let isShort: Bool = (first.version?.unicodeScalars.count ?? 0) <= CycloneDXWriter.versionLimit
    if let version = first.version, isShort { writer.member("version", version) }
    writer.member("purl", purl)
    writeOccurrences(places)
    writeRecords(places, version: isShort ? nil : first.version)
    writer.endObject()
  }

  /// The purl, which only differs from another component's when their versions are spelt differently.
  private mutating func reference(_ purl: String) -> String {
    guard purl == lastReference else {
      lastReference = purl
      repeats = 1
      return purl
    }
    repeats += 1
    return purl + "#" + String(repeats)
  }

  private mutating func writeOccurrences(_ places: ArraySlice<SoftwarePackage>) {
    writer.name("evidence")
    writer.beginObject()
    writer.name("occurrences")
    writer.beginArray()
    for place in places {
      writer.beginObject()
      writer.member("location", place.location)
      writer.member("additionalContext", place.foundBy.rawValue)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }

  private mutating func writeRecords(_ places: ArraySlice<SoftwarePackage>, version: String?) {
    writer.name("properties")
    writer.beginArray()
    if let version { property("cordon:version", version) }
    var seen: Set<String> = []
    for place in places where seen.insert(place.foundBy.rawValue).inserted {
      property("cordon:foundBy", place.foundBy.rawValue)
    }
    if let time = places.lazy.compactMap(\.installedAt).min() { property("cordon:installedAt", time.text) }
    if let time = places.lazy.compactMap(\.updatedAt).max() { property("cordon:updatedAt", time.text) }
    writer.endArray()
  }

  // MARK: The end

  /// One composition, that of the target: a composition has no name, so a second one for each check could not say which
  /// it is about.
  private mutating func writeCompositions() {
    let isWhole: Bool = report.isComplete && report.lookedForEverything
    writer.member(
      "compositions",
      .array([
        .object([
          "aggregate": .string(isWhole ? "complete" : report.isComplete ? "unknown" : "incomplete"),
          "assemblies": .strings([CycloneDXWriter.targetReference]),
        ])
      ]))
    writer.endObject()
    writer.endLine()
  }
}

extension SoftwarePackage.Discovery {
  /// The `type` of the component.
  var componentType: String {
    switch check {
    case .programs, .extensions: "application"
    default: "library"
    }
  }
}

extension PackageURL {
  /// Whether the namespace is a part of the package's name that CycloneDX keeps in `group`. A distribution is none.
  fileprivate var hasGroup: Bool { ["npm", "maven", "composer", "vscode-extension"].contains(type) }
}

extension InventoryReport {
  /// Whether no check was left out that this kind of target can answer.
  var lookedForEverything: Bool {
    let done: Set<CheckKind> = Set(coverage.map(\.check))
    let needsMachine: Set<CheckKind> = [.systemPackages, .containerLayers]
    return CheckKind.inventories.allSatisfy {
      done.contains($0) || (target.kind == .folder && needsMachine.contains($0))
    }
  }
}
