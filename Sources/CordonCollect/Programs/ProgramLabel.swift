/// Name and version in the name of a file or folder: `Foo-1.2.3-x86_64.AppImage`, `node-v20.11.0-linux-x64`.
package struct ProgramLabel: Sendable, Hashable {
  package let name: String
  package let version: String?

  /// What stands before the first part that looks like a version is the name; architecture and system are dropped.
  package init(_ label: String) {
    let core: Substring = ProgramLabel.withoutPlatform(label[...])
    let pieces: [Substring] = core.split(maxSplits: 64, omittingEmptySubsequences: false) { ProgramLabel.isBreak($0) }
    guard let index = pieces.indices.dropFirst().first(where: { ProgramLabel.version(pieces[$0]) != nil }),
      let number = ProgramLabel.version(pieces[index]),
      case let end = pieces[index - 1].endIndex, end > core.startIndex
    else {
      name = core.isEmpty ? label : String(core)
      version = nil
      return
    }
    name = String(core[..<end])
    let suffix: ArraySlice<Substring> = pieces[(index + 1)...].prefix { ProgramLabel.isPreRelease($0) }
    version = ([Substring(number)] + suffix).joined(separator: "-")
  }

  /// The text as a version: digits first, maybe after a `v`, and a dot in it.
  package static func version(_ text: Substring) -> String? {
    let digits: Substring = text.first == "v" || text.first == "V" ? text.dropFirst() : text
    guard let first = digits.utf8.first, (0x30...0x39).contains(first), digits.contains("."), isToken(digits) else {
      return nil
    }
    return digits.utf8.last == 0x2E ? nil : String(digits)
  }

  /// Whether the text holds nothing that a version would not: letters, digits and `. + ~ : _ -`, at most 64.
  package static func isToken(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.count <= 64
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || [0x2B, 0x2D, 0x2E, 0x3A, 0x5F, 0x7E].contains($0)
      }
  }

  private static func isBreak(_ character: Character) -> Bool {
    character == "-" || character == "_" || character == " "
  }

  private static func isPreRelease(_ text: Substring) -> Bool {
    let word: String = text.lowercased()
    return isToken(text) && ["alpha", "beta", "rc", "pre", "dev", "nightly"].contains { word.hasPrefix($0) }
  }

  private static let platforms: [String] = [
    "x86_64", "x86-64", "amd64", "x64", "i386", "i686", "ia32", "aarch64", "arm64", "armv7l", "armhf", "linux64",
    "linux", "glibc", "musl", "gnu", "unknown",
  ]

  private static func withoutPlatform(_ label: Substring) -> Substring {
    var rest: Substring = label
    while let found = platforms.first(where: { rest.lowercased().hasSuffix($0) }) {
      let before: Substring = rest.dropLast(found.count)
      guard let last = before.last, isBreak(last) || last == ".", before.count > 1 else { break }
      rest = before.dropLast()
    }
    return rest
  }
}
