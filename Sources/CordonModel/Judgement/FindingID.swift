/// A short name of one finding that stays the same from run to run: `F-` and 16 hexadecimal digits.
///
/// It is made of the advisory, the row of it, and what of the subject stays the same (``MatchSubject/identity``); so it
/// survives an update to another affected version, a restart, and logs that are rotated. Findings that are alike in all
/// of that are told apart by their number among them (``Match/occurrence``). It is a name, not a proof: FNV-1a, 64 bits
/// (draft-eastlake-fnv, section 2).
package struct FindingID: Sendable, Hashable {
  /// Such as `F-0123456789abcdef`.
  package let text: String

  /// The name of a match of an advisory.
  package init(advisory: String, match: Match) {
    var parts: [String] = [advisory, match.productID] + match.subject.identity
    if match.occurrence > 1 { parts.append(String(match.occurrence)) }
    self.init(parts: parts)
  }

  /// The name of the answer of an advisory as a whole.
  package init(advisory: String) { self.init(parts: [advisory]) }

  private init(parts: [String]) {
    let digits: String = String(FindingID.sum(parts), radix: 16)
    text = "F-" + String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The sorted matches of one advisory, each with its number among those that are alike.
  package static func numbered(_ matches: [Match]) -> [Match] {
    guard matches.count > 1 else { return matches }
    var result: [Match] = matches
    var counts: [UInt64: Int] = [:]
    for index in result.indices {
      let alike: UInt64 = sum([result[index].productID] + result[index].subject.identity)
      let occurrence: Int = counts[alike, default: 0] + 1
      counts[alike] = occurrence
      result[index].occurrence = occurrence
    }
    return result
  }

  private static func sum(_ parts: [String]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for part in parts {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      // A NUL between the parts: `a`+`bc` is not `ab`+`c`.
      hash = hash &* 0x0000_0100_0000_01B3
    }
    return hash
  }
}
