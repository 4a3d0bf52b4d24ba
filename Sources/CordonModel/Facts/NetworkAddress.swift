/// An IPv4 or IPv6 address, equal to every other spelling of itself (RFC 4291, RFC 5952).
///
/// An IPv4-mapped IPv6 address (`::ffff:192.0.2.1`) is the IPv4 address. Zone identifiers and prefixes (`/24`) are
/// no addresses.
package struct NetworkAddress: Sendable, Hashable {
  /// Four bytes or sixteen, in network order.
  package let bytes: [UInt8]

  /// Reads either notation; `nil` for anything else.
  package init?(parsing text: some StringProtocol) {
    let characters: [UInt8] = Array(text.utf8.prefix(46))
    guard characters.count <= 45 else { return nil }
    if characters.contains(0x3A) {
      guard let words = NetworkAddress.words(characters) else { return nil }
      let all: [UInt8] = words.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
      let isMapped: Bool = words[0..<5].allSatisfy { $0 == 0 } && words[5] == 0xFFFF
      bytes = isMapped ? Array(all[12...]) : all
    } else {
      guard let four = NetworkAddress.dotted(characters[...]) else { return nil }
      bytes = four
    }
  }

  /// Four decimal numbers without leading zeros, which some systems read as octal.
  private static func dotted(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let parts: [ArraySlice<UInt8>] = text.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var result: [UInt8] = []
    for part in parts {
      guard (1...3).contains(part.count), part.count == 1 || part.first != 0x30,
        part.allSatisfy({ (0x30...0x39).contains($0) })
      else { return nil }
      let value: Int = part.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      guard let byte = UInt8(exactly: value) else { return nil }
      result.append(byte)
    }
    return result
  }

  /// The eight words of an IPv6 address.
  private static func words(_ text: [UInt8]) -> [UInt16]? {
    guard let gap = doubleColon(text) else {
      guard let words = groups(text[...], endsAddress: true), words.count == 8 else { return nil }
      return words
    }
    guard let head = groups(text[..<gap], endsAddress: false),
      let tail = groups(text[(gap + 2)...], endsAddress: true), head.count + tail.count <= 7
    else { return nil }
    return head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
  }

  /// Where the first `::` stands. A second one leaves an empty group, which is refused there.
  private static func doubleColon(_ text: [UInt8]) -> Int? {
    text.indices.dropLast().first { text[$0] == 0x3A && text[$0 + 1] == 0x3A }
  }

  /// Groups of up to four hex digits; the last may be a dotted IPv4 address when it ends the address.
  private static func groups(_ text: ArraySlice<UInt8>, endsAddress: Bool) -> [UInt16]? {
    guard !text.isEmpty else { return [] }
    let parts: [ArraySlice<UInt8>] = text.split(separator: 0x3A, omittingEmptySubsequences: false)
    var result: [UInt16] = []
    for (position, part) in parts.enumerated() {
      if endsAddress, position == parts.count - 1, part.contains(0x2E) {
        guard let four = dotted(part) else { return nil }
        result.append(UInt16(four[0]) << 8 | UInt16(four[1]))
        result.append(UInt16(four[2]) << 8 | UInt16(four[3]))
        continue
      }
      guard (1...4).contains(part.count), let value = hex(part) else { return nil }
      result.append(value)
    }
    return result
  }

  private static func hex(_ text: ArraySlice<UInt8>) -> UInt16? {
    var value: UInt16 = 0
    for byte in text {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt16(byte - 0x30)
      case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt16((byte | 0x20) - 0x57)
      default: return nil
      }
    }
    return value
  }
}

extension NetworkAddress {
  /// An address of four or sixteen bytes in network order; `nil` for any other number of bytes.
  package init?(bytes: [UInt8]) {
    switch bytes.count {
    case 4: self.bytes = bytes
    case 16:
      let isMapped: Bool = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
      self.bytes = isMapped ? Array(bytes[12...]) : bytes
    default: return nil
    }
  }

  /// Whether it is an IPv4 address.
  package var isIPv4: Bool { bytes.count == 4 }

  /// Whether it is one of the machine itself: `127.0.0.0/8` or `::1`.
  package var isLoopback: Bool {
    isIPv4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
  }

  /// Whether it names one other host: not unspecified, loopback, multicast or broadcast.
  package var isHost: Bool {
    if isLoopback || bytes.allSatisfy({ $0 == 0 }) { return false }
    return isIPv4 ? (1..<224).contains(bytes[0]) : bytes[0] != 0xFF
  }

  /// The canonical text: dotted, or that of RFC 5952.
  package var text: String {
    if isIPv4 { return bytes.map { String($0) }.joined(separator: ".") }
    let words: [UInt16] = stride(from: 0, to: bytes.count - 1, by: 2).map {
      UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
    }
    var gap: Range<Int> = 0..<0
    var start: Int = 0
    while start < words.count {
      var end: Int = start
      while end < words.count, words[end] == 0 { end += 1 }
      if end - start > max(1, gap.count) { gap = start..<end }
      start = max(end, start + 1)
    }
    let groups: [String] = words.map { String($0, radix: 16) }
    guard !gap.isEmpty else { return groups.joined(separator: ":") }
    return groups[..<gap.lowerBound].joined(separator: ":") + "::" + groups[gap.upperBound...].joined(separator: ":")
  }
}

extension NetworkAddress: Codable {
  /// Reads its text.
  package init(from decoder: any Decoder) throws {
    let text: String = try decoder.singleValueContainer().decode(String.self)
    guard let value = NetworkAddress(parsing: text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not an address: \(text.prefix(46))"))
    }
    self = value
  }

  /// Writes ``text``.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
