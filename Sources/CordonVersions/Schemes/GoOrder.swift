/// Go module versions are Semantic Versioning with a `v` in front; a pseudo-version orders as the pre-release it is
/// written as, `+incompatible` has no say. Toolchain and standard library versions (`go1.22rc1`) are read too.
enum GoOrder {
  static func key(_ text: VersionText) throws(VersionError) -> VersionKey {
    let start: Int = text.starts(with: "go", at: 0) ? 2 : text.afterVersionLetter()
    return try SemanticOrder.key(text, from: start, splittingGluedWords: true)
  }
}
