/// One name of a path, with `*` for any part of it, also an empty one. Nothing else has a special meaning.
package struct NamePattern: Sendable, Hashable {
  /// As it was written.
  package let text: String
  /// `nil` is a `*`.
  private let bytes: [UInt8?]
  private let letters: [Character?]

  /// - Parameter text: one name without separators.
  package init(_ text: String) {
    self.text = text
    let star: UInt8 = 0x2A
    bytes = text.utf8.map { $0 == star ? nil : $0 }
    guard case .text(let folded) = NameKey(Array(text.utf8), .caseless) else {
      letters = []
      return
    }
    letters = folded.map { $0 == "*" ? nil : $0 }
  }

  /// Whether it is a name and no pattern.
  package var isPlain: Bool { !bytes.contains(nil) }

  /// Whether a name fits; the key's own rule decides about case.
  package func matches(_ key: NameKey) -> Bool {
    switch key {
    case .bytes(let name): NamePattern.fits(name, bytes)
    case .text(let name): NamePattern.fits(Array(name), letters)
    }
  }

  package static func == (left: NamePattern, right: NamePattern) -> Bool { left.text == right.text }

  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// Goes back to the last `*` only: at most name times pattern steps.
  private static func fits<Unit: Equatable>(_ name: [Unit], _ pattern: [Unit?]) -> Bool {
    var (at, wanted): (Int, Int) = (0, 0)
    var star: (pattern: Int, name: Int)?
    while at < name.count {
      if wanted < pattern.count, pattern[wanted] == nil {
        star = (wanted, at)
        wanted += 1
      } else if wanted < pattern.count, pattern[wanted] == name[at] {
        at += 1
        wanted += 1
      } else if let last = star {
        star = (last.pattern, last.name + 1)
        at = last.name + 1
        wanted = last.pattern + 1
      } else {
        return false
      }
    }
    return pattern[wanted...].allSatisfy { $0 == nil }
  }
}
