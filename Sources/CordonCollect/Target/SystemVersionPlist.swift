/// Product and version from the `SystemVersion.plist` of a macOS volume (XML form).
package struct SystemVersionPlist: Sendable, Hashable {
  package var product: String?
  package var version: String?

  /// Looks for the two keys and the text that follows each; anything else is passed over.
  package init(_ bytes: [UInt8]) {
    let text: String = String(decoding: bytes.prefix(65_536), as: UTF8.self)
    product = SystemVersionPlist.value(of: "ProductName", in: text)
    version = SystemVersionPlist.value(of: "ProductVersion", in: text)
  }

  /// Such as `macOS 13.2.1`.
  package var description: String? {
    guard let version else { return product }
    return (product ?? "macOS") + " " + version
  }

  private static func value(of key: String, in text: String) -> String? {
    let parts: [Substring] = text.split(separator: "<", omittingEmptySubsequences: true)
    guard let index = parts.firstIndex(where: { $0 == "key>" + key }) else { return nil }
    guard let value = parts[index...].dropFirst().prefix(3).first(where: { $0.hasPrefix("string>") }) else {
      return nil
    }
    let content: Substring = value.dropFirst(7).prefix(128)
    return content.isEmpty || content.unicodeScalars.contains { $0.value < 0x20 } ? nil : String(content)
  }
}
