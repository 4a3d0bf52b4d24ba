/// The name of one item of a vault: 64 random bits, in text 16 lower-case hex digits.
package struct QuarantineID: Sendable, Hashable, Comparable {
  /// The bits; whoever makes an item draws them.
  package let value: UInt64

  package init(_ value: UInt64) { self.value = value }

  /// Reads exactly 16 hex digits in any case; `nil` for anything else.
  package init?(parsing text: some StringProtocol) {
    guard text.utf8.count == 16, text.utf8.allSatisfy(QuarantineID.isDigit), let value = UInt64(text, radix: 16)
    else { return nil }
    self.value = value
  }

  /// 16 lower-case hex digits.
  package var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// Whether `text` is the start of the name: at least 4 hex digits, in any case.
  package func begins(with text: String) -> Bool {
    text.utf8.count >= 4 && text.utf8.allSatisfy(QuarantineID.isDigit) && self.text.hasPrefix(text.lowercased())
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
  }

  package static func < (left: QuarantineID, right: QuarantineID) -> Bool { left.value < right.value }
}
