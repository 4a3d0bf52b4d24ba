/// Finds the word that was probably meant.
enum Spelling {
  /// Names from other formats and tools that mean one of ours.
  private static let synonyms: [String: String] = [
    "affected": "known_affected", "affected_versions": "known_affected", "versions": "known_affected",
    "not_affected": "known_not_affected", "unaffected": "known_not_affected", "fixed_versions": "fixed",
    "patched": "fixed", "ranges": "affected_ranges", "purls": "purl", "hash": "sha256", "hashes": "sha256",
    "os": "platform", "cve": "aliases", "cves": "aliases", "date": "dates", "description": "summary",
    "marking": "tlp", "version": "revision", "indicators": "network", "iocs": "network", "domains": "network",
    "certificates": "signers", "registry": "traces", "strings": "traces", "behaviours": "traces",
    "rejected": "tests", "id": "product_id", "expected": "expect", "reason": "why", "comment": "note",
    "notes": "note", "kind": "type", "type": "kind", "urls": "network",
    "purl": "package", "expires": "until", "expiry": "until", "valid_until": "until", "justification": "reason",
    "owner": "author",
    "mac": "macos", "osx": "macos", "darwin": "macos", "win": "windows", "win32": "windows", "github": "ci",
  ]

  /// The candidate nearest to `word`, when one is near enough to be a slip of the pen or a known other name.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    guard word.utf8.count <= 64 else { return nil }
    let wanted: String = word.lowercased().replacing("-", with: "_")
    if let exact = candidates.first(where: { $0.lowercased().replacing("-", with: "_") == wanted }) { return exact }
    if let known = synonyms[wanted], candidates.contains(known) { return known }
    let scored: [(String, Int)] = candidates.map { ($0, distance(Array(wanted.utf8), Array($0.lowercased().utf8))) }
    guard let best = scored.min(by: { $0.1 < $1.1 }), best.1 <= min(2, max(1, wanted.utf8.count / 3)) else {
      return nil
    }
    return best.0
  }

  /// “did you mean …?”, or the list of what is allowed.
  static func advice(for word: String, among candidates: [String]) -> String {
    if let near = nearest(to: word, among: candidates) { return "did you mean \(near)?" }
    return "allowed: " + candidates.joined(separator: ", ")
  }

  /// Edits (insert, delete, replace, swap neighbours) between two words: optimal string alignment.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last: [Int] = Array(0...b.count)
    for i in a.indices {
      var row: [Int] = [i + 1]
      for j in b.indices {
        var best: Int = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
