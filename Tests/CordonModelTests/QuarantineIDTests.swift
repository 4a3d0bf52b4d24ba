internal import CordonModel
internal import Testing

@Suite struct QuarantineIDTests {
  @Test(arguments: [UInt64.min, 1, 0xABCD, .max])
  private func isReadBack(_ value: UInt64) {
    let id = QuarantineID(value)
    #expect(id.text.utf8.count == 16)
    #expect(QuarantineID(parsing: id.text) == id && QuarantineID(parsing: id.text.uppercased()) == id)
  }

  @Test(arguments: [
    "", "0", "+000000000000001", "00000000000000001", "000000000000000g", "../../etc/passwd", "é0000000000000",
  ])
  private func nothingElseIsRead(_ text: String) {
    #expect(QuarantineID(parsing: text) == nil)
  }

  @Test(arguments: [("abcd", true), ("ABCD", true), ("abc", false), ("bcde", false), ("", false), ("abcd\u{0}", false)])
  private func beginsWith(_ text: String, expected: Bool) {
    #expect(QuarantineID(0xABCD_EF01_2345_6789).begins(with: text) == expected)
  }
}
