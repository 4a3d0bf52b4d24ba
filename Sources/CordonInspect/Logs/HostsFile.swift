/// The entries of a hosts file (hosts(5)) that lead somewhere.
package enum HostsFile {
  /// An address with one of its names.
  package struct Entry: Sendable, Hashable {
    /// As it is written.
    package var address: String
    /// One of the names behind it, as it is written.
    package var name: String
    /// 1-based.
    package var line: Int
  }

  /// Entries in their order, at most `limit`; names that lead to this machine or nowhere are blocks and left out
  /// (`0.0.0.0`, `127.0.0.0/8`, `::`, `::1`).
  package static func entries(_ bytes: [UInt8], limit: Int) -> (entries: [Entry], isCut: Bool) {
    var entries: [Entry] = []
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let content: ArraySlice<UInt8> = line.prefix { $0 != 0x23 }
      let words: [ArraySlice<UInt8>] = content.split { $0 <= 0x20 }
      guard let address = words.first, LineText.isAddress(address), !isBlock(address) else { continue }
      for name in words.dropFirst() where name.count <= 254 {
        guard entries.count < limit else { return (entries, true) }
        entries.append(Entry(address: LineText.text(address), name: LineText.text(name), line: index + 1))
      }
    }
    return (entries, false)
  }

  /// Whether an address leads to this machine or nowhere, in any spelling.
  package static func isBlock(_ address: some Collection<UInt8>) -> Bool {
    let text: String = LineText.text(address.prefix(46)).lowercased()
    if text.contains(":") {
      let tail: Substring = text[(text.lastIndex(of: ":") ?? text.startIndex)...].dropFirst()
      if tail.contains(".") { return text.hasPrefix("::") && isBlock(Array(tail.utf8)) }
      let isZero: Bool = text.dropLast().allSatisfy { $0 == "0" || $0 == ":" }
      return isZero && (tail.isEmpty || tail.allSatisfy { $0 == "0" || $0 == "1" } && !tail.dropLast().contains("1"))
    }
    let first: Substring = text.prefix { $0 != "." }
    return first == "127" || text == "0.0.0.0" || text == "0"
  }
}
