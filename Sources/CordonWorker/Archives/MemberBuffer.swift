internal import CordonInspect
internal import Glibc

/// The beginning of one content, in one piece. It is used again for member after member.
@safe final class MemberBuffer {
  private var room: UnsafeMutableRawPointer?
  private var capacity: Int = 0
  private(set) var count: Int = 0
  /// Whether something did not fit: what comes later would not follow on.
  private var isCut: Bool = false

  /// More than this is given back after each member.
  private static let kept: Int = 1 << 20

  deinit { unsafe free(room) }

  /// The bytes so far; valid until the next change.
  var bytes: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: room, count: count) }

  /// Begins anew.
  func clear() {
    count = 0
    isCut = false
    guard capacity > MemberBuffer.kept else { return }
    unsafe free(room)
    unsafe room = nil
    capacity = 0
  }

  /// Takes what fits below `limit` and into the memory that is left.
  func append(_ block: UnsafeRawBufferPointer, limit: Int, meter: ArchiveMeter) {
    let wanted: Int = min(block.count, limit - count)
    guard wanted > 0, !isCut else { return }
    if count + wanted > capacity { grow(to: count + wanted, limit: limit, meter: meter) }
    let taken: Int = min(wanted, capacity - count)
    isCut = taken < wanted
    guard taken > 0, let room = unsafe room, let start = block.baseAddress else { return }
    unsafe memcpy(room + count, start, taken)
    count += taken
  }

  private func grow(to needed: Int, limit: Int, meter: ArchiveMeter) {
    let size: Int = max(needed, min(limit, max(64 << 10, capacity &* 2)))
    // Small ones are not worth the question. What is left for decompressors stays free.
    if size > MemberBuffer.kept, size - capacity > meter.freeMemory - meter.limits.archiveMemory / 8 { return }
    guard let larger = unsafe realloc(room, size) else { return }
    unsafe room = unsafe larger
    capacity = size
  }
}
