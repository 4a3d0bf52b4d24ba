internal import CordonModel

/// Names of users by their numbers, from the text of passwd(5). No other source is asked: a directory service could
/// answer slowly, or not at all.
package struct UserNames: Sendable {
  private var names: [UInt32: String] = [:]

  /// Bytes of the file that are read.
  package static let byteLimit: Int = 8 << 20

  /// Reads whole lines; the first name of a number counts, as in the C library. What is no line of it is passed over.
  package init(_ bytes: [UInt8]) {
    for line in bytes.split(separator: 0x0A) {
      let fields: [ArraySlice<UInt8>] = line.split(separator: 0x3A, maxSplits: 3, omittingEmptySubsequences: false)
      guard fields.count == 4, !fields[0].isEmpty, fields[0].count <= 256, let user = UserNames.number(fields[2]),
        names[user] == nil
      else { continue }
      names[user] = PrintablePath.text(fields[0])
    }
  }

  package subscript(user: UInt32) -> String? { names[user] }

  private static func number(_ field: ArraySlice<UInt8>) -> UInt32? {
    guard !field.isEmpty, field.count <= 10 else { return nil }
    var value: UInt64 = 0
    for byte in field {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + UInt64(byte - 0x30)
    }
    return UInt32(exactly: value)
  }
}
