/// The character classes and small cuts of ECMA-427.
enum PackageURLSyntax {
  /// Whether lower-case `text` can be a type.
  static func isType(_ text: String) -> Bool {
    isWord(text) {
      ($0 | 0x20).isASCIILowercase || $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }
  }

  static func isQualifierKey(_ text: String) -> Bool {
    isWord(text) {
      $0.isASCIILowercase || $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
        || $0 == UInt8(ascii: "_")
    }
  }

  private static func isWord(_ text: String, allowed: (UInt8) -> Bool) -> Bool {
    guard let first = text.utf8.first, first.isASCIILowercase else { return false }
    return text.utf8.allSatisfy(allowed)
  }

  /// Order by bytes, which for keys is the order of the canonical text.
  static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

  /// Where the type starts: behind `pkg:` in any case and any number of slashes.
  static func endOfScheme(_ bytes: Span<UInt8>) -> Int? {
    guard bytes.count > 4, bytes[0] | 0x20 == UInt8(ascii: "p"), bytes[1] | 0x20 == UInt8(ascii: "k"),
      bytes[2] | 0x20 == UInt8(ascii: "g"), bytes[3] == UInt8(ascii: ":")
    else { return nil }
    var start: Int = 4
    while start < bytes.count, bytes[start] == UInt8(ascii: "/") { start += 1 }
    return start
  }

  /// The segments of a path without empty ones, or `nil` when none is left.
  static func joinedSegments(of text: String, droppingDots: Bool = false) -> String? {
    let segments: [Substring.UTF8View] = text.utf8.split(separator: UInt8(ascii: "/")).filter {
      !(droppingDots && ($0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8)))
    }
    guard let first = segments.first else { return nil }
    var joined: String = String(Substring(first))
    for segment in segments.dropFirst() {
      joined += "/"
      joined += Substring(segment)
    }
    return joined
  }

  static func trimmingSlashes(_ text: String) -> String {
    let slash: UInt8 = UInt8(ascii: "/")
    guard text.utf8.first == slash || text.utf8.last == slash else { return text }
    guard let first = text.utf8.firstIndex(where: { $0 != slash }),
      let last = text.utf8.lastIndex(where: { $0 != slash })
    else { return "" }
    return String(text[first...last])
  }
}

extension UInt8 {
  var isASCIIDigit: Bool { self &- 0x30 < 10 }
  var isASCIILowercase: Bool { self &- 0x61 < 26 }
  var isASCIIUppercase: Bool { self &- 0x41 < 26 }
}

extension String {
  /// At most 80 scalars from the start, for error texts: cheap however long the text is.
  var excerpt: String {
    utf8.count <= 80 ? self : String(unicodeScalars.prefix(80))
  }

  /// Lower case by the culture-invariant mapping of Unicode.
  var caseFolded: String {
    for byte in utf8 where byte.isASCIIUppercase || byte >= 0x80 { return lowercased() }
    return self
  }

  /// Whether a control character of ASCII stands in the text.
  var hasControls: Bool { utf8.contains { $0 < 0x20 || $0 == 0x7F } }
}

extension Span where Element == UInt8 {
  func first(of byte: UInt8, in range: Range<Int>) -> Int? {
    for index in range where self[index] == byte { return index }
    return nil
  }

  func last(of byte: UInt8, in range: Range<Int>) -> Int? {
    for index in range.reversed() where self[index] == byte { return index }
    return nil
  }
}
