internal import CordonInspect

/// The pages of a file, many of them read at a time.
struct PageWindow {
  private static let windowBytes: Int = 256 << 10

  private let source: any ByteSource
  let pageBytes: Int
  private var window: [UInt8] = []
  private var start: Int = 0

  init(_ source: any ByteSource, pageBytes: Int) {
    self.source = source
    self.pageBytes = pageBytes
  }

  /// The bytes of a page as a part of a larger array; `nil` when the file has not the whole of it.
  ///
  /// - Parameter ahead: bytes that are probably wanted from there on.
  mutating func page(_ number: Int, ahead: Int = windowBytes) -> ArraySlice<UInt8>? {
    let (offset, isBeyond): (Int, Bool) = number.multipliedReportingOverflow(by: pageBytes)
    guard number >= 0, !isBeyond, offset <= source.size - pageBytes else { return nil }
    if offset < start || offset + pageBytes > start + window.count {
      window = source.bytes(at: offset, count: max(pageBytes, min(ahead, PageWindow.windowBytes)))
      start = offset
    }
    guard window.count >= offset - start + pageBytes else { return nil }
    return window[(offset - start)..<(offset - start + pageBytes)]
  }
}
