/// Numbers in the little-endian order of the zip format. What lies outside of the bytes reads as 0: callers check the
/// length of a structure once, before they read its fields.
struct ZipFields {
  let bytes: [UInt8]

  @inline(__always)
  func u16(_ at: Int) -> Int {
    guard at >= 0, at <= bytes.count - 2 else { return 0 }
    return Int(bytes[at]) | Int(bytes[at + 1]) << 8
  }

  @inline(__always)
  func u32(_ at: Int) -> Int {
    guard at >= 0, at <= bytes.count - 4 else { return 0 }
    return Int(bytes[at]) | Int(bytes[at + 1]) << 8 | Int(bytes[at + 2]) << 16 | Int(bytes[at + 3]) << 24
  }

  /// Numbers beyond `Int.max` become `Int.max`: no source is that large.
  func u64(_ at: Int) -> Int {
    let value: UInt64 = UInt64(u32(at)) | UInt64(u32(at + 4)) << 32
    return Int(clamping: value)
  }
}
