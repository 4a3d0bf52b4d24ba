/// Range text that is not `vers:` → set: the native syntax of the scheme first, then the wordings of advisories.
struct RangeReader {
  let scheme: VersionScheme

  func read(_ text: String) throws(VersionError) -> RangeReading {
    if let native = try readNative(text) {
      guard native.constraints.count <= VersionRange.Limits.constraints else {
        throw VersionError(
          code: .tooLong, text: text.excerpt,
          reason: "a range has at most \(VersionRange.Limits.constraints) constraints")
      }
      return native
    }
    return try RangeWording(scheme: scheme, text: text).read()
  }

  /// `nil` when the text is not in the native syntax.
  private func readNative(_ text: String) throws(VersionError) -> RangeReading? {
    switch scheme {
    case .npm: try NpmRange.read(text)
    case .pep440: try PythonRange.read(text)
    case .rubygems: try GemRange.read(text)
    case .conan: try ConanRange.read(text)
    case .maven, .nuget: try BracketRange.read(text, scheme: scheme)
    case .nginx: try NginxRange.read(text)
    case .composer: try ComposerRange.read(text)
    case .semver, .go: try CaretRange.read(text, scheme: scheme)
    case .dpkg, .rpm, .apk, .pacman, .gentoo: try PackageRelation.read(text, scheme: scheme)
    case .openssl, .windows, .apple, .datetime, .lexicographic, .generic: nil
    }
  }
}

extension String {
  /// The parts between single bytes, trimmed.
  func pieces(at separator: UInt8) -> [String] {
    utf8.split(separator: separator, omittingEmptySubsequences: false).map { String(Substring($0)).trimmed }
  }

  /// The parts between `||`, trimmed.
  var alternatives: [String] {
    var result: [String] = []
    var rest: Substring = self[...]
    while let bar = rest.range(ofBytes: "||") {
      result.append(String(rest[..<bar.lowerBound]).trimmed)
      rest = rest[bar.upperBound...]
    }
    result.append(String(rest).trimmed)
    return result
  }

  /// Words between blanks; a word that is only an operator is joined with the next (`>= 1.0`).
  var operatorWords: [String] {
    var result: [String] = []
    var pending: String = ""
    for word in utf8.split(whereSeparator: { $0 <= 0x20 || $0 == UInt8(ascii: ",") }) {
      pending += String(Substring(word))
      if pending.utf8.contains(where: { !"<>=!~^".utf8.contains($0) }) {
        result.append(pending)
        pending = ""
      }
    }
    return pending.isEmpty ? result : result + [pending]
  }
}

extension Substring {
  func range(ofBytes pattern: String) -> Range<Substring.Index>? {
    let count: Int = pattern.utf8.count
    var start: Substring.Index = startIndex
    while start < endIndex {
      guard let end = utf8.index(start, offsetBy: count, limitedBy: endIndex) else { return nil }
      if utf8[start..<end].elementsEqual(pattern.utf8) { return start..<end }
      start = utf8.index(after: start)
    }
    return nil
  }
}
