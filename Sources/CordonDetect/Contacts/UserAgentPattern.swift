/// A listed user agent: the whole text of the header as a client sends it, case and all, with `*` for any run of
/// characters, also none.
struct UserAgentPattern: Sendable, Hashable {
  private let pieces: [[UInt8]]

  /// `nil` when nothing but stars is left.
  init?(_ text: String) {
    pieces = text.utf8.split(separator: 0x2A, omittingEmptySubsequences: false).map { Array($0) }
    guard pieces.contains(where: { !$0.isEmpty }) else { return nil }
  }

  /// Whether the text is the listed one. The time grows with the product of the lengths at worst.
  func matches(_ text: String) -> Bool {
    let bytes: [UInt8] = Array(text.utf8)
    guard let first = pieces.first, let last = pieces.last, pieces.count > 1 else { return bytes == pieces.first }
    guard bytes.count >= first.count + last.count, bytes.starts(with: first) else { return false }
    guard bytes.suffix(last.count).elementsEqual(last) else { return false }
    var rest: ArraySlice<UInt8> = bytes[first.count..<(bytes.count - last.count)]
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard let end = UserAgentPattern.end(of: piece, in: rest) else { return false }
      rest = rest[end...]
    }
    return true
  }

  /// A word that every matching text has, chosen so that few others have it: the longest that no browser sends. `nil` when
  /// no whole word is in it.
  var rarestWord: String? {
    var words: [ArraySlice<UInt8>] = []
    for (number, piece) in pieces.enumerated() {
      var cut: [ArraySlice<UInt8>] = piece.split(omittingEmptySubsequences: false) { !UserAgentPattern.isWordByte($0) }
      // Next to a star a word may go on.
      if number > 0, !cut.isEmpty { cut.removeFirst() }
      if number < pieces.count - 1, !cut.isEmpty { cut.removeLast() }
      words += cut.filter { !$0.isEmpty }
    }
    let texts: [String] = words.map { String(decoding: $0, as: UTF8.self) }
    let rare: [String] = texts.filter { !UserAgentPattern.usual.contains($0.lowercased()) }
    return (rare.isEmpty ? texts : rare).max { $0.utf8.count < $1.utf8.count }
  }

  /// Words of most browsers.
  private static let usual: Set<String> = [
    "mozilla", "5.0", "windows", "macintosh", "intel", "mac", "linux", "x86_64", "applewebkit", "537.36", "khtml",
    "like", "gecko", "chrome", "safari", "firefox", "edge", "edg", "compatible", "win64", "x64", "wow64", "10.0",
    "version",
    "android", "mobile", "iphone", "x11",
  ]

  /// The same bytes of which the prefilter makes its runs.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
    default: false
    }
  }

  private static func end(of piece: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= piece.count else { return nil }
    return (bytes.startIndex...(bytes.endIndex - piece.count)).first {
      bytes[$0] == piece[0] && bytes[$0..<($0 + piece.count)].elementsEqual(piece)
    }
    .map { $0 + piece.count }
  }
}
