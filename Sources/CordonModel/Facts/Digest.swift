/// The digest of some bytes, held without any allocation: a scan compares millions of them.
package struct Digest: Sendable, Hashable {
  /// Which algorithm made it.
  package enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// FIPS 180-4, 32 bytes.
    case sha256
    /// FIPS 180-4, 20 bytes.
    case sha1
    /// RFC 1321, 16 bytes.
    case md5

    /// Bytes of such a digest.
    package var byteCount: Int {
      switch self {
      case .sha256: 32
      case .sha1: 20
      case .md5: 16
      }
    }

    /// As it is written in packs and output: `sha256`.
    package var name: String {
      switch self {
      case .sha256: "sha256"
      case .sha1: "sha1"
      case .md5: "md5"
      }
    }
  }

  /// Which algorithm made it.
  package let kind: Kind
  // Big-endian words, the unused ones 0.
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0
  private var fourth: UInt64 = 0

  /// Takes the bytes of a digest; `nil` when their number is not that of the kind.
  package init?(_ kind: Kind, bytes: some Collection<UInt8>) {
    guard bytes.count == kind.byteCount else { return nil }
    self.kind = kind
    for (index, byte) in bytes.enumerated() {
      switch index >> 3 {
      case 0: first = first << 8 | UInt64(byte)
      case 1: second = second << 8 | UInt64(byte)
      case 2: third = third << 8 | UInt64(byte)
      default: fourth = fourth << 8 | UInt64(byte)
      }
    }
  }

  /// A SHA-256 out of a hash function, which always gives 32 bytes: one that is missing counts as 0, one more is left out.
  package init(sha256 bytes: some Sequence<UInt8>) {
    kind = .sha256
    var index: Int = 0
    for byte in bytes.prefix(32) {
      let shift: UInt64 = UInt64(56 - index % 8 * 8)
      switch index / 8 {
      case 0: first |= UInt64(byte) << shift
      case 1: second |= UInt64(byte) << shift
      case 2: third |= UInt64(byte) << shift
      default: fourth |= UInt64(byte) << shift
      }
      index += 1
    }
  }

  /// Reads hex digits in any case; their number tells the kind. `nil` for anything else.
  package init?(hex: some StringProtocol) {
    let digits: [UInt8] = Array(hex.utf8.prefix(65))
    guard let kind = Kind.allCases.first(where: { $0.byteCount * 2 == digits.count }) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(kind.byteCount)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Digest.value(digits[index]), let low = Digest.value(digits[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    self.init(kind, bytes: bytes)
  }

  /// The bytes, most significant first.
  package var bytes: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(32)
    // SHA-1 ends in half a word, which lies in the low part of the third.
    if kind == .sha1 {
      Digest.append(first, to: &result)
      Digest.append(second, to: &result)
      for shift in stride(from: 24, through: 0, by: -8) { result.append(UInt8(truncatingIfNeeded: third >> shift)) }
      return result
    }
    for word in [first, second, third, fourth].prefix(kind.byteCount / 8) { Digest.append(word, to: &result) }
    return result
  }

  /// Lower-case hex.
  package var hex: String {
    let digits: [UInt8] = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func append(_ word: UInt64, to bytes: inout [UInt8]) {
    for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift))) }
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46, 0x61...0x66: (digit | 0x20) - 0x57
    default: nil
    }
  }
}

/// Digests of one content, made in one reading.
package struct FileDigests: Sendable, Hashable {
  /// Always made.
  package var sha256: Digest
  /// When something asked for it.
  package var sha1: Digest?
  /// When something asked for it.
  package var md5: Digest?

  package init(sha256: Digest, sha1: Digest? = nil, md5: Digest? = nil) {
    self.sha256 = sha256
    self.sha1 = sha1
    self.md5 = md5
  }

  /// Those that were made.
  package var all: [Digest] { [sha256] + [sha1, md5].compactMap { $0 } }
}
