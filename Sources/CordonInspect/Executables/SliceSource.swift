/// A part of another source, as a source of its own.
package struct SliceSource<Base: ByteSource>: ByteSource {
  private let base: Base
  private let start: Int
  /// Bytes in all.
  package let size: Int

  /// The part of `base` from `start` on, at most `size` bytes; empty where that lies outside.
  package init(_ base: Base, start: Int, size: Int) {
    self.base = base
    self.start = min(max(0, start), base.size)
    self.size = min(max(0, size), base.size - self.start)
  }

  /// The bytes from `offset` on, at most `count`.
  package func bytes(at offset: Int, count: Int) -> [UInt8] {
    guard offset >= 0, count > 0, offset < size else { return [] }
    return base.bytes(at: start + offset, count: min(count, size - offset))
  }
}
