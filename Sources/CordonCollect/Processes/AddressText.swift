/// Internet addresses as text, the way RFC 5952 writes them.
package enum AddressText {
  private static let digits: [UInt8] = Array("0123456789abcdef".utf8)

  /// IPv4 in four decimal numbers.
  package static func ipv4(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) -> String {
    String(a) + "." + String(b) + "." + String(c) + "." + String(d)
  }

  /// Of 16 bytes in network order. An address that stands for one of IPv4 (`::ffff:0:0/96`) is written as that.
  package static func ipv6(_ address: InternetAddress) -> String {
    if address.high == 0, address.low >> 32 == 0xFFFF {
      let bits: UInt32 = UInt32(truncatingIfNeeded: address.low)
      return ipv4(
        UInt8(truncatingIfNeeded: bits >> 24), UInt8(truncatingIfNeeded: bits >> 16),
        UInt8(truncatingIfNeeded: bits >> 8), UInt8(truncatingIfNeeded: bits))
    }
    let groups: [UInt16] = address.groups
    let gap: Range<Int> = longestZeros(groups)
    var text: [UInt8] = []
    text.reserveCapacity(39)
    var index: Int = 0
    while index < groups.count {
      if index == gap.lowerBound, !gap.isEmpty {
        text.append(contentsOf: [0x3A, 0x3A])
        index = gap.upperBound
        continue
      }
      if index > 0, index != gap.upperBound || gap.isEmpty { text.append(0x3A) }
      append(groups[index], to: &text)
      index += 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The first of the longest runs of two or more groups of zeros.
  private static func longestZeros(_ groups: [UInt16]) -> Range<Int> {
    var best: Range<Int> = 0..<0
    var start: Int = 0
    while start < groups.count {
      var end: Int = start
      while end < groups.count, groups[end] == 0 { end += 1 }
      if end - start >= 2, end - start > best.count { best = start..<end }
      start = max(end, start + 1)
    }
    return best
  }

  private static func append(_ group: UInt16, to text: inout [UInt8]) {
    var hasBegun: Bool = false
    for shift in stride(from: 12, through: 0, by: -4) {
      let digit: Int = Int(group >> UInt16(shift) & 15)
      if digit == 0, !hasBegun, shift > 0 { continue }
      hasBegun = true
      text.append(digits[digit])
    }
  }
}

/// An address of IPv4 or IPv6, without text.
package struct InternetAddress: Sendable, Hashable {
  /// Bytes 0 to 7 in network order; 0 for IPv4.
  package var high: UInt64
  /// Bytes 8 to 15 in network order; for IPv4 the address in the lower half.
  package var low: UInt64
  package var isIPv6: Bool

  package init(high: UInt64 = 0, low: UInt64, isIPv6: Bool) {
    self.high = high
    self.low = low
    self.isIPv6 = isIPv6
  }

  /// Whether it stands for any address or none.
  package var isUnspecified: Bool { high == 0 && low == 0 }

  /// RFC 5952; an address of IPv6 that stands for one of IPv4 is written as that.
  package var text: String {
    if isIPv6 { return AddressText.ipv6(self) }
    let bits: UInt32 = UInt32(truncatingIfNeeded: low)
    return AddressText.ipv4(
      UInt8(truncatingIfNeeded: bits >> 24), UInt8(truncatingIfNeeded: bits >> 16),
      UInt8(truncatingIfNeeded: bits >> 8), UInt8(truncatingIfNeeded: bits))
  }

  var groups: [UInt16] {
    [high, low].flatMap { word in
      stride(from: 48, through: 0, by: -16).map { UInt16(truncatingIfNeeded: word >> UInt64($0)) }
    }
  }
}
