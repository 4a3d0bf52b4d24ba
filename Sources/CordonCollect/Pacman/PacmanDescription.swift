internal import CordonModel

/// A file `desc` of pacman's local database: `%FIELD%` on a line of its own, its values below, an empty line.
package struct PacmanDescription: Sendable, Hashable {
  package var name: String
  /// `[epoch:]version-release`
  package var version: String
  package var architecture: String?
  /// Seconds since the epoch at which this version was installed.
  package var installTime: Int64?

  private static let wanted: Set<String> = ["NAME", "VERSION", "ARCH", "INSTALLDATE"]

  /// `nil` when name or version is missing, given twice or longer than `nameLimit` bytes.
  package init?(_ bytes: [UInt8], nameLimit: Int) {
    var fields: [String: ArraySlice<UInt8>] = [:]
    // Inside a field a line is a value, whatever it looks like; an empty line ends the field.
    var field: String?
    var isFirst: Bool = false
    var start: Int = 0
    while start < bytes.count {
      let end: Int = ByteLines.end(of: start, in: bytes)
      let line: ArraySlice<UInt8> = ByteLines.trimmed(bytes[start..<end])
      start = end + 1
      if line.isEmpty {
        field = nil
      } else if let name = field {
        if isFirst, PacmanDescription.wanted.contains(name) {
          guard fields[name] == nil else { return nil }
          fields[name] = line
        }
        isFirst = false
      } else if line.count >= 3, line.count <= 32, line.first == 0x25, line.last == 0x25 {
        field = String(decoding: line.dropFirst().dropLast(), as: UTF8.self)
        isFirst = true
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
