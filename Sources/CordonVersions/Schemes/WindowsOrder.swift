/// Windows file and product versions: the leading run of numbers between dots, commas and blanks; missing numbers are 0
/// and whatever follows the run (`(release)`, `built by: …`) has no say.
enum WindowsOrder {
  /// A version resource has four parts; a blank alone no longer separates behind the fourth.
  private static let partCount: Int = 4

  static func key(_ text: VersionText) throws(VersionError) -> VersionKey {
    var index: Int = text.afterVersionLetter()
    guard VersionText.isDigit(text.at(index)) else {
      throw text.invalidSyntax(at: index, expected: "a number must stand, as in \(text.scheme.example)")
    }
    var numbers: [Range<Int>] = []
    while true {
      let stop: Int = text.digitsEnd(from: index)
      numbers.append(index..<stop)
      guard let next = nextNumber(in: text, behind: stop, count: numbers.count) else {
        if text.at(stop) == UInt8(ascii: "."), text.isWildcard(at: stop + 1) {
          throw text.unexpectedWildcard(at: stop + 1)
        }
        break
      }
      index = next
    }
    var key = VersionKey()
    key.append(zeroPadded: numbers, of: text)
    return key
  }

  private static func nextNumber(in text: VersionText, behind stop: Int, count: Int) -> Int? {
    var index: Int = stop
    var marks: Int = 0
    while true {
      let byte: UInt8 = text.at(index)
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
        marks += 1
      } else if byte != 0x20 {
        break
      }
      index += 1
    }
    let isSeparated: Bool = marks == 1 || (marks == 0 && index > stop && count < partCount)
    return isSeparated && VersionText.isDigit(text.at(index)) ? index : nil
  }
}
