internal import CordonTestSupport

extension SeededGenerator {
  /// Text with a good share of what hurts: controls, marks, wide letters, invisible characters, quotes.
  mutating func hostileText(maximumLength: Int) -> String {
    let sharp: [UInt32] = [
      0, 7, 9, 10, 13, 0x1B, 0x20, 0x20, 0x22, 0x27, 0x2F, 0x5C, 0x7F, 0x85, 0x9B, 0xA0, 0xAD, 0x300, 0x301, 0x34F,
      0x61C, 0x1100, 0x1161, 0x11A8, 0x200B, 0x200D, 0x200E, 0x2028, 0x2029, 0x202E, 0x2066, 0x2069, 0x3000, 0x3042,
      0xAC00, 0xE000, 0xFE0F, 0xFEFF, 0xFF21, 0xFFFD, 0x1F1E9, 0x1F1EA, 0x1F468, 0xE0041, 0x10FFFF,
    ]
    var text: String.UnicodeScalarView = .init()
    for _ in 0..<Int.random(in: 0...maximumLength, using: &self) {
      let value: UInt32
      switch UInt8.random(in: 0..<4, using: &self) {
      case 0: value = sharp[Int.random(in: 0..<sharp.count, using: &self)]
      case 1: value = UInt32.random(in: 0...0x10FFFF, using: &self)
      default: value = UInt32.random(in: 0x21...0x7E, using: &self)
      }
      if let scalar = Unicode.Scalar(value) { text.append(scalar) }
    }
    return String(text)
  }
}
