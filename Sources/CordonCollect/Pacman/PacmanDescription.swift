/// A file `desc` of pacman's local database: `%FIELD%` on a line of its own, its values below, an empty line.
package struct PacmanDescription: Sendable, Hashable {
  package var name: String
  /// `[epoch:]version-release`
  package var version: String
  package var architecture: String?
  /// Seconds since the epoch at which this version was installed.
  package var installTime: Int64?

  /// `nil` when name or version is missing, given twice or longer than `nameLimit` bytes.
  package init?(_ bytes: [UInt8], nameLimit: Int) {
    var fields: [String: ArraySlice<UInt8>] = [:]
    var wanted: String?
    var start: Int = 0
    while start < bytes.count {
      let end: Int = ByteLines.end(of: start, in: bytes)
      let line: ArraySlice<UInt8> = ByteLines.trimmed(bytes[start..<end])
      start = end + 1
      if let field = wanted {
        guard fields[field] == nil else { return nil }
        fields[field] = line
        wanted = nil
      } else if line.count >= 3, line.count <= 16, line.first == 0x25, line.last == 0x25 {
        let field: String = String(decoding: line.dropFirst().dropLast(), as: UTF8.self)
        wanted = ["NAME", "VERSION", "ARCH", "INSTALLDATE"].contains(field) ? field : nil
      }
    }
    func text(_ field: String) -> String? {
      guard let value = fields[field], !value.isEmpty, value.count <= nameLimit else { return nil }
      return PrintablePath.text(value)
    }
    guard let name = text("NAME"), let version = text("VERSION") else { return nil }
    self.name = name
    self.version = version
    architecture = text("ARCH")
    installTime = text("INSTALLDATE").flatMap { Int64($0) }
  }
}
