import CordonInspect
import CordonTestSupport
import Foundation
import Testing

struct ZlibStreamTests {
  /// 100,000 spaces, packed by zlib at its highest level.
  private static let spaces: [UInt8] = Array(
    Data(
      base64Encoded:
        "eNrtwTEBAAAAwqAq65/SGh5AAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAK8GHgnW0Q=="
    ) ?? Data())

  @Test func contentIsUnpackedToTheLimitAndNoFurther() throws {
    #expect(try ZlibStream.content(of: SampleProgram.zlibStored("text"), limit: 4) == Array("text".utf8))
    #expect(try ZlibStream.content(of: SampleProgram.zlibStored("text") + [1, 2], limit: 9) == Array("text".utf8))
    #expect(throws: ZlibStream.Fault.self) { try ZlibStream.content(of: SampleProgram.zlibStored("text"), limit: 3) }
    let spaces: [UInt8] = try ZlibStream.content(of: Self.spaces, limit: 100_000)
    #expect(spaces == Array(repeating: 0x20, count: 100_000))
    #expect(throws: ZlibStream.Fault.self) { try ZlibStream.content(of: Self.spaces, limit: 99_999) }
  }

  @Test func aStreamThatIsCutOrChangedIsAFault() {
    let whole: [UInt8] = SampleProgram.zlibStored("a text of some length")
    for end in 0..<whole.count {
      #expect(throws: ZlibStream.Fault.self) { try ZlibStream.content(of: Array(whole[..<end]), limit: 100) }
    }
    for index in whole.indices {
      var changed: [UInt8] = whole
      changed[index] ^= 0x55
      #expect(throws: ZlibStream.Fault.self) { try ZlibStream.content(of: changed, limit: 100) }
    }
  }
}
