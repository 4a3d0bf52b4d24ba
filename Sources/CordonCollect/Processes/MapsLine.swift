/// A line of `/proc/PID/maps` (proc_pid_maps(5)) about code that comes from a file.
package struct MapsLine: Sendable, Hashable {
  /// Of the first byte, and behind the last one.
  package let addresses: Range<UInt64>
  /// As `makedev` has it.
  package let device: UInt64
  package let inode: UInt64
  /// Where the path stands, from the beginning of what was read.
  package let path: Range<Int>

  /// `nil` for data, for memory without a file, and for what is no such line.
  ///
  /// - Parameter line: without its line break, inside of `bytes`.
  package init?(_ bytes: Span<UInt8>, _ line: Range<Int>) {
    let range: Range<Int> = DecimalField.next(bytes, from: line.lowerBound, to: line.upperBound)
    let rights: Range<Int> = DecimalField.next(bytes, from: range.upperBound, to: line.upperBound)
    guard rights.count >= 4, bytes[rights.lowerBound + 2] == 0x78 else { return nil }
    let offset: Range<Int> = DecimalField.next(bytes, from: rights.upperBound, to: line.upperBound)
    let device: Range<Int> = DecimalField.next(bytes, from: offset.upperBound, to: line.upperBound)
    let inode: Range<Int> = DecimalField.next(bytes, from: device.upperBound, to: line.upperBound)
    guard let number = DecimalField.value(bytes, inode), number != 0,
      let deviceNumber = MapsLine.pair(bytes, device, 0x3A),
      let place = MapsLine.pair(bytes, range, 0x2D), place.0 <= place.1
    else { return nil }
    // The path begins behind the blanks that make the columns straight, and may have blanks itself.
    var start: Int = inode.upperBound
    while start < line.upperBound, bytes[start] == 0x20 { start += 1 }
    guard start < line.upperBound, bytes[start] == 0x2F else { return nil }
    addresses = place.0..<place.1
    self.device = MapsLine.device(major: deviceNumber.0, minor: deviceNumber.1)
    self.inode = number
    path = start..<line.upperBound
  }

  /// Two hex numbers with a mark between them.
  private static func pair(_ bytes: Span<UInt8>, _ range: Range<Int>, _ mark: UInt8) -> (UInt64, UInt64)? {
    guard let middle = range.first(where: { bytes[$0] == mark }),
      let first = DecimalField.hexadecimal(bytes, range.lowerBound..<middle),
      let second = DecimalField.hexadecimal(bytes, middle + 1..<range.upperBound)
    else { return nil }
    return (first, second)
  }

  /// The number of a device as the C library makes it (makedev(3)).
  private static func device(major: UInt64, minor: UInt64) -> UInt64 {
    (major & 0xFFF) << 8 | (major & ~0xFFF) << 32 | (minor & 0xFF) | (minor & ~0xFF) << 12
  }

  /// The next line about code from `start` on, among whole lines.
  ///
  /// - Parameter start: moved behind the line, or behind the last whole line when there is none.
  package static func next(_ bytes: Span<UInt8>, from start: inout Int) -> MapsLine? {
    var index: Int = start
    while index < bytes.count {
      if bytes[index] == 0x0A {
        let line: Range<Int> = start..<index
        start = index + 1
        if let found = MapsLine(bytes, line) { return found }
      }
      index += 1
    }
    return nil
  }
}
