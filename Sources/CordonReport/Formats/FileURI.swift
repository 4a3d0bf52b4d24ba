/// A path as a URI (RFC 3986, RFC 8089), percent-encoded: nothing of it is left that a reader could take for more.
enum FileURI {
  /// `file:///…` for an absolute path; anything else as a relative reference.
  static func text(_ path: String) -> String {
    let encoded: String = percentEncoded(path)
    return path.hasPrefix("/") ? "file://" + encoded : encoded
  }

  private static func percentEncoded(_ path: String) -> String {
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E: bytes.append(byte)
      default: bytes += [0x25, digit(byte >> 4), digit(byte & 0xF)]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }
}
