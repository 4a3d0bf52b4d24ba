/// The packages that a .NET program says it was built from: the `libraries` of its `*.deps.json`.
package struct DotnetDeps: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    package var id: String
    package var version: String
  }

  /// Packages, and the packs of the runtime that a self-contained program brings; not the program's own projects.
  package private(set) var entries: [Entry] = []
  /// Why the file could not be read to its end; what stood before it is kept.
  package private(set) var fault: JSONFault?

  private let nameLimit: Int
  private let entryLimit: Int

  /// Reads the object `libraries`, wherever in the file it stands.
  package init(_ bytes: [UInt8], depthLimit: Int, nameLimit: Int, entryLimit: Int) {
    self.nameLimit = nameLimit
    self.entryLimit = entryLimit
    var reader = JSONPull(bytes, depthLimit: depthLimit)
    do throws(JSONFault) {
      guard try reader.next() == .beginObject else { throw reader.fault("the file holds no object") }
      while case .key(let key) = try reader.next() {
        if reader.equals(key, "libraries") {
          try libraries(&reader)
        } else {
          try reader.skipValue()
        }
      }
      _ = try reader.next()
    } catch {
      fault = error
    }
  }

  private mutating func libraries(_ reader: inout JSONPull) throws(JSONFault) {
    let level: Int = reader.depth
    guard try reader.next() == .beginObject else {
      while reader.depth > level { _ = try reader.next() }
      return
    }
    while case .key(let key) = try reader.next() {
      guard let name = reader.decode(key, limit: nameLimit) else { throw reader.fault("a name is too long") }
      let type: String? = try type(&reader)
      guard type == "package" || type == "runtimepack", let entry = DotnetDeps.entry(name) else { continue }
      guard entries.count < entryLimit else { throw reader.fault("more than \(entryLimit) packages") }
      entries.append(entry)
    }
  }

  /// The field `type` of the library that comes next.
  private func type(_ reader: inout JSONPull) throws(JSONFault) -> String? {
    let level: Int = reader.depth
    var found: String?
    guard try reader.next() == .beginObject else {
      while reader.depth > level { _ = try reader.next() }
      return nil
    }
    while case .key(let key) = try reader.next() {
      guard reader.equals(key, "type") else {
        try reader.skipValue()
        continue
      }
      let inner: Int = reader.depth
      if case .string(let text) = try reader.next() {
        found = reader.decode(text, limit: 64)
      } else {
        while reader.depth > inner { _ = try reader.next() }
      }
    }
    return found
  }

  /// `Newtonsoft.Json/13.0.1`; a runtime pack has `runtimepack.` before its id.
  private static func entry(_ name: String) -> Entry? {
    guard let slash = name.lastIndex(of: "/"), slash > name.startIndex else { return nil }
    let prefix: String = "runtimepack."
    let id: Substring = name[..<slash]
    let version: Substring = name[name.index(after: slash)...]
    guard !version.isEmpty else { return nil }
    return Entry(id: String(id.hasPrefix(prefix) ? id.dropFirst(prefix.count) : id), version: String(version))
  }
}
