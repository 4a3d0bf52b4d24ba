internal import CordonModel
internal import CordonVersions

/// Reads the components of a CycloneDX document of any program, as far as they say what software there is.
///
/// Only the shape that everything rests on has to be right. A component that cannot be read is counted, and everything
/// else of the document is passed over: licences, dependencies, signatures.
struct CycloneDXReader {
  private var baseline: BaselineInventory

  /// - Throws: ``CordonError`` `bad-input` for broken JSON, or when the components are no list.
  static func read(_ bytes: [UInt8], version: String, file: String) throws(CordonError) -> BaselineInventory {
    var reader: JSONReader = try JSONReader(bytes, file: file)
    var read = CycloneDXReader(
      baseline: BaselineInventory(origin: .init(format: "CycloneDX " + InertText(version, limit: 8).text)))
    _ = try reader.object(.document) { (name, reader) throws(CordonError) in
      switch name {
      case "components":
        try reader.elements(.member(.document, name)) { (reader, _) throws(CordonError) in
          read.take(try reader.node())
        }
      case "metadata": read.takeMetadata(try reader.node())
      default: try reader.skip()
      }
      return true
    }
    return read.baseline
  }

  // MARK: Components

  /// Takes a component and those nested in it.
  private mutating func take(_ top: JSONNode) {
    var waiting: [JSONNode] = [top]
    while let node = waiting.popLast() {
      if case .array(let nested) = node["components"] { waiting += nested }
      takeOne(node)
    }
  }

  private mutating func takeOne(_ component: JSONNode) {
    guard let name = component["name"]?.text, !name.isEmpty else {
      baseline.unreadable += 1
      return
    }
    var item = BaselineInventory.Item(name: name)
    item.version =
      component["version"]?.text.flatMap { $0.isEmpty ? nil : $0 } ?? CycloneDXReader.longVersion(component)
    if let text = component["purl"]?.text, !text.isEmpty {
      if let purl = CycloneDXReader.purl(text) {
        item.coordinates = purl.coordinates
        item.type = purl.type
        item.version = item.version ?? purl.version
        item.check = CheckKind.finding(purlType: purl.type)
      } else {
        baseline.unreadable += 1
      }
    }
    guard item.coordinates != nil || CycloneDXReader.isPackage(component["type"]?.text) else {
      baseline.passedOver += 1
      return
    }
    if item.coordinates == nil, let group = component["group"]?.text, !group.isEmpty { item.name = group + "/" + name }
    let places: [String] = CycloneDXReader.places(of: component)
    if places.isEmpty { baseline.items.append(item) }
    for place in places {
      item.location = place
      baseline.items.append(item)
    }
  }

  private static func purl(_ text: String) -> PackageURL? {
    do throws(VersionError) { return try PackageURL(parsing: text, strictness: .lenient) } catch { return nil }
  }

  /// Whether a component without a package URL can be a package at all.
  private static func isPackage(_ type: String?) -> Bool {
    switch type {
    case "library", "framework", "application", nil: true
    default: false
    }
  }

  private static func places(of component: JSONNode) -> [String] {
    guard case .array(let occurrences) = component["evidence"]?["occurrences"] else { return [] }
    return occurrences.compactMap { $0["location"]?.text }
  }

  /// A version that is too long for the schema, as ``CycloneDXWriter`` keeps it.
  private static func longVersion(_ component: JSONNode) -> String? {
    guard case .array(let properties) = component["properties"] else { return nil }
    return properties.first { $0["name"]?.text == "cordon:version" }?["value"]?.text
  }

  // MARK: Metadata

  private mutating func takeMetadata(_ metadata: JSONNode) {
    baseline.origin.time = metadata["timestamp"]?.text.flatMap { Timestamp(parsing: $0) }
    baseline.origin.subject = metadata["component"]?["name"]?.text
    baseline.origin.tool = CycloneDXReader.tool(metadata["tools"])
    guard case .array(let properties) = metadata["properties"] else { return }
    // What Cordon itself writes there.
    let prefix: String = "cordon:check:"
    for property in properties {
      guard let name = property["name"]?.text, let value = property["value"]?.text else { continue }
      if name == "cordon:complete" { baseline.origin.isComplete = value == "true" }
      guard name.hasPrefix(prefix), let check = CheckKind(rawValue: String(name.dropFirst(prefix.count))) else {
        continue
      }
      if value != Coverage.State.failed.rawValue {
        baseline.origin.checks = (baseline.origin.checks ?? []).union([check])
      }
    }
  }

  /// The first tool: a list until 1.4, an object with components since.
  private static func tool(_ tools: JSONNode?) -> String? {
    var first: JSONNode?
    if case .array(let list) = tools { first = list.first }
    if case .array(let list) = tools?["components"] { first = list.first }
    guard let name = first?["name"]?.text else { return nil }
    return first?["version"]?.text.map { name + " " + $0 } ?? name
  }
}

extension JSONNode {
  /// The value of a member; `nil` when this is no object or has none.
  fileprivate subscript(_ name: String) -> JSONNode? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }
}
