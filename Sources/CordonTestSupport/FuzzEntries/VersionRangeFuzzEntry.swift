internal import CordonVersions

extension FuzzEntry {
  /// Any bytes as range text: the first byte picks the scheme, the rest is the range. What is accepted reads back
  /// from its canonical text.
  package static let versionRange = FuzzEntry(name: "version-range") { bytes in
    let schemes: [VersionScheme] = VersionScheme.allCases
    let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
    let scheme: VersionScheme = schemes[Int(bytes.first ?? 0) % schemes.count]
    for range in [try? VersionRange(text, scheme: scheme), try? VersionRange.infer(text)] {
      guard let range else { continue }
      // Spelled out and percent-encoded, a text near the limit grows beyond it.
      guard range.canonicalText.utf8.count <= VersionRange.Limits.length else { continue }
      let again: VersionRange? = try? VersionRange(range.canonicalText, scheme: range.scheme)
      precondition(again?.canonicalText == range.canonicalText, "the canonical text reads back as another range")
      for candidate in ["0", "1.0", "1.2.3-beta", "2.0"] { _ = try? range.contains(text: candidate) }
    }
    _ = try? VersionRange(canonicalVers: text)
  }
}
