/// The crates that cargo-auditable writes into a Rust program: the JSON in its section `.dep-v0`, unpacked.
///
/// Format: `cargo-auditable.schema.json` of the project cargo-auditable.
package struct RustAuditData: Sendable, Hashable {
  package struct Crate: Sendable, Hashable {
    package var name: String
    package var version: String?
  }

  /// The crates that are in the program, its own among them, in the order of the text. What was only needed to build
  /// it (`"kind": "build"`) is left out: it is not there.
  package private(set) var crates: [Crate] = []
  /// Entries without a name.
  package private(set) var unnamed: Int = 0
  /// Why the text could not be read to its end; what stood before it is kept.
  package private(set) var fault: JSONFault?

  package init(_ bytes: [UInt8], depthLimit: Int, nameLimit: Int, entryLimit: Int) {
    var reader = JSONPull(bytes, depthLimit: depthLimit)
    do throws(JSONFault) {
      guard try reader.next() == .beginObject else { throw reader.fault("the data holds no object") }
      while case .key(let key) = try reader.next() {
        if reader.equals(key, "packages"), try reader.next(opens: .beginArray) {
          try list(&reader, nameLimit: nameLimit, entryLimit: entryLimit)
        } else if !reader.equals(key, "packages") {
          try reader.skipValue()
        }
      }
      _ = try reader.next()
    } catch {
      fault = error
    }
  }

  private mutating func list(_ reader: inout JSONPull, nameLimit: Int, entryLimit: Int) throws(JSONFault) {
    let level: Int = reader.depth
    while reader.depth >= level {
      guard try reader.next() == .beginObject, reader.depth == level + 1 else { continue }
      var crate = Crate(name: "", version: nil)
      var isForBuilding: Bool = false
      while case .key(let key) = try reader.next() {
        if reader.equals(key, "name") {
          crate.name = try reader.nextText(limit: nameLimit) ?? ""
        } else if reader.equals(key, "version") {
          crate.version = try reader.nextText(limit: nameLimit)
        } else if reader.equals(key, "kind") {
          isForBuilding = try reader.nextText(limit: nameLimit) == "build"
        } else {
          try reader.skipValue()
        }
      }
      guard crates.count < entryLimit else { throw reader.fault("more than \(entryLimit) crates") }
      if crate.name.isEmpty { unnamed += 1 } else if !isForBuilding { crates.append(crate) }
    }
  }
}
