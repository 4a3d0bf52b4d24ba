/// Host names as index keys: ASCII lower case, without the dot of the root.
///
/// International names have to come in their ASCII form (`xn--…`); nothing is converted.
enum HostName {
  /// The longest name DNS can carry, in bytes; longer text is no name.
  static let limit = 253

  /// The key of a name, or `nil` when the text cannot be one: empty, too long, or with an empty label.
  static func key(_ text: some StringProtocol) -> String? {
    var bytes: [UInt8] = text.utf8.prefix(limit + 2).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    if bytes.last == 0x2E { bytes.removeLast() }
    guard !bytes.isEmpty, bytes.count <= limit else { return nil }
    let labels = bytes.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard labels.allSatisfy({ !$0.isEmpty }) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The name itself, then its parents, the longest first: `a.b.c`, `b.c`, `c`.
  static func withParents(_ key: String) -> [Substring] {
    var names: [Substring] = [key[...]]
    var rest: Substring = key[...]
    while let dot = rest.utf8.firstIndex(of: 0x2E) {
      rest = rest[rest.utf8.index(after: dot)...]
      names.append(rest)
    }
    return names
  }
}
