internal import Glibc

/// The addresses under which the target itself stands in a log: loopback, and those of its interfaces where they are known.
struct OwnAddresses {
  /// Four bytes or sixteen, in network order.
  private let known: Set<[UInt8]>

  init(_ addresses: [String]) { known = Set(addresses.compactMap { OwnAddresses.bytes($0) }) }

  /// Whether a client is the target itself. A name is not, but for `localhost`: nobody knows whose it was then.
  func contains(_ client: String) -> Bool {
    if client == "localhost" { return true }
    guard let bytes = OwnAddresses.bytes(client) else { return false }
    let isLoopback: Bool =
      bytes.count == 4
      ? bytes[0] == 127 || bytes == [0, 0, 0, 0] : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] < 2
    return isLoopback || known.contains(bytes)
  }

  /// Of the interfaces of this machine, as text.
  static func ofThisMachine() -> [String] {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard unsafe getifaddrs(&list) == 0 else { return [] }
    defer { unsafe freeifaddrs(list) }
    var addresses: [String] = []
    var next: UnsafeMutablePointer<ifaddrs>? = unsafe list
    while let entry = unsafe next {
      unsafe next = entry.pointee.ifa_next
      guard let address = unsafe entry.pointee.ifa_addr else { continue }
      let family: Int32 = Int32(unsafe address.pointee.sa_family)
      guard family == AF_INET || family == AF_INET6 else { continue }
      let length: Int = family == AF_INET ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size
      var text: [CChar] = Array(repeating: 0, count: Int(NI_MAXHOST))
      guard
        unsafe getnameinfo(address, socklen_t(length), &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
      else { continue }
      addresses.append(String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
    return addresses
  }

  /// Of an address in any spelling, with a zone (`%eth0`), in brackets, or with a port behind one of IPv4.
  private static func bytes(_ text: String) -> [UInt8]? {
    var text: Substring = text.prefix(64).prefix { $0 != "%" && $0 != "#" && $0 != "/" }
    if text.first == "[" { text = text.dropFirst().prefix { $0 != "]" } }
    if text.contains("."), let colon = text.firstIndex(of: ":"), text.lastIndex(of: ":") == colon {
      text = text[..<colon]
    }
    var four = in_addr()
    if unsafe inet_pton(AF_INET, String(text), &four) == 1 {
      return unsafe withUnsafeBytes(of: &four) { unsafe Array($0) }
    }
    var six = in6_addr()
    guard unsafe inet_pton(AF_INET6, String(text), &six) == 1 else { return nil }
    let bytes: [UInt8] = unsafe withUnsafeBytes(of: &six) { unsafe Array($0) }
    // ::ffff:192.0.2.1 is the address of IPv4.
    return bytes.starts(with: Array(repeating: 0, count: 10) + [0xFF, 0xFF]) ? Array(bytes[12...]) : bytes
  }
}
