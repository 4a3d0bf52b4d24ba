/// The maker of a product, reduced to what tells makers apart.
///
/// Makers are written in many ways (`3CX Ltd`, `3CX Software DMCC`), so only a clear difference counts: no word in
/// common, and neither name inside the other. Legal forms and words that every maker uses do not count.
struct VendorName {
  private let words: Set<String>
  private let joined: String

  private static let insignificant: Set<String> = [
    "ab", "ag", "as", "bv", "co", "company", "corp", "corporation", "developers", "development", "dmcc", "foundation",
    "gmbh", "group", "inc", "incorporated", "international", "kg", "limited", "llc", "ltd", "maintainers", "nv", "oy",
    "plc", "project", "pty", "sa", "sarl", "se", "software", "spa", "srl", "systems", "team", "technologies", "the",
    "worldwide",
  ]

  init(_ text: String) {
    let parts: [Substring] = text.lowercased().split { !($0.isLetter || $0.isNumber) }
    let significant: [String] = parts.map(String.init).filter { !VendorName.insignificant.contains($0) }
    words = Set(significant)
    joined = significant.joined()
  }

  /// Whether the two are certainly not the same maker. A name without any significant word differs from none.
  func clearlyDiffers(from other: VendorName) -> Bool {
    guard !joined.isEmpty, !other.joined.isEmpty, words.isDisjoint(with: other.words) else { return false }
    return !joined.contains(other.joined) && !other.joined.contains(joined)
  }
}
