/// Numbers in a piece of bytes, in the byte order that a file's head gave. What lies outside of the piece is `nil`.
struct WordReader {
  let bytes: [UInt8]
  let isBigEndian: Bool

  func u16(_ offset: Int) -> UInt64? { word(offset, 2) }

  func u32(_ offset: Int) -> UInt64? { word(offset, 4) }

  func u64(_ offset: Int) -> UInt64? { word(offset, 8) }

  /// Eight bytes where `isWide`, else four.
  func address(_ offset: Int, isWide: Bool) -> UInt64? { word(offset, isWide ? 8 : 4) }

  /// A field of a fixed width up to its first NUL byte.
  func text(_ offset: Int, width: Int) -> String? {
    guard offset >= 0, width >= 0, offset <= bytes.count - width else { return nil }
    return String(decoding: bytes[offset..<(offset + width)].prefix { $0 != 0 }, as: UTF8.self)
  }

  private func word(_ offset: Int, _ width: Int) -> UInt64? {
    guard offset >= 0, offset <= bytes.count - width else { return nil }
    var value: UInt64 = 0
    for index in 0..<width {
      let byte: UInt8 = bytes[offset + (isBigEndian ? index : width - 1 - index)]
      value = value << 8 | UInt64(byte)
    }
    return value
  }
}
