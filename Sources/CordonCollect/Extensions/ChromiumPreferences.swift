/// The extensions that the preferences of a Chromium profile list outside of its folder `Extensions`: unpacked ones, and
/// those given on the command line.
///
/// They stand in `Preferences`, on Windows and macOS in `Secure Preferences`, as `extensions` → `settings` → id, with an
/// absolute path. Source: `extensions/browser/extension_prefs.cc` and `mojom/manifest.mojom` of Chromium.
package struct ChromiumPreferences: Sendable, Hashable {
  package struct Extension: Sendable, Hashable {
    package let id: String
    /// Absolute, as the system of the profile writes it.
    package let path: String
    /// Seconds since the epoch.
    package let installed: Int64?
  }

  /// In the order of the file.
  package private(set) var extensions: [Extension] = []
  /// Why the file could not be read to its end, once a list of extensions was begun; what stood before it is kept.
  package private(set) var fault: JSONFault?

  package init(_ bytes: [UInt8], depthLimit: Int, textLimit: Int, entryLimit: Int) {
    var reader = JSONPull(bytes, depthLimit: depthLimit)
    var isList: Bool = false
    do throws(JSONFault) {
      guard try reader.enterObject() else { return }
      while case .key(let key) = try reader.next() {
        guard reader.equals(key, "extensions"), try reader.enterObject() else {
          if !reader.equals(key, "extensions") { try reader.skipValue() }
          continue
        }
        while case .key(let field) = try reader.next() {
          guard reader.equals(field, "settings"), try reader.enterObject() else {
            if !reader.equals(field, "settings") { try reader.skipValue() }
            continue
          }
          isList = true
          try readSettings(&reader, textLimit: textLimit, entryLimit: entryLimit)
        }
      }
    } catch {
      fault = isList ? error : nil
    }
  }

  private mutating func readSettings(
    _ reader: inout JSONPull, textLimit: Int, entryLimit: Int
  ) throws(JSONFault) {
    while case .key(let id) = try reader.next() {
      let name: String? = reader.decode(id, limit: textLimit)
      guard try reader.enterObject() else { continue }
      var path: String?
      var location: Int?
      var installed: Int?
      while case .key(let field) = try reader.next() {
        if reader.equals(field, "path") {
          path = try reader.nextText(limit: 32_768)
        } else if reader.equals(field, "location") {
          location = try reader.nextNumber()
        } else if reader.equals(field, "first_install_time") {
          installed = try reader.nextText(limit: 32).flatMap { Int($0) }
        } else {
          try reader.skipValue()
        }
      }
      guard let name, let path, ChromiumPreferences.isAbsolute(path), !ChromiumPreferences.isPart(location) else {
        continue
      }
      guard extensions.count < entryLimit else { throw reader.fault("more than \(entryLimit) extensions") }
      extensions.append(
        Extension(id: name, path: path, installed: installed.map { Int64($0 / 1_000_000) &- 11_644_473_600 }))
    }
  }

  /// Whether it is a part of the browser: component and external component.
  private static func isPart(_ location: Int?) -> Bool { location == 5 || location == 10 }

  private static func isAbsolute(_ path: String) -> Bool {
    let head: [UInt8] = Array(path.utf8.prefix(3))
    return head.first == 0x2F || head.starts(with: [0x5C, 0x5C])
      || (head.count == 3 && head[1] == 0x3A && (head[2] == 0x5C || head[2] == 0x2F))
  }
}
