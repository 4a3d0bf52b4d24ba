internal import CordonInspect

/// Bytes that come block by block, in order.
@safe class ByteFeed {
  /// Why nothing comes any more.
  fileprivate(set) final var fault: ArchiveFault?
  /// All content came, but not everything was as it should be.
  final var remark: String?
  private final var held: UnsafeRawBufferPointer?

  /// The next block, which is valid until the next call; empty at the end, `nil` when there is a ``fault``.
  final func next() -> UnsafeRawBufferPointer? {
    if let block = unsafe held {
      unsafe held = nil
      return unsafe block
    }
    return unsafe produce()
  }

  /// The next block, which ``next()`` will give again.
  final func peek() -> UnsafeRawBufferPointer? {
    if unsafe held == nil { unsafe held = unsafe produce() }
    return unsafe held
  }

  /// What a feed does.
  func produce() -> UnsafeRawBufferPointer? { unsafe UnsafeRawBufferPointer(start: nil, count: 0) }

  final func fail(_ fault: ArchiveFault) -> UnsafeRawBufferPointer? {
    self.fault = fault
    return nil
  }
}

/// The bytes of a window. It can be read at any place.
@safe final class WindowFeed: ByteFeed {
  let window: ByteWindow
  private let meter: ArchiveMeter
  private(set) var position: Int = 0
  private let buffer: UnsafeMutableRawBufferPointer

  private static let blockSize: Int = 128 << 10

  init(_ window: ByteWindow, meter: ArchiveMeter) {
    self.window = window
    self.meter = meter
    let isInMemory: Bool = unsafe window.memory(at: 0, atMost: 0) != nil
    let size: Int = isInMemory ? 0 : min(WindowFeed.blockSize, max(window.count, 1))
    unsafe buffer = .allocate(byteCount: size, alignment: 16)
  }

  deinit { unsafe buffer.deallocate() }

  override func produce() -> UnsafeRawBufferPointer? {
    do {
      try meter.checkHeap(after: WindowFeed.blockSize)
    } catch {
      return unsafe fail(error)
    }
    if let block = unsafe window.memory(at: position, atMost: WindowFeed.blockSize) {
      position += block.count
      return unsafe block
    }
    let count: Int = unsafe window.read(at: position, into: buffer)
    guard count >= 0 else { return unsafe fail(.limit("it could not be read to its end")) }
    if count == 0, position < window.count { return unsafe fail(.limit("it became shorter while it was read")) }
    position += count
    return unsafe UnsafeRawBufferPointer(rebasing: buffer[..<count])
  }

  /// Goes to a place; what lies outside becomes the nearest place inside.
  func seek(_ place: Int) -> Int {
    position = max(0, min(place, window.count))
    return position
  }
}

/// What a gzip file holds. libarchive unpacks gzip as well, but checks neither its checksum nor its length.
@safe final class GzipFeed: ByteFeed {
  private let source: WindowFeed
  private let meter: ArchiveMeter
  private let inflater: GzipInflater?
  private var input = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
  private let buffer: UnsafeMutableRawBufferPointer
  private var state: State = .inMember

  private enum State { case inMember, between, ended }

  init(_ source: WindowFeed, meter: ArchiveMeter) {
    self.source = source
    self.meter = meter
    inflater = GzipInflater()
    unsafe buffer = .allocate(byteCount: 128 << 10, alignment: 16)
  }

  deinit { unsafe buffer.deallocate() }

  override func produce() -> UnsafeRawBufferPointer? {
    guard let inflater else { return unsafe fail(.limit("there is no memory to unpack it")) }
    while state != .ended {
      if unsafe input.isEmpty {
        guard let block = unsafe source.next() else {
          return unsafe fail(source.fault ?? .damaged("it could not be read"))
        }
        if unsafe block.isEmpty {
          if state == .inMember { return unsafe fail(.damaged("the gzip data ends too early")) }
          state = .ended
          break
        }
        unsafe input = unsafe block
      }
      if state == .between, !beginMember(inflater) { continue }
      let step: GzipInflater.Step = unsafe inflater.step(input, into: buffer)
      unsafe input = unsafe UnsafeRawBufferPointer(rebasing: input[step.consumed...])
      if step.outcome == .broken { return unsafe fail(.damaged("the gzip data is damaged")) }
      if step.outcome == .ended { state = .between }
      guard step.produced > 0 else { continue }
      do {
        try meter.countDecoded(step.produced)
      } catch {
        return unsafe fail(error)
      }
      return unsafe UnsafeRawBufferPointer(rebasing: buffer[..<step.produced])
    }
    return unsafe UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// Whether another member begins here: NUL bytes may stand between members, anything else is none.
  private func beginMember(_ inflater: GzipInflater) -> Bool {
    let padding: Int = unsafe input.prefix { $0 == 0 }.count
    unsafe input = unsafe UnsafeRawBufferPointer(rebasing: input[padding...])
    guard let first = unsafe input.first else { return false }
    guard first == 0x1F else {
      state = .ended
      remark = "bytes that are no gzip lie behind it and were not read"
      return false
    }
    inflater.restart()
    state = .inMember
    return true
  }
}
