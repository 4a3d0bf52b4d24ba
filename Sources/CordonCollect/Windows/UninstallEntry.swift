internal import CordonInspect
internal import CordonModel

/// One program in the uninstall list of a registry hive.
struct UninstallEntry {
  /// The key's own name: often a product code.
  let key: String
  /// `nil` where there is none.
  let name: String?
  let version: String?
  let vendor: String?
  /// Midnight of `InstallDate`, in seconds since the epoch. The installer wrote it in its own time zone.
  let installed: Int64?
  /// When the key was last written.
  let written: Int64?
  /// Values that are there and cannot be read.
  let unread: [String]

  /// The values that are looked at.
  static let values: Set<String> = ["displayname", "displayversion", "publisher", "installdate"]

  init(_ key: RegistryKey, _ values: RegistryValues) {
    self.key = key.name
    name = UninstallEntry.trimmed(values.texts["displayname"])
    version = UninstallEntry.trimmed(values.texts["displayversion"])
    vendor = UninstallEntry.trimmed(values.texts["publisher"])
    installed = UninstallEntry.date(values.texts["installdate"])
    written = key.writtenSeconds
    unread = values.unread.filter { $0 != "installdate" && $0 != "publisher" }.sorted()
  }

  /// Without NUL and white space around it; `nil` when nothing is left.
  private static func trimmed(_ text: String?) -> String? {
    guard let text else { return nil }
    let rest: Substring = text.drop { $0.isWhitespace }
    guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return nil }
    return String(rest[...last])
  }

  /// `YYYYMMDD`, as Windows Installer writes it; other spellings depend on the language of the system and are not read.
  private static func date(_ text: String?) -> Int64? {
    guard let text, text.utf8.count == 8, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Timestamp(parsing: "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")?.secondsSinceEpoch
  }
}
