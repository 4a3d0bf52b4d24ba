/// A short name of one finding that stays the same from run to run: `F-` and 16 hexadecimal digits.
///
/// It is made of the advisory, the product, the identity of the package without its version, and the place; so it
/// survives an update to another affected version. It is a name, not a proof: FNV-1a, 64 bits
/// (draft-eastlake-fnv, section 2).
package struct FindingID: Sendable, Hashable {
  /// Such as `F-0123456789abcdef`.
  package let text: String

  /// The name of a match of an advisory.
  package init(advisory: String, match: Match) {
    self.init(parts: [advisory, match.productID] + match.subject.identity)
  }

  /// The name of the answer of an advisory as a whole.
  package init(advisory: String) { self.init(parts: [advisory]) }

  private init(parts: [String]) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for part in parts {
      // A NUL between the parts: `a`+`bc` is not `ab`+`c`.
      for byte in Array(part.utf8) + [0] { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }
    let digits: String = String(hash, radix: 16)
    text = "F-" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
