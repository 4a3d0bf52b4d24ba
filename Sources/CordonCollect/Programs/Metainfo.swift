/// Name, maker and latest version in the AppStream description of a program (`*.metainfo.xml`).
///
/// One pass over the tags, without recursion: entities are never expanded beyond the five of XML and numbers, a
/// document type is passed over. Source: AppStream 1.0, "component" and "releases".
package struct Metainfo: Sendable, Hashable {
  package private(set) var name: String?
  package private(set) var vendor: String?
  /// The first release listed, which is the latest.
  package private(set) var version: String?

  /// - Parameter textLimit: bytes of a text; what is longer counts as absent.
  package init(_ bytes: [UInt8], textLimit: Int) {
    var scanner = TagScanner(bytes)
    // The first levels are known by name, what lies deeper only by number.
    var path: [String] = []
    var depth: Int = 0
    while let tag = scanner.next() {
      switch tag.kind {
      case .open, .empty:
        if depth < 4 { path.append(tag.name) }
        depth += 1
        take(tag, path: path, depth: depth, scanner, textLimit)
        if tag.kind == .open { continue }
        depth -= 1
        if depth < path.count { path.removeLast() }
      case .close:
        guard depth > 0 else { return }
        depth -= 1
        if depth < path.count { path.removeLast() }
      }
      if name != nil, vendor != nil, version != nil { return }
    }
  }

  private mutating func take(_ tag: TagScanner.Tag, path: [String], depth: Int, _ scanner: TagScanner, _ limit: Int) {
    guard depth == path.count, path.first == "component" || path.first == "application" else { return }
    switch path.dropFirst() {
    case ["name"] where name == nil && !tag.hasLanguage: name = scanner.text(after: tag, limit: limit)
    case ["developer_name"] where vendor == nil && !tag.hasLanguage,
      ["developer", "name"] where vendor == nil && !tag.hasLanguage:
      vendor = scanner.text(after: tag, limit: limit)
    case ["releases", "release"] where version == nil: version = scanner.value(of: "version", in: tag, limit: limit)
    default: break
    }
  }
}
