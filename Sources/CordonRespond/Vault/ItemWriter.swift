internal import CFileState
internal import CordonModel
internal import Foundation

/// Writes the content of a file into an item, hole for hole, reading it once.
struct ItemWriter {
  let source: OpenFile
  let size: UInt64
  let target: OpenFile
  let id: QuarantineID
  let limits: VaultLimits

  struct Result {
    var seal: ContentSeal
    var sha256: Digest?
  }

  /// - Parameter during: called after each frame.
  func write(during: () throws(RespondFailure) -> Void) throws(RespondFailure) -> Result {
    let key: [UInt8] = VaultKey.random()
    var sink = FrameSink(target: target, cipher: FrameCipher(key: key, id: id))
    var digest = ContentDigest(holeLimit: limits.hashedHoles)
    try target.write(VaultFormat.head(VaultFormat.itemMark, id), at: 0)
    let buffer = FrameBuffer()
    var position: UInt64 = 0
    // One frame waits until it is known whether another follows.
    while let data = try nextData(from: position) {
      let wanted: Int = Int(min(data.upperBound - data.lowerBound, UInt64(VaultFormat.frameSize)))
      let piece = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[..<wanted])
      let count: Int = unsafe try source.read(into: piece, at: Int64(data.lowerBound))
      guard count == wanted else { throw RespondFailure(.changed, "the file became shorter while it was read") }
      position = data.lowerBound + UInt64(count)
      unsafe digest.add(UnsafeRawBufferPointer(piece), at: data.lowerBound)
      unsafe try sink.add(UnsafeRawBufferPointer(piece), at: data.lowerBound, isLast: position == size)
      try during()
    }
    if !sink.isClosed { unsafe try sink.add(UnsafeRawBufferPointer(start: nil, count: 0), at: size, isLast: true) }
    return Result(
      seal: ContentSeal(key: key, frames: sink.frames, end: sink.end), sha256: digest.finish(size: size))
  }

  /// The next stretch that is no hole; `nil` behind the last.
  private func nextData(from position: UInt64) throws(RespondFailure) -> Range<UInt64>? {
    guard position < size else { return nil }
    let start: Int64 = cordon_state_seek(source.number, Int64(position), 0)
    if start == -Int64(ENXIO) { return nil }
    // A file system that knows no holes has only data.
    guard start >= 0 else { return position..<size }
    guard UInt64(start) < size else { return nil }
    let end: Int64 = cordon_state_seek(source.number, start, 1)
    return UInt64(start)..<(end > start ? min(UInt64(end), size) : size)
  }
}

/// A buffer of one frame, used again for each.
@safe
final class FrameBuffer {
  let bytes: UnsafeMutableRawBufferPointer

  init(size: Int = VaultFormat.frameSize) { unsafe bytes = .allocate(byteCount: size, alignment: 4_096) }

  deinit { unsafe bytes.deallocate() }
}

/// Puts frame after frame into an item.
private struct FrameSink {
  let target: OpenFile
  let cipher: FrameCipher
  private(set) var frames: UInt64 = 0
  private(set) var end: UInt64 = UInt64(VaultFormat.headSize)
  private(set) var isClosed = false

  init(target: OpenFile, cipher: FrameCipher) {
    self.target = target
    self.cipher = cipher
  }

  mutating func add(_ bytes: UnsafeRawBufferPointer, at offset: UInt64, isLast: Bool) throws(RespondFailure) {
    let head = FrameHead(offset: offset, length: UInt32(bytes.count), isLast: isLast)
    let sealed: Data = unsafe try cipher.seal(bytes, number: frames, head)
    try target.write(head.bytes, at: Int64(end))
    var failure: RespondFailure?
    unsafe sealed.withUnsafeBytes { buffer in
      do throws(RespondFailure) {
        unsafe try target.write(buffer, at: Int64(end) + Int64(VaultFormat.frameHeadSize))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    frames += 1
    end += UInt64(VaultFormat.frameHeadSize + bytes.count + VaultFormat.tagSize)
    isClosed = isLast
  }
}
