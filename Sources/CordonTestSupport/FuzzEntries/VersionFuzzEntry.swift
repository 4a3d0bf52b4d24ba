internal import CordonVersions

extension FuzzEntry {
  /// Any bytes as two version texts: the first byte picks the scheme, a line feed parts the texts. What is read orders
  /// the same from both sides, on texts as on read versions, and equals itself.
  package static let version = FuzzEntry(name: "version") { bytes in
    let schemes: [VersionScheme] = VersionScheme.allCases
    let scheme: VersionScheme = schemes[Int(bytes.first ?? 0) % schemes.count]
    let parts: [ArraySlice<UInt8>] = bytes.dropFirst().split(
      separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
    let texts: [String] = parts.map { String(decoding: $0, as: UTF8.self) }
    let versions: [Version] = texts.compactMap { try? Version($0, scheme: scheme) }
    for version in versions {
      precondition(version.compare(to: version) == .equal, "a version differs from itself")
    }
    guard versions.count == 2 else { return }
    let order: VersionOrder = versions[0].compare(to: versions[1])
    precondition(versions[1].compare(to: versions[0]) == order.reversed, "the order depends on the side")
    precondition((try? scheme.compare(texts[0], texts[1])) == order, "texts and read versions order differently")
  }
}
