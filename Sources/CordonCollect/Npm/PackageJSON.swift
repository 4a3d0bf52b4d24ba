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
          name = try reader.nextText(limit: nameLimit)
        } else if reader.equals(key, "version") {
          version = try reader.nextText(limit: nameLimit)
        } else {
          try reader.skipValue()
        }
      }
      _ = try reader.next()
    } catch {
      fault = error
    }
  }
}
