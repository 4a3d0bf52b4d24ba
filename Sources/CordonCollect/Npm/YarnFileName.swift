/// What the name of an archive in a cache of Yarn tells: `@scope-name-npm-1.2.3-0123456789-0123456789.zip`.
enum YarnFileName {
  /// The name is `nil` where it has a scope: its end cannot be told from a dash in it.
  static func identity(_ file: String) -> (name: String?, version: String)? {
    let suffix: String = ".zip"
    let stem: String = file.hasSuffix(suffix) ? String(file.dropLast(suffix.count)) : file
    guard let range = lastRange(of: "-npm-", in: stem) else { return nil }
    let slug: Substring = stem[..<range.lowerBound]
    var parts: [Substring] = stem[range.upperBound...].split(separator: "-", omittingEmptySubsequences: false)
    // The hash of the locator ends it, or stands before a checksum or the version of the cache (`8`, `10c0`).
    guard let hash = parts.lastIndex(where: isHash), hash > 0, hash >= parts.count - 2 else { return nil }
    if hash == parts.count - 1, hash > 1, isHash(parts[hash - 1]) { parts.removeLast() }
    parts.removeLast(hash == parts.count - 2 ? 2 : 1)
    return (slug.hasPrefix("@") ? nil : String(slug), parts.joined(separator: "-"))
  }

  private static func isHash(_ text: Substring) -> Bool {
    text.utf8.count == 10 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  private static func lastRange(of marker: String, in text: String) -> Range<String.Index>? {
    let (bytes, word): ([UInt8], [UInt8]) = (Array(text.utf8), Array(marker.utf8))
    guard bytes.count >= word.count else { return nil }
    for start in stride(from: bytes.count - word.count, through: 0, by: -1)
    where bytes[start..<(start + word.count)].elementsEqual(word) {
      let lower: String.Index = text.utf8.index(text.utf8.startIndex, offsetBy: start)
      return lower..<text.utf8.index(lower, offsetBy: word.count)
    }
    return nil
  }
}
