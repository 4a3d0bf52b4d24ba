internal import CordonModel

/// A number of things, as each language writes it.
struct Count: Sendable, Hashable {
  let value: Int

  init(_ value: Int) { self.value = value }

  /// English digits: `1,204`.
  var en: String { Count.grouped(value, by: ",") }

  /// German digits: `1.204`.
  var de: String { Count.grouped(value, by: ".") }

  subscript(language: Language) -> String {
    switch language {
    case .english: en
    case .german: de
    }
  }

  private static func grouped(_ value: Int, by separator: String) -> String {
    let digits: [Character] = Array(String(value.magnitude))
    var text: String = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += separator }
      text.append(digit)
    }
    return text
  }
}

extension LocalizedText {
  /// The form of a sentence for a number: English and German both know one and other.
  static func plural(_ count: Count, one: LocalizedText, other: LocalizedText) -> LocalizedText {
    count.value == 1 ? one : other
  }
}
