/// Characters that have no place in a text that people review and that is printed to terminals and reports.
enum TextSafety {
  /// What `scalar` is called when it must not stand in a pack; `nil` when it may. Tab and line feed may.
  static func refusal(of scalar: Unicode.Scalar) -> String? {
    let name: String
    switch scalar.value {
    case 0x09, 0x0A: return nil
    case 0x20...0x7E: return nil
    case 0x00: name = "the character NUL"
    case 0x01...0x1F, 0x7F...0x9F: name = "a control character"
    case 0x200B, 0x2060, 0xFEFF, 0x00AD, 0x180E: name = "an invisible character"
    case 0x2028, 0x2029: name = "an unusual line break"
    case 0x061C, 0x202A...0x202E, 0x2066...0x2069: name = "a character that changes the direction of writing"
    case 0xE0000...0xE007F: name = "an invisible tag character"
    case 0xFDD0...0xFDEF: name = "a character that Unicode reserves"
    case let value where value & 0xFFFE == 0xFFFE: name = "a character that Unicode reserves"
    default: return nil
    }
    let digits: String = String(scalar.value, radix: 16, uppercase: true)
    return name + " (U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ")"
  }

  /// The name of the first refused character of a text, after escapes have been resolved.
  static func firstRefusal(in text: String) -> String? {
    // Nearly every text is plain ASCII: look at bytes first.
    if text.utf8.allSatisfy({ ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x0A || $0 == 0x09 }) { return nil }
    for scalar in text.unicodeScalars {
      if let name = refusal(of: scalar) { return name }
    }
    return nil
  }

  /// A text from outside, short and printable on one line, for use inside a message.
  static func quoted(_ text: String, limit: Int = 60) -> String {
    var result: String = ""
    var count: Int = 0
    for scalar in text.unicodeScalars {
      if count == limit { return "“" + result + "…”" }
      count += 1
      if scalar == "\n" || scalar == "\t" || refusal(of: scalar) != nil {
        result += "?"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return "“" + result + "”"
  }

  /// A text from outside, safe as a part of a field path.
  static func plain(_ text: String) -> String { String(quoted(text, limit: 40).dropFirst().dropLast()) }

  /// The text without white space at its end, which block scalars keep.
  static func trimmingEnd(_ text: String) -> String {
    var result: Substring = text[...]
    while let last = result.unicodeScalars.last, last == "\n" || last == " " || last == "\r" || last == "\t" {
      result.unicodeScalars.removeLast()
    }
    return String(result)
  }
}
