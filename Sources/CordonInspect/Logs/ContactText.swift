internal import CordonModel

/// Names, addresses and URLs as logs write them, made into subjects. Nothing is checked beyond its shape and length.
enum ContactText {
  /// Bytes of a URL that are kept; what follows decides no match.
  static let urlBytes = 8_000
  /// Bytes of a user agent that are kept.
  static let userAgentBytes = 4_096

  /// A host by itself: an address when it has the shape of one, else a name; `nil` when it is too long for either.
  static func host(_ bytes: ArraySlice<UInt8>) -> ContactFacts.Subject? {
    var bytes: ArraySlice<UInt8> = bytes
    if bytes.first == 0x5B, bytes.last == 0x5D { bytes = bytes.dropFirst().dropLast() }
    guard !bytes.isEmpty, bytes.count <= 254 else { return nil }
    return LineText.isAddress(bytes) ? .address(LineText.text(bytes)) : .domain(LineText.text(bytes))
  }

  /// `host:port`, `[address]:port` or a host alone.
  static func hostAndPort(_ bytes: ArraySlice<UInt8>) -> ContactFacts.Subject? {
    if bytes.first == 0x5B, let end = bytes.firstIndex(of: 0x5D) { return host(bytes[...end]) }
    guard let colon = bytes.lastIndex(of: 0x3A), bytes.firstIndex(of: 0x3A) == colon else { return host(bytes) }
    return host(bytes[..<colon])
  }

  /// What was asked of a proxy or server: an absolute URL, the `host:port` of a CONNECT, or nothing to go by.
  static func target(_ bytes: ArraySlice<UInt8>, method: ArraySlice<UInt8>) -> ContactFacts.Subject? {
    if method.elementsEqual("CONNECT".utf8) { return hostAndPort(bytes) }
    guard let mark = LineText.find("://", in: bytes.prefix(40)), mark > bytes.startIndex else { return nil }
    return url(bytes)
  }

  static func url(_ bytes: ArraySlice<UInt8>) -> ContactFacts.Subject {
    .url(LineText.text(bytes.prefix(urlBytes)))
  }

  /// `nil` for the dash that stands for none.
  static func userAgent(_ bytes: ArraySlice<UInt8>) -> ContactFacts.Subject? {
    guard !bytes.isEmpty, !bytes.elementsEqual([0x2D]) else { return nil }
    return .userAgent(LineText.text(bytes.prefix(userAgentBytes)))
  }

  /// Every word of a free text that may be a name, address or URL and that `isWanted`.
  static func words(
    of text: ArraySlice<UInt8>, _ isWanted: (ContactFacts.Subject) -> Bool
  ) -> [ContactFacts.Subject] {
    var found: [ContactFacts.Subject] = []
    var start: Int = text.startIndex
    while start < text.endIndex {
      let end: Int = text[start...].firstIndex(where: isBreak) ?? text.endIndex
      if end - start >= 3 { append(text[start..<end], to: &found, isWanted) }
      start = end + 1
    }
    return found
  }

  private static func append(
    _ word: ArraySlice<UInt8>, to found: inout [ContactFacts.Subject], _ isWanted: (ContactFacts.Subject) -> Bool
  ) {
    if let mark = LineText.find("://", in: word) {
      let scheme: ArraySlice<UInt8> = ArraySlice(word[..<mark].reversed().prefix(while: isLetter).reversed())
      let rest: ArraySlice<UInt8> = trimmed(word[(mark + 3)...])
      if !scheme.isEmpty, !rest.isEmpty {
        let url: ContactFacts.Subject = url(word[(mark - scheme.count)..<rest.endIndex])
        if isWanted(url) { found.append(url) }
        return
      }
    }
    for piece in word.split(whereSeparator: { $0 == 0x2F || $0 == 0x40 || $0 == 0x23 || $0 == 0x25 }) {
      let piece: ArraySlice<UInt8> = trimmed(piece)
      guard piece.count >= 3, piece.contains(0x2E) || piece.contains(0x3A) else { continue }
      if let subject = hostAndPort(piece), isWanted(subject) { found.append(subject) }
    }
  }

  /// Without the punctuation that ends a sentence around it.
  private static func trimmed(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var word: ArraySlice<UInt8> = word
    while let last = word.last, last == 0x2E || last == 0x3A || last == 0x21 || last == 0x3F { word.removeLast() }
    while let first = word.first, first == 0x2E { word.removeFirst() }
    return word
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// White space, control characters, quotes, brackets, and what separates fields. `[` and `]` are among them, so that an
  /// address in brackets stands alone.
  private static func isBreak(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, 0x22, 0x27, 0x28, 0x29, 0x2A, 0x2C, 0x3B, 0x3C, 0x3D, 0x3E, 0x5B, 0x5C, 0x5D, 0x5E, 0x60, 0x7B, 0x7C,
      0x7D, 0x7F:
      true
    default: false
    }
  }
}
