/// The references of XML that need no document type.
enum XMLEntities {
  private static let named: [String: UInt8] = ["lt": 0x3C, "gt": 0x3E, "amp": 0x26, "quot": 0x22, "apos": 0x27]

  /// What is no reference to a character stays as it is.
  static func decode(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    var index: Int = text.startIndex
    while index < text.endIndex {
      guard text[index] == 0x26, let end = text[index...].prefix(12).firstIndex(of: 0x3B) else {
        output.append(text[index])
        index += 1
        continue
      }
      let name: String = String(decoding: text[(index + 1)..<end], as: UTF8.self)
      if let byte = named[name] {
        output.append(byte)
      } else if let scalar = scalar(name) {
        output.append(contentsOf: String(Character(scalar)).utf8)
      } else {
        output.append(contentsOf: text[index...end])
      }
      index = end + 1
    }
    return output
  }

  private static func scalar(_ name: String) -> Unicode.Scalar? {
    guard name.hasPrefix("#") else { return nil }
    let isHexadecimal: Bool = name.hasPrefix("#x")
    return UInt32(name.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10).flatMap(Unicode.Scalar.init)
  }
}
