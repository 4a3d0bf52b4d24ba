/// The packages that Composer writes down: in `vendor/composer/installed.json` what is installed (version 1 an array,
/// version 2 an object), in `composer.lock` what is wanted (`packages` and `packages-dev`).
package struct ComposerPackages: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    package var name: String
    /// As it stands there, `v6.4.1` or `dev-main`; `nil` when there is none.
    package var version: String?
  }

  /// In the order of the file.
  package private(set) var entries: [Entry] = []
  /// Entries without a name.
  package private(set) var unnamed: Int = 0
  /// Why the file could not be read to its end; what stood before it is kept.
  package private(set) var fault: JSONFault?

  package init(_ bytes: [UInt8], depthLimit: Int, nameLimit: Int, entryLimit: Int) {
    var reader = JSONPull(bytes, depthLimit: depthLimit)
    do throws(JSONFault) {
      switch try reader.next() {
      case .beginArray: try list(&reader, nameLimit: nameLimit, entryLimit: entryLimit)
      case .beginObject:
        while case .key(let key) = try reader.next() {
          if reader.equals(key, "packages") || reader.equals(key, "packages-dev") {
            guard try reader.next(opens: .beginArray) else { continue }
            try list(&reader, nameLimit: nameLimit, entryLimit: entryLimit)
          } else {
            try reader.skipValue()
          }
        }
      default: throw reader.fault("the file holds no list of packages")
      }
      _ = try reader.next()
    } catch {
      fault = error
    }
  }

  /// The entries of an array whose bracket is open.
  private mutating func list(_ reader: inout JSONPull, nameLimit: Int, entryLimit: Int) throws(JSONFault) {
    let level: Int = reader.depth
    while reader.depth >= level {
      guard try reader.next() == .beginObject, reader.depth == level + 1 else { continue }
      guard entries.count < entryLimit else { throw reader.fault("more than \(entryLimit) packages") }
      let entry: Entry = try entry(&reader, nameLimit: nameLimit)
      if entry.name.isEmpty { unnamed += 1 } else { entries.append(entry) }
    }
  }

  private func entry(_ reader: inout JSONPull, nameLimit: Int) throws(JSONFault) -> Entry {
    var entry = Entry(name: "", version: nil)
    while case .key(let key) = try reader.next() {
      if reader.equals(key, "name") {
        entry.name = try reader.nextText(limit: nameLimit) ?? ""
      } else if reader.equals(key, "version") {
        entry.version = try reader.nextText(limit: nameLimit)
      } else {
        try reader.skipValue()
      }
    }
    return entry
  }
}
