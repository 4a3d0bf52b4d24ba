/// 128 bits that tell settings and entries of the cache apart: two sums after FNV-1a (draft-eastlake-fnv) with different
/// beginnings. It finds damage and change, not an adversary: whoever can write the cache needs no collision.
struct ContentSum: Sendable, Hashable {
  private(set) var first: UInt64 = 0xCBF2_9CE4_8422_2325
  private(set) var second: UInt64 = 0x9AE1_6A3B_2F90_404F

  init() {}

  init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      first = (first ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      second = (second ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
  }

  mutating func add(_ number: UInt64) {
    for shift in stride(from: 0 as UInt64, to: 64, by: 8) {
      add(CollectionOfOne(UInt8(truncatingIfNeeded: number >> shift)))
    }
  }

  mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

  /// A text and its length, so that no two lists of texts look alike.
  mutating func add(text: some Collection<UInt8>) {
    add(text.count)
    add(text)
  }
}
