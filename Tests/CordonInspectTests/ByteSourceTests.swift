import CordonInspect
import Testing

struct ByteSourceTests {
  @Test(
    "bytes outside of a source are none",
    arguments: [
      (0, 3, [1, 2, 3]), (2, 5, [3]), (3, 1, []), (-1, 2, []), (0, 0, []), (0, -1, []), (Int.max, Int.max, []),
      (1, Int.max, [2, 3]),
    ] as [(Int, Int, [UInt8])])
  func bounds(offset: Int, count: Int, expected: [UInt8]) {
    #expect(MemorySource([1, 2, 3]).bytes(at: offset, count: count) == expected)
  }
}
