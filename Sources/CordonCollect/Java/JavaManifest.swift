/// The main section of a `META-INF/MANIFEST.MF` (JAR File Specification), in the fields that tell what an archive is.
package struct JavaManifest: Sendable, Hashable {
  package var title: String?
  package var version: String?
  package var vendor: String?
  package var vendorID: String?
  package var symbolicName: String?
  package var bundleVersion: String?
  package var bundleVendor: String?
  package var moduleName: String?
  /// Of Jenkins plugins: their Maven coordinates.
  package var pluginGroup: String?
  package var pluginName: String?
  package var pluginVersion: String?

  /// Reads the lines up to the first blank one; the first of equal fields counts.
  ///
  /// - Parameters:
  ///   - nameLimit: bytes of a value; a longer one counts as absent.
  ///   - isCut: more of the file follows; an unfinished last line is not believed.
  package init(_ bytes: [UInt8], nameLimit: Int, isCut: Bool = false) {
    var start: Int = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      var end: Int = ByteLines.end(of: start, in: bytes)
      if ByteLines.isBlank(bytes[start..<end]) { return }
      var line: ArraySlice<UInt8> = bytes[start..<end]
      // A line has at most 72 bytes: what begins with a space continues the one before.
      while end + 1 < bytes.count, bytes[end + 1] == 0x20 {
        let next: Int = ByteLines.end(of: end + 1, in: bytes)
        if line.last == 0x0D { line.removeLast() }
        if line.count <= nameLimit + 64 { line.append(contentsOf: bytes[(end + 2)..<next]) }
        end = next
      }
      if isCut, end >= bytes.count { return }
      take(line, limit: nameLimit)
      start = end + 1
    }
  }

  private static let fields: [(name: StaticString, field: any WritableKeyPath<JavaManifest, String?> & Sendable)] = [
    ("Implementation-Title", \.title), ("Implementation-Version", \.version), ("Implementation-Vendor", \.vendor),
    ("Implementation-Vendor-Id", \.vendorID), ("Bundle-SymbolicName", \.symbolicName),
    ("Bundle-Version", \.bundleVersion), ("Bundle-Vendor", \.bundleVendor), ("Automatic-Module-Name", \.moduleName),
    ("Group-Id", \.pluginGroup), ("Short-Name", \.pluginName), ("Plugin-Version", \.pluginVersion),
  ]

  private mutating func take(_ line: ArraySlice<UInt8>, limit: Int) {
    for (name, field) in JavaManifest.fields {
      guard let value = ByteLines.value(of: name, in: line) else { continue }
      if self[keyPath: field] == nil, !value.isEmpty, value.count <= limit {
        self[keyPath: field] = String(decoding: value, as: UTF8.self)
      }
      return
    }
  }
}
