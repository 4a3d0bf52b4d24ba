/// Why the build information of a program cannot be read: one sentence for a coverage gap.
package struct BuildInfoFault: Error, Sendable, Hashable {
  /// The sentence, without a full stop.
  package let detail: String
}

extension GoBuildInfo {
  /// What may be read at most.
  package struct Limits: Sendable, Hashable {
    /// Bytes of the list of modules.
    package var text: Int
    /// Bytes of a path, and of a version.
    package var name: Int
    /// Dependencies.
    package var entries: Int

    /// These limits.
    package init(text: Int, name: Int, entries: Int) {
      self.text = text
      self.name = name
      self.entries = entries
    }
  }

  /// Looks where the Go linker writes, and reads what stands there.
  ///
  /// That is a section of its own; in a Windows program, and in one without a table of sections, the beginning of the
  /// writable data. A C program is not searched, only its tables are.
  ///
  /// - Returns: `nil` when this is no Go program.
  /// - Throws: ``BuildInfoFault`` when the mark is there, but not what it announces.
  package static func find(
    in image: ExecutableImage, of source: some ByteSource, limits: Limits
  ) throws(BuildInfoFault) -> GoBuildInfo? {
    guard let (start, count) = place(in: image) else { return nil }
    let window: [UInt8] = source.bytes(at: start, count: min(count, searchBytes))
    guard let mark = markOffset(in: window) else { return nil }
    let blob = BuildInfoBlob(image: image, source: source, start: start + mark, end: start + count, limits: limits)
    return try blob.read()
  }

  /// Bytes from the beginning of the data in which the mark stands, as in Go.
  private static let searchBytes = 64 << 10

  private static func place(in image: ExecutableImage) -> (start: Int, count: Int)? {
    if let own = image.section(".go.buildinfo") ?? image.section("__go_buildinfo") { return (own.offset, own.size) }
    let isFromGo: Bool =
      image.format == .portableExecutable || image.sections.isEmpty
      || image.section(".gopclntab") != nil || image.section("__gopclntab") != nil
      || image.section(".note.go.buildid") != nil
    guard isFromGo, let data = image.regions.first(where: { $0.isWritable && $0.size > 0 }) else { return nil }
    return (data.offset, data.size)
  }

  /// `\xff Go buildinf:` at a multiple of 16, with the rest of the 32 bytes behind it.
  private static func markOffset(in window: [UInt8]) -> Int? {
    let mark: [UInt8] = [0xFF] + Array(" Go buildinf:".utf8)
    var offset: Int = 0
    while offset + 32 <= window.count {
      if window[offset] == 0xFF, window[offset..<(offset + mark.count)].elementsEqual(mark) { return offset }
      offset += 16
    }
    return nil
  }
}

/// The 32 bytes of the mark, and the two texts they lead to: the version of Go and the list of modules.
private struct BuildInfoBlob<Source: ByteSource> {
  let image: ExecutableImage
  let source: Source
  let start: Int
  /// Where the section or region ends.
  let end: Int
  let limits: GoBuildInfo.Limits

  func read() throws(BuildInfoFault) -> GoBuildInfo? {
    let head: [UInt8] = source.bytes(at: start, count: 32)
    guard head.count == 32 else { throw BuildInfoFault(detail: "the build information of Go ends too early") }
    let version: [UInt8]
    let modules: [UInt8]
    if head[15] & 2 != 0 {
      // Since Go 1.18: both texts follow, each behind its length.
      var position: Int = start + 32
      version = try inline(&position, limit: limits.name)
      modules = try inline(&position, limit: limits.text)
    } else {
      // Before: the addresses of two Go strings.
      guard head[14] == 4 || head[14] == 8 else {
        throw BuildInfoFault(detail: "the build information of Go has pointers of \(head[14]) bytes")
      }
      let reader = WordReader(bytes: head, isBigEndian: head[15] & 1 != 0)
      let width: Int = Int(head[14])
      version = try pointed(reader.address(16, isWide: width == 8), reader.isBigEndian, width, limit: limits.name)
      modules = try pointed(
        reader.address(16 + width, isWide: width == 8), reader.isBigEndian, width, limit: limits.text)
    }
    if version.isEmpty { return nil }
    return GoBuildInfo(
      goVersion: String(decoding: version, as: UTF8.self), modules: BuildInfoBlob.unwrapped(modules),
      nameLimit: limits.name, entryLimit: limits.entries)
  }

  /// The list of modules stands between two marks of 16 bytes; without them there is none.
  private static func unwrapped(_ text: [UInt8]) -> ArraySlice<UInt8> {
    guard text.count >= 33, text[text.count - 17] == 0x0A else { return [] }
    return text[16..<(text.count - 16)]
  }

  /// A text behind its length, which is an unsigned varint.
  private func inline(_ position: inout Int, limit: Int) throws(BuildInfoFault) -> [UInt8] {
    var length: UInt64 = 0
    let bytes: [UInt8] = source.bytes(at: position, count: 10)
    var used: Int = 0
    while true {
      guard used < bytes.count, used < 9 else {
        throw BuildInfoFault(detail: "the build information of Go has a length that is none")
      }
      length |= UInt64(bytes[used] & 0x7F) << UInt64(7 * used)
      used += 1
      if bytes[used - 1] & 0x80 == 0 { break }
    }
    guard length <= UInt64(max(0, end - position - used)) else { throw outside }
    let text: [UInt8] = try self.text(at: position + used, length: length, limit: limit)
    position += used + text.count
    return text
  }

  /// A text whose address and length stand at an address.
  private func pointed(
    _ address: UInt64?, _ isBigEndian: Bool, _ width: Int, limit: Int
  ) throws(BuildInfoFault) -> [UInt8] {
    guard let address, address != 0 else { return [] }
    guard let place = image.place(of: address), place.count >= 2 * width else { throw outside }
    let pair = WordReader(bytes: source.bytes(at: place.offset, count: 2 * width), isBigEndian: isBigEndian)
    guard let start = pair.address(0, isWide: width == 8), let length = pair.address(width, isWide: width == 8) else {
      throw outside
    }
    if length == 0 { return [] }
    guard let text = image.place(of: start), UInt64(text.count) >= length else { throw outside }
    return try self.text(at: text.offset, length: length, limit: limit)
  }

  private func text(at offset: Int, length: UInt64, limit: Int) throws(BuildInfoFault) -> [UInt8] {
    guard length <= UInt64(limit) else {
      throw BuildInfoFault(detail: "the build information of Go is longer than the limit of \(limit) bytes")
    }
    let bytes: [UInt8] = source.bytes(at: offset, count: Int(length))
    guard bytes.count == Int(length) else { throw outside }
    return bytes
  }

  private var outside: BuildInfoFault {
    BuildInfoFault(detail: "the build information of Go points outside of the file")
  }
}
