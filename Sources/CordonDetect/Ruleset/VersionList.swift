internal import CordonVersions

/// A list of exact versions of one scheme, compared as the scheme does: `18.12.416.0` is `18.12.416` on Windows.
///
/// A look-up costs one hash of the text and, only when the text is not listed, a binary search.
struct VersionList {
  private let texts: Set<String>
  /// Ascending by the scheme's order; entries the scheme cannot read are only in ``texts``.
  private let sorted: [Version]

  init(_ entries: [String], scheme: VersionScheme) {
    texts = Set(entries)
    sorted = entries.compactMap { try? Version($0, scheme: scheme) }.sorted { $0.compare(to: $1) == .less }
  }

  var isEmpty: Bool { texts.isEmpty }

  /// Whether the text is listed, character by character.
  func lists(text: String) -> Bool { texts.contains(text) }

  /// The entry that the scheme calls equal to `version`, word for word.
  func entry(equalTo version: Version) -> String? {
    var low: Int = 0
    var high: Int = sorted.count
    while low < high {
      let middle: Int = low + (high - low) / 2
      switch sorted[middle].compare(to: version) {
      case .equal: return sorted[middle].text
      case .less: low = middle + 1
      case .greater: high = middle
      }
    }
    return nil
  }
}
