internal import CordonInspect
internal import Glibc

/// A part of an open file, or bytes in memory, or parts of these, that can be read anywhere. Nothing outside of it is ever read.
@safe struct ByteWindow {
  @safe private enum Base {
    case file(Int32)
    case memory(UnsafeRawBufferPointer)
    case parts(Parts)
  }

  /// Parts of another window, read behind each other.
  private final class Parts {
    let window: ByteWindow
    let parts: ByteParts

    init(_ window: ByteWindow, _ parts: ByteParts) {
      self.window = window
      self.parts = parts
    }
  }

  private let base: Base
  private let start: Int
  /// Bytes in all.
  let count: Int

  /// The first `count` bytes of an open file.
  init(file descriptor: Int32, count: Int) {
    base = .file(descriptor)
    start = 0
    self.count = count
  }

  /// Bytes in memory, which has to stay as long as the window.
  init(memory: UnsafeRawBufferPointer) {
    unsafe base = .memory(memory)
    start = 0
    count = memory.count
  }

  /// Parts of the window as one; those that do not lie in it read as if they were cut.
  func joined(_ parts: ByteParts) -> ByteWindow {
    if parts.ranges.count == 1, let only = parts.ranges.first, let part = part(from: only.lowerBound, count: only.count)
    {
      return part
    }
    return ByteWindow(base: .parts(Parts(self, parts)), start: 0, count: parts.count)
  }

  private init(base: Base, start: Int, count: Int) {
    self.base = base
    self.start = start
    self.count = count
  }

  /// A part of the window; `nil` when it does not lie in it.
  func part(from offset: Int, count length: Int) -> ByteWindow? {
    guard offset >= 0, length >= 0, offset <= count, length <= count - offset else { return nil }
    return ByteWindow(base: base, start: start + offset, count: length)
  }

  /// What lies in memory already: at most `length` bytes from `offset` on. `nil` for a file.
  func memory(at offset: Int, atMost length: Int) -> UnsafeRawBufferPointer? {
    guard case .memory(let bytes) = base, offset >= 0, offset <= count else { return nil }
    return unsafe UnsafeRawBufferPointer(
      rebasing: bytes[(start + offset)..<(start + offset + min(length, count - offset))])
  }

  /// Reads from `offset` on until the room is full or the window ends.
  ///
  /// - Returns: bytes read; -1 when the system refuses.
  func read(at offset: Int, into room: UnsafeMutableRawBufferPointer) -> Int {
    guard offset >= 0, offset < count else { return 0 }
    let wanted: Int = min(room.count, count - offset)
    switch base {
    case .memory(let bytes):
      unsafe room.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes[(start + offset)..<(start + offset + wanted)]))
      return wanted
    case .parts(let joined):
      var done: Int = 0
      while done < wanted, let place = joined.parts.place(of: start + offset + done) {
        let length: Int = min(place.count, wanted - done)
        let got: Int = unsafe joined.window.read(
          at: place.lowerBound, into: UnsafeMutableRawBufferPointer(rebasing: room[done..<(done + length)]))
        if got < 0 { return -1 }
        done += got
        if got < length { break }
      }
      return done
    case .file(let descriptor):
      var done: Int = 0
      while done < wanted {
        let piece = unsafe UnsafeMutableRawBufferPointer(rebasing: room[done..<wanted])
        let got: Int = unsafe pread(descriptor, piece.baseAddress, piece.count, off_t(start + offset + done))
        if got < 0, errno == EINTR { continue }
        if got < 0 { return -1 }
        if got == 0 { break }
        done += got
      }
      return done
    }
  }

  /// At most `length` bytes from `offset` on; fewer where the window ends or cannot be read.
  func bytes(at offset: Int, count length: Int) -> [UInt8] {
    guard length > 0 else { return [] }
    return unsafe Array(unsafeUninitializedCapacity: length) { buffer, filled in
      filled = unsafe max(0, read(at: offset, into: UnsafeMutableRawBufferPointer(buffer)))
    }
  }
}

/// A window, as the engines read it.
struct WindowSource: ByteSource {
  let window: ByteWindow

  var size: Int { window.count }

  func bytes(at offset: Int, count: Int) -> [UInt8] {
    guard offset >= 0, offset < window.count else { return [] }
    return window.bytes(at: offset, count: min(count, window.count - offset))
  }
}
