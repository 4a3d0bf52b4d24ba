/// A one-time code that ends an isolation without a network and without the operator who ordered it: 100 bits in twenty
/// letters and digits, in groups, none of which can be taken for another (Crockford's base 32).
package struct ReleaseCode: Sendable, Hashable {
  /// Random bytes a code is made of.
  package static let byteCount = 13

  private static let alphabet: [UInt8] = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
  private static let letterCount = 20

  /// Twenty letters of the alphabet, without what stands between them.
  private let letters: [UInt8]

  /// A code of ``byteCount`` random bytes; `nil` for any other number of bytes.
  package init?(random bytes: [UInt8]) {
    guard bytes.count == ReleaseCode.byteCount else { return nil }
    var letters: [UInt8] = []
    var bits: UInt32 = 0
    var held: UInt32 = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      held += 8
      while held >= 5, letters.count < ReleaseCode.letterCount {
        held -= 5
        letters.append(ReleaseCode.alphabet[Int(bits >> held & 31)])
      }
      bits &= (1 << held) - 1
    }
    self.letters = letters
  }

  /// Reads a code as people write it: any case, with or without hyphens and blanks, O for 0, I and L for 1; `nil` when it
  /// cannot be one.
  package init?(parsing text: String) {
    var letters: [UInt8] = []
    for byte in text.utf8.prefix(80) {
      switch byte {
      case 0x20, 0x2D: continue
      case 0x4F, 0x6F: letters.append(0x30)
      case 0x49, 0x69, 0x4C, 0x6C: letters.append(0x31)
      case 0x61...0x7A: letters.append(byte - 0x20)
      default: letters.append(byte)
      }
    }
    guard letters.count == ReleaseCode.letterCount, letters.allSatisfy({ ReleaseCode.alphabet.contains($0) }) else {
      return nil
    }
    self.letters = letters
  }

  /// For people: `4F7C-9KQ2-…`.
  package var text: String {
    stride(from: 0, to: letters.count, by: 4)
      .map { String(decoding: letters[$0..<min($0 + 4, letters.count)], as: UTF8.self) }.joined(separator: "-")
  }

  /// What is kept of it.
  ///
  /// - Parameter salt: random, in hex.
  package func hash(salt: String) -> ReleaseCodeHash {
    var sum = SHA256Sum()
    sum.update(Array("cordon-release:".utf8) + Array(salt.utf8) + [0x3A] + letters)
    let digits: [UInt8] = Array("0123456789abcdef".utf8)
    let hex: [UInt8] = sum.digest().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return ReleaseCodeHash(salt: salt, digest: String(decoding: hex, as: UTF8.self))
  }
}
