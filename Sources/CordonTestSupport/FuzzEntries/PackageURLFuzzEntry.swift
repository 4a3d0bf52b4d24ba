internal import CordonVersions

extension FuzzEntry {
  /// Any bytes as purl text: what is accepted has to read back as itself.
  package static let packageURL = FuzzEntry(name: "package-url") { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    for strictness in [PackageURL.Strictness.standard, .strict, .lenient] {
      guard let purl = try? PackageURL(parsing: text, strictness: strictness) else { continue }
      let again: PackageURL? = try? PackageURL(parsing: purl.canonicalText, strictness: strictness)
      precondition(again == purl, "the canonical text reads back as another package URL")
    }
  }
}
