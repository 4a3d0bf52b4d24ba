/// IPv4 and IPv6 addresses as text (RFC 791, RFC 4291, RFC 5952).
enum AddressSyntax {
  /// The four octets; `nil` when the text is no address in the usual form. Leading zeros are refused: some read
  /// them as octal.
  static func ipv4(_ text: some StringProtocol) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var octets: [UInt8] = []
    for part in parts {
      guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        part.utf8.count == 1 || part.utf8.first != 0x30, let octet = UInt8(part)
      else { return nil }
      octets.append(octet)
    }
    return octets
  }

  /// The eight groups; `nil` when the text is no IPv6 address. Zone ids are refused.
  static func ipv6(_ text: some StringProtocol) -> [UInt16]? {
    guard (2...45).contains(text.utf8.count) else { return nil }
    let halves: [String] = split(String(text))
    guard (1...2).contains(halves.count), let head = groups(halves[0], isLast: halves.count == 1),
      let tail = halves.count == 2 ? groups(halves[1], isLast: true) : []
    else { return nil }
    let missing: Int = 8 - head.count - tail.count
    guard halves.count == 2 ? missing >= 1 : missing == 0 else { return nil }
    return head + Array(repeating: 0, count: missing) + tail
  }

  /// The canonical text of RFC 5952: lower case, the longest run of two or more zero groups shortened.
  static func text(_ groups: [UInt16]) -> String {
    var best: Range<Int> = 0..<0
    var start: Int = 0
    while start < groups.count {
      var end: Int = start
      while end < groups.count, groups[end] == 0 { end += 1 }
      if end - start > max(1, best.count) { best = start..<end }
      start = max(end, start + 1)
    }
    let words: [String] = groups.map { String($0, radix: 16) }
    guard !best.isEmpty else { return words.joined(separator: ":") }
    return words[..<best.lowerBound].joined(separator: ":") + "::" + words[best.upperBound...].joined(separator: ":")
  }

  /// Why an address says nothing about a particular host on the internet; `nil` when it may be an indicator.
  static func locality(ipv4 octets: [UInt8]) -> String? {
    guard octets.count == 4 else { return nil }
    switch (octets[0], octets[1]) {
    case (0, _), (255, _): return "not the address of a host"
    case (10, _), (192, 168), (172, 16...31), (100, 64...127): return "private: every house has a host with it"
    case (127, _): return "the machine itself"
    case (169, 254): return "link-local"
    case (224...239, _): return "a multicast group"
    default: return nil
    }
  }

  static func locality(ipv6 groups: [UInt16]) -> String? {
    guard groups.count == 8 else { return nil }
    if groups.dropLast().allSatisfy({ $0 == 0 }), groups[7] <= 1 { return "not the address of a remote host" }
    switch groups[0] {
    case 0xFE80...0xFEBF: return "link-local"
    case 0xFC00...0xFDFF: return "private: every house has a host with it"
    case 0xFF00...0xFFFF: return "a multicast group"
    default: return nil
    }
  }

  /// Splits at `::`; more than two parts mean that it stands twice.
  private static func split(_ text: String) -> [String] {
    var parts: [String] = [""]
    var rest: Substring = text[...]
    while !rest.isEmpty {
      if rest.hasPrefix("::") {
        parts.append("")
        rest = rest.dropFirst(2)
      } else {
        parts[parts.count - 1].append(rest.removeFirst())
      }
    }
    return parts
  }

  private static func groups(_ text: String, isLast: Bool) -> [UInt16]? {
    guard !text.isEmpty else { return [] }
    let parts: [Substring] = text.split(separator: ":", omittingEmptySubsequences: false)
    var result: [UInt16] = []
    for (index, part) in parts.enumerated() {
      if isLast, index == parts.count - 1, part.contains("."), let octets = ipv4(part) {
        result.append(UInt16(octets[0]) << 8 | UInt16(octets[1]))
        result.append(UInt16(octets[2]) << 8 | UInt16(octets[3]))
        continue
      }
      guard (1...4).contains(part.utf8.count), let group = UInt16(part, radix: 16), part.utf8.first != 0x2B else {
        return nil
      }
      result.append(group)
    }
    return result
  }
}
