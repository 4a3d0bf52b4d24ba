/// Dotted numbers of which later ones may be missing or `x`, as `1.2.x` or `~1.2` have them.
struct PartialVersion {
  /// The numbers that are given, without leading zeros; decimal text, so that any length works.
  var numbers: [String]
  /// What follows a hyphen, without it.
  var prerelease: String?
  /// Whether a placeholder (`x`, `X`, `*`) was written.
  var hasPlaceholder: Bool = false

  /// `nil` when the text is not of this form.
  init?(_ text: String, maximumNumbers: Int) {
    var rest: Substring.UTF8View = Substring(text).utf8
    while let first = rest.first, first | 0x20 == UInt8(ascii: "v") || first == UInt8(ascii: "=") { rest.removeFirst() }
    if let plus = rest.firstIndex(of: UInt8(ascii: "+")) {
      guard rest[plus...].dropFirst().allSatisfy(\.isIdentifierByte) else { return nil }
      rest = rest[..<plus]
    }
    var core: Substring.UTF8View = rest
    if let end = rest.firstIndex(where: { !$0.isASCIIDigit && $0 != UInt8(ascii: ".") && !$0.isPlaceholder }) {
      core = rest[..<end]
      var tail: Substring.UTF8View = rest[end...]
      if tail.first == UInt8(ascii: "-") { tail.removeFirst() }
      guard !tail.isEmpty, tail.allSatisfy(\.isIdentifierByte) else { return nil }
      prerelease = String(Substring(tail))
    }
    numbers = []
    for piece in core.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      if piece.count == 1, piece.allSatisfy(\.isPlaceholder) {
        hasPlaceholder = true
        continue
      }
      guard !piece.isEmpty, !hasPlaceholder, piece.allSatisfy(\.isASCIIDigit), numbers.count < maximumNumbers else {
        return nil
      }
      let digits: Substring.UTF8View = piece.drop { $0 == UInt8(ascii: "0") }
      numbers.append(digits.isEmpty ? "0" : String(Substring(digits)))
    }
    if prerelease != nil, hasPlaceholder || numbers.isEmpty { return nil }
  }

  /// The numbers filled up with zeros, with the pre-release.
  func padded(to count: Int) -> String {
    let filled: [String] = numbers + Array(repeating: "0", count: max(0, count - numbers.count))
    return filled.joined(separator: ".") + (prerelease.map { "-" + $0 } ?? "")
  }

  /// The numbers up to `index`, that one raised by one, filled up with zeros.
  func raised(at index: Int, paddedTo count: Int) -> String {
    var kept: [String] = Array(numbers.prefix(index + 1))
    if let last = kept.popLast() { kept.append(last.decimalSuccessor) }
    return (kept + Array(repeating: "0", count: max(0, count - kept.count))).joined(separator: ".")
  }
}

extension String {
  /// The next number of decimal text of any length.
  var decimalSuccessor: String {
    var digits: [UInt8] = Array(utf8)
    var index: Int = digits.count - 1
    while index >= 0, digits[index] == UInt8(ascii: "9") {
      digits[index] = UInt8(ascii: "0")
      index -= 1
    }
    if index >= 0 { digits[index] += 1 } else { digits.insert(UInt8(ascii: "1"), at: 0) }
    return String(decoding: digits, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var isPlaceholder: Bool { self | 0x20 == UInt8(ascii: "x") || self == UInt8(ascii: "*") }

  /// Letters, digits, dots, hyphens.
  fileprivate var isIdentifierByte: Bool {
    isASCIILetter || isASCIIDigit || self == UInt8(ascii: ".") || self == UInt8(ascii: "-")
  }
}
