internal import CordonInspect

/// Product and version from the `SystemVersion.plist` of a macOS volume, XML or binary.
package struct SystemVersionPlist: Sendable, Hashable {
  package var product: String?
  package var version: String?

  /// Looks for the two texts; what cannot be read has neither.
  package init(_ bytes: [UInt8]) {
    do throws(PropertyListFault) {
      let list = try PropertyList(bytes, limits: PropertyListLimits(values: 1_000, textBytes: 65_536))
      product = SystemVersionPlist.value("ProductName", of: list)
      version = SystemVersionPlist.value("ProductVersion", of: list)
    } catch {
      return
    }
  }

  /// Such as `macOS 13.2.1`.
  package var description: String? {
    guard let version else { return product }
    return (product ?? "macOS") + " " + version
  }

  private static func value(_ key: String, of list: PropertyList) -> String? {
    guard let text = list.text(key), text.utf8.count <= 128, !text.unicodeScalars.contains(where: { $0.value < 0x20 })
    else { return nil }
    return text
  }
}
