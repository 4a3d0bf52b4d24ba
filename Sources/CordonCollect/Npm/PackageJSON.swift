/// What a `package.json` says of its own package: its name and version, and nothing else.
package struct PackageJSON: Sendable, Hashable {
  package var name: String?
  package var version: String?
  /// Why the file could not be read to its end; what stood before it is kept.
  package var fault: JSONFault?

  /// Reads the top level `name` and `version`. As in Node, the last of equal fields counts.
  ///
  /// Values that are no text, are empty, or are longer than `nameLimit` bytes count as absent.
  package init(_ bytes: [UInt8], depthLimit: Int, nameLimit: Int) {
    var reader = JSONPull(bytes, depthLimit: depthLimit)
    do throws(JSONFault) {
      guard try reader.next() == .beginObject else { throw reader.fault("the file holds no object") }
      while case .key(let key) = try reader.next() {
        if reader.equals(key, "name") {
          name = try PackageJSON.text(&reader, limit: nameLimit)
        } else if reader.equals(key, "version") {
          version = try PackageJSON.text(&reader, limit: nameLimit)
        } else {
          try reader.skipValue()
        }
      }
      _ = try reader.next()
    } catch {
      fault = error
    }
  }

  private static func text(_ reader: inout JSONPull, limit: Int) throws(JSONFault) -> String? {
    let level: Int = reader.depth
    let token: JSONPull.Token = try reader.next()
    if case .string(let text) = token {
      guard let value = reader.decode(text, limit: limit) else { throw reader.fault("a name or version is too long") }
      return value.isEmpty ? nil : value
    }
    while reader.depth > level { _ = try reader.next() }
    return nil
  }
}
