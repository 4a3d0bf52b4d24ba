/// What kind of archive some bytes are, told by the bytes alone.
enum ArchiveKind: Hashable {
  case zip, tar, ar, cpio, sevenZip, cabinet, iso, rar, rar5, xar
  /// One compressed content; it may be a tar or cpio.
  case gzip, bzip2, xz, lzma, lzip, lz4, zstd
  case rpm
  /// A compound file: an installer or an older office document.
  case compound
  /// Known, and not opened.
  case closed(ClosedFormat)
  /// A program, script or extension that may carry a zip behind itself: only its end tells.
  case carrier

  /// Bytes from the beginning that are enough to tell every kind.
  static let headSize: Int = 32_774

  /// Whether it is one compressed content.
  var isCompression: Bool {
    switch self {
    case .gzip, .bzip2, .xz, .lzma, .lzip, .lz4, .zstd: true
    default: false
    }
  }

  /// Whether it is known and not opened.
  var isClosed: Bool {
    if case .closed = self { true } else { false }
  }

  /// The kind that the first bytes say; `nil` when they say none.
  init?(head: UnsafeRawBufferPointer) {
    if let kind = unsafe ArchiveKind.bySignature(head) {
      self = kind
    } else if unsafe ArchiveKind.isTar(head) {
      self = .tar
    } else if unsafe ArchiveKind.has(head, "CD001", at: 32_769) {
      self = .iso
    } else if unsafe ArchiveKind.isLzma(head) {
      self = .lzma
    } else {
      return nil
    }
  }

  private static func bySignature(_ head: UnsafeRawBufferPointer) -> ArchiveKind? {
    guard head.count >= 4 else { return nil }
    let first: UInt32 = unsafe head.loadUnaligned(as: UInt32.self).bigEndian
    switch first {
    case 0x504B_0304, 0x504B_0506: return .zip
    case 0x504B_0708: return unsafe has(head, "PK\u{3}\u{4}", at: 4) ? .zip : nil
    case 0x377A_BCAF: return .sevenZip
    case 0xFD37_7A58: return .xz
    case 0x0422_4D18, 0x0221_4C18: return .lz4
    case 0x28B5_2FFD: return .zstd
    // A frame that zstd skips, as pzstd and seekable files begin.
    case 0x502A_4D18...0x5F2A_4D18 where unsafe has(head, "*M\u{18}", at: 1): return .zstd
    case 0x4C5A_4950: return .lzip
    case 0xEDAB_EEDB: return .rpm
    case 0x5261_7221:
      if unsafe has(head, "\u{1A}\u{7}\0", at: 4) { return .rar }
      return unsafe has(head, "\u{1A}\u{7}\u{1}\0", at: 4) ? .rar5 : nil
    case 0x7861_7221: return .xar
    case 0xD0CF_11E0 where head.count >= 8:
      return unsafe head.loadUnaligned(fromByteOffset: 4, as: UInt32.self).bigEndian == 0xA1B1_1AE1 ? .compound : nil
    case 0x213C_6172: return unsafe has(head, "!<arch>\n", at: 0) ? .ar : nil
    case 0x3037_3037: return ["070701", "070702", "070707"].contains { unsafe has(head, $0, at: 0) } ? .cpio : nil
    case 0x4D53_4346: return unsafe has(head, "\0\0\0\0", at: 4) ? .cabinet : nil
    case 0x1F8B_0800...0x1F8B_08FF: return .gzip
    case 0x425A_6831...0x425A_6839:
      return unsafe has(head, "1AY&SY", at: 4) || has(head, "\u{17}rE8P", at: 4) ? .bzip2 : nil
    case 0x4372_3234, 0x4A4D_0100, 0x7F45_4C46: return .carrier
    case 0x4D5A_0000...0x4D5A_FFFF, 0x2321_0000...0x2321_FFFF: return .carrier
    default: return ClosedFormat.allCases.first { unsafe $0.begins(head, first) }.map { .closed($0) }
    }
  }

  static func has(_ head: UnsafeRawBufferPointer, _ text: StaticString, at place: Int) -> Bool {
    let length: Int = text.utf8CodeUnitCount
    guard place <= head.count - length else { return false }
    let expected = unsafe UnsafeRawBufferPointer(start: text.utf8Start, count: length)
    return unsafe head[place..<(place + length)].elementsEqual(expected)
  }

  /// Every tar of every age has a checksum in each header: the sum of its bytes, with blanks in place of the checksum.
  private static func isTar(_ head: UnsafeRawBufferPointer) -> Bool {
    guard head.count >= 512, unsafe head[0] != 0 else { return false }
    if unsafe has(head, "ustar", at: 257) { return true }
    var expected: Int = 0
    var digits: Int = 0
    for index in 148..<156 {
      let byte: UInt8 = unsafe head[index]
      if byte >= 0x30, byte <= 0x37 {
        expected = expected << 3 | Int(byte - 0x30)
        digits += 1
      } else if byte != 0x20 && byte != 0 {
        return false
      }
    }
    guard digits > 0 else { return false }
    var sum: Int = 8 * 0x20
    for index in 0..<512 where index < 148 || index >= 156 { sum += Int(unsafe head[index]) }
    return sum == expected
  }

  /// `.lzma` has no signature: properties as every packer writes them, a dictionary of 2^n or 2^n + 2^(n-1) bytes, a
  /// length that is unknown or below 256 GiB (as liblzma tells them).
  private static func isLzma(_ head: UnsafeRawBufferPointer) -> Bool {
    guard head.count >= 14, unsafe head[0] == 0x5D, unsafe head[13] == 0 else { return false }
    let dictionary: UInt32 = unsafe head.loadUnaligned(fromByteOffset: 1, as: UInt32.self).littleEndian
    let rest: UInt32 = dictionary & (dictionary &- 1)
    guard dictionary >= 4_096, rest == 0 || (dictionary ^ rest) << 1 == rest else { return false }
    let length: UInt64 = unsafe head.loadUnaligned(fromByteOffset: 5, as: UInt64.self).littleEndian
    return length == .max || length < 1 << 38
  }
}
