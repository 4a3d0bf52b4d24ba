internal import CSandbox
internal import Glibc

/// An open regular file as it was when its inspection began.
struct OpenContent {
  /// The detail of a file that was written meanwhile.
  static let changed = "it changed its size while it was read"
  /// Bytes that are read and hashed at once: they stay in the cache of the processor.
  static let pieceBytes: Int = 256 << 10

  let descriptor: Int32
  /// Bytes.
  let size: Int
  /// Of 512 bytes, that it takes on the disk.
  let blocks: UInt64

  /// What came of streaming.
  enum Outcome: Equatable {
    /// All was read.
    case whole
    /// The file ended early.
    case cut
    /// The time was over.
    case late
    /// Reading failed with this error number.
    case failed(Int32)
  }

  /// Whether it has another size by now.
  var hasChanged: Bool {
    var facts = cordon_file()
    return unsafe cordon_look_at(descriptor, &facts) != 0 || Int(clamping: facts.size) != size
  }

  /// Its first bytes in one piece; empty when that fails.
  func map(_ limit: Int) -> UnsafeRawBufferPointer {
    let count: Int = min(size, limit)
    let none: UnsafeRawBufferPointer = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
    guard count > 0 else { return unsafe none }
    let mapped: UnsafeMutableRawPointer? = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let mapped = unsafe mapped, unsafe mapped != UnsafeMutableRawPointer(bitPattern: -1) else {
      return unsafe none
    }
    _ = unsafe madvise(mapped, count, Int32(MADV_SEQUENTIAL))
    return unsafe UnsafeRawBufferPointer(start: mapped, count: count)
  }

  static func unmap(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    _ = unsafe munmap(UnsafeMutableRawPointer(mutating: base), bytes.count)
  }

  /// Feeds everything from a place on to digests. Holes of a sparse file are not read, but hashed as the zeros they are.
  ///
  /// - Parameter deadline: in milliseconds of ``MonotonicClock``.
  func stream(
    from start: Int, to digests: DigestMaker, _ buffer: UnsafeMutableRawBufferPointer, until deadline: Int
  ) -> Outcome {
    guard let base = buffer.baseAddress else { return .failed(ENOMEM) }
    let isSparse: Bool = blocks < UInt64(clamping: size) / 512
    var place: Int = start
    // Up to here there is data, without another look.
    var dataEnd: Int = isSparse ? start : size
    while place < size {
      if MonotonicClock.milliseconds() > deadline { return .late }
      if place >= dataEnd {
        let data: Int = nextData(place)
        if data > place {
          let outcome: Outcome = unsafe hashHole(place..<data, to: digests, buffer, until: deadline)
          guard outcome == .whole else { return outcome }
          place = data
        }
        dataEnd = nextHole(place)
        continue
      }
      let wanted: Int = min(OpenContent.pieceBytes, buffer.count, dataEnd - place)
      let got: Int = unsafe pread(descriptor, base, wanted, place)
      if got == 0 { return .cut }
      if got < 0 {
        let error: Int32 = errno
        if error == EINTR { continue }
        return .failed(error)
      }
      unsafe digests.update(UnsafeRawBufferPointer(start: base, count: got))
      place += got
    }
    return .whole
  }

  private func nextData(_ place: Int) -> Int {
    let found: Int = Int(cordon_next_data(descriptor, Int64(place)))
    // ENXIO: nothing but a hole follows. Any other error: a file system without holes.
    if found == -Int(ENXIO) { return size }
    return found < place ? place : min(found, size)
  }

  private func nextHole(_ place: Int) -> Int {
    let found: Int = Int(cordon_next_hole(descriptor, Int64(place)))
    return found <= place ? size : min(found, size)
  }

  private func hashHole(
    _ hole: Range<Int>, to digests: DigestMaker, _ buffer: UnsafeMutableRawBufferPointer, until deadline: Int
  ) -> Outcome {
    let count: Int = min(OpenContent.pieceBytes, buffer.count)
    let zeros = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[0..<count])
    _ = unsafe zeros.initializeMemory(as: UInt8.self, repeating: 0)
    var left: Int = hole.count
    while left > 0 {
      if MonotonicClock.milliseconds() > deadline { return .late }
      unsafe digests.update(UnsafeRawBufferPointer(rebasing: zeros[0..<min(count, left)]))
      left -= min(count, left)
    }
    return .whole
  }
}
