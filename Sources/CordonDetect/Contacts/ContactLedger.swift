package import CordonModel

/// The matches of many contacts, those of the same row, source and client folded into one with a count and the times of the
/// first and the last: a million look-ups are one finding.
package struct ContactLedger: Sendable {
  private let matcher: ContactMatcher
  private let limit: Int
  private var folded: [Key: Int] = [:]
  private var kept: [AdvisoryMatch] = []
  /// Of ``kept``, by advisory: one that matches everywhere takes no room from another.
  private var counts: [AdvisoryReference: Int] = [:]
  /// Matches that were not kept because there were enough of their advisory.
  package private(set) var omitted: Int = 0

  private struct Key: Hashable {
    let advisory: AdvisoryReference
    let row: String
    let source: ContactFacts.Source
    /// The location without the line.
    let place: Substring
    let client: String?
    let pid: Int32?
  }

  /// - Parameter limit: how many folded matches of an advisory are kept.
  package init(matcher: ContactMatcher, limit: Int = 10_000) {
    self.matcher = matcher
    self.limit = limit
  }

  /// The folded matches, in the order in which they were first seen.
  package var matches: [AdvisoryMatch] {
    kept.map { found in
      guard case .contact(let contact) = found.match.subject, contact.count > 1 else { return found }
      var found: AdvisoryMatch = found
      let last: String = contact.last.map { ", last " + $0.text } ?? ""
      found.match.decidedBy += " (\(contact.count) records\(last))"
      return found
    }
  }

  /// Takes in a contact.
  package mutating func add(_ contact: ContactFacts) {
    for found in matcher.matches(contact) {
      let key = Key(
        advisory: found.advisory, row: found.match.productID, source: contact.source,
        place: ContactLedger.place(contact.location), client: contact.client,
        pid: contact.source == .liveSocket ? contact.pid : nil)
      if let number = folded[key] {
        kept[number].match.subject = ContactLedger.joined(kept[number].match.subject, contact)
      } else if counts[found.advisory, default: 0] < limit {
        counts[found.advisory, default: 0] += 1
        folded[key] = kept.count
        kept.append(found)
      } else {
        omitted += 1
      }
    }
  }

  /// The first record stays, with its place and its spelling; the times span both.
  private static func joined(_ subject: MatchSubject, _ contact: ContactFacts) -> MatchSubject {
    guard case .contact(var first) = subject else { return subject }
    let times: [Timestamp] = [first.time, first.last, contact.time, contact.last].compactMap { $0 }
    first.time = times.min()
    first.last = times.max()
    let (sum, overflow): (Int, Bool) = first.count.addingReportingOverflow(contact.count)
    first.count = overflow ? .max : sum
    return .contact(first)
  }

  private static func place(_ location: String) -> Substring {
    guard let colon = location.utf8.lastIndex(of: 0x3A) else { return location[...] }
    let digits: Substring.UTF8View = location[location.utf8.index(after: colon)...].utf8
    let isLine: Bool = !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
    return isLine ? location[..<colon] : location[...]
  }
}
