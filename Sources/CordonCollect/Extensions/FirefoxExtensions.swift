/// The add-ons that the `extensions.json` of a Firefox or Thunderbird profile lists.
///
/// Source: `toolkit/mozapps/extensions/internal/XPIDatabase.sys.mjs` of mozilla-central.
package struct FirefoxExtensions: Sendable, Hashable {
  package struct AddOn: Sendable, Hashable {
    package fileprivate(set) var id: String?
    package fileprivate(set) var name: String?
    package fileprivate(set) var version: String?
    /// Where it is installed: `app-profile`, `app-builtin`, …
    package fileprivate(set) var location: String?
    /// Milliseconds since the epoch.
    package fileprivate(set) var installed: Int?
    package fileprivate(set) var updated: Int?

    /// Whether it is a part of the program itself.
    package var isBuiltIn: Bool {
      switch location {
      case "app-builtin", "app-builtin-addons", "app-system-builtin", "app-system-defaults": true
      default: false
      }
    }
  }

  /// In the order of the file.
  package private(set) var addOns: [AddOn] = []
  /// Whether the file is such a list: other programs have files of this name too.
  package private(set) var isList: Bool = false
  /// Why the file could not be read to its end; what stood before it is kept.
  package private(set) var fault: JSONFault?

  package init(_ bytes: [UInt8], depthLimit: Int, textLimit: Int, entryLimit: Int) {
    var reader = JSONPull(bytes, depthLimit: depthLimit)
    do throws(JSONFault) {
      guard try reader.enterObject() else { return }
      while case .key(let key) = try reader.next() {
        if reader.equals(key, "addons") {
          guard try reader.enterArray() else { continue }
          isList = true
          try readList(&reader, textLimit: textLimit, entryLimit: entryLimit)
        } else {
          try reader.skipValue()
        }
      }
      _ = try reader.next()
    } catch {
      fault = error
    }
  }

  private mutating func readList(
    _ reader: inout JSONPull, textLimit: Int, entryLimit: Int
  ) throws(JSONFault) {
    let level: Int = reader.depth
    while true {
      switch try reader.next() {
      case .endArray where reader.depth < level, .end: return
      case .beginObject where reader.depth == level + 1:
        guard addOns.count < entryLimit else { throw reader.fault("more than \(entryLimit) add-ons") }
        addOns.append(try FirefoxExtensions.addOn(&reader, textLimit: textLimit))
      default: continue
      }
    }
  }

  private static func addOn(_ reader: inout JSONPull, textLimit: Int) throws(JSONFault) -> AddOn {
    var found = AddOn()
    while case .key(let key) = try reader.next() {
      if reader.equals(key, "id") {
        found.id = try reader.nextShortText(limit: textLimit)
      } else if reader.equals(key, "version") {
        found.version = try reader.nextShortText(limit: textLimit)
      } else if reader.equals(key, "location") {
        found.location = try reader.nextShortText(limit: textLimit)
      } else if reader.equals(key, "installDate") {
        found.installed = try reader.nextNumber()
      } else if reader.equals(key, "updateDate") {
        found.updated = try reader.nextNumber()
      } else if reader.equals(key, "defaultLocale") {
        guard try reader.enterObject() else { continue }
        while case .key(let field) = try reader.next() {
          if reader.equals(field, "name") {
            found.name = try reader.nextShortText(limit: textLimit)
          } else {
            try reader.skipValue()
          }
        }
      } else {
        try reader.skipValue()
      }
    }
    return found
  }
}
