/// The bytes of an archive: a part of the source itself, or of memory after it was inflated. A part of a part is a part
/// again, so that archives inside archives all have one type and nothing is copied that lies open.
package struct ArchiveBytes<Base: ByteSource>: ByteSource {
  private enum Holder {
    case base(Base)
    case memory(MemorySource)
  }

  private let holder: Holder
  private let start: Int
  /// Bytes of this part.
  package let size: Int

  /// The whole of a source.
  package init(_ base: Base) {
    holder = .base(base)
    start = 0
    size = max(0, base.size)
  }

  /// Bytes in memory.
  package init(inflated bytes: [UInt8]) {
    holder = .memory(MemorySource(bytes))
    start = 0
    size = bytes.count
  }

  private init(_ holder: Holder, start: Int, size: Int) {
    self.holder = holder
    self.start = start
    self.size = size
  }

  /// The bytes from `offset` on, at most `count`, never outside of this part.
  package func bytes(at offset: Int, count: Int) -> [UInt8] {
    guard offset >= 0, count > 0, offset < size else { return [] }
    let wanted: Int = min(count, size - offset)
    return switch holder {
    case .base(let source): source.bytes(at: start + offset, count: wanted)
    case .memory(let source): source.bytes(at: start + offset, count: wanted)
    }
  }

  /// The part from `offset` on; `nil` when it does not lie inside.
  package func part(at offset: Int, count: Int) -> ArchiveBytes? {
    guard offset >= 0, count >= 0, offset <= size, count <= size - offset else { return nil }
    return ArchiveBytes(holder, start: start + offset, size: count)
  }
}
