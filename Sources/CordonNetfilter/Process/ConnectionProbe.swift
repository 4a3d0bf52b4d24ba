package import CordonModel
internal import Glibc

/// Tries whether a kept address can still be reached, with a connection that is new.
package enum ConnectionProbe {
  /// Connects to one of the addresses, all at once.
  ///
  /// - Parameters:
  ///   - kept: of which those over TCP that this machine connects to are tried.
  ///   - milliseconds: how long an answer may take.
  /// - Returns: the first that answered; `nil` when none did.
  package static func reach(_ kept: [KeptAddress], milliseconds: Int32) -> KeptAddress? {
    var open: [(address: KeptAddress, socket: Int32)] = []
    defer { for one in open { close(one.socket) } }
    for address in tried(kept) {
      guard let descriptor = begin(address) else { continue }
      open.append((address, descriptor))
    }
    let deadline: Int = now() + Int(milliseconds)
    while !open.isEmpty {
      var waits: [pollfd] = open.map { pollfd(fd: $0.socket, events: Int16(POLLOUT), revents: 0) }
      let left: Int = deadline - now()
      guard left > 0 else { return nil }
      let ready: Int32 = unsafe poll(&waits, nfds_t(waits.count), Int32(clamping: left))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { return nil }
      for index in waits.indices.reversed() where waits[index].revents != 0 {
        if isConnected(open[index].socket), !endsHere(open[index].socket) { return open[index].address }
        close(open[index].socket)
        open.remove(at: index)
      }
    }
    return nil
  }

  /// The addresses that a probe can try.
  package static func tried(_ kept: [KeptAddress]) -> [KeptAddress] {
    kept.filter { $0.transport == .tcp && $0.direction == .outgoing }
  }

  private static func now() -> Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }

  private static func isConnected(_ descriptor: Int32) -> Bool {
    var error: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0
  }

  /// Whether both ends are on this machine, which proves nothing about anybody else.
  private static func endsHere(_ descriptor: Int32) -> Bool {
    let own: [UInt8] = unsafe address(of: descriptor, getsockname)
    return unsafe own.isEmpty || own == address(of: descriptor, getpeername)
  }

  /// The bytes of one end of a connection; empty when the system does not say.
  private static func address(
    of descriptor: Int32, _ ask: (Int32, UnsafeMutablePointer<sockaddr>?, UnsafeMutablePointer<socklen_t>?) -> Int32
  ) -> [UInt8] {
    var end = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let result: Int32 = unsafe withUnsafeMutablePointer(to: &end) { end in
      unsafe end.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe ask(descriptor, $0, &size) }
    }
    guard result == 0 else { return [] }
    let bytes: [UInt8] = unsafe withUnsafeBytes(of: end) { unsafe Array($0) }
    // The address behind family and port, and with IPv6 behind the flow as well.
    return end.ss_family == sa_family_t(AF_INET) ? Array(bytes[4..<8]) : Array(bytes[8..<24])
  }

  /// A socket on its way to the address; `nil` when there is no way.
  private static func begin(_ kept: KeptAddress) -> Int32? {
    let isFour: Bool = kept.address.isIPv4
    let kind: Int32 = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor: Int32 = socket(isFour ? AF_INET : AF_INET6, kind, 0)
    guard descriptor >= 0 else { return nil }
    let result: Int32
    if isFour {
      var place = sockaddr_in()
      place.sin_family = sa_family_t(AF_INET)
      place.sin_port = kept.port.bigEndian
      unsafe withUnsafeMutableBytes(of: &place.sin_addr) { unsafe $0.copyBytes(from: kept.address.bytes) }
      result = unsafe withUnsafePointer(to: &place) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    } else {
      var place = sockaddr_in6()
      place.sin6_family = sa_family_t(AF_INET6)
      place.sin6_port = kept.port.bigEndian
      unsafe withUnsafeMutableBytes(of: &place.sin6_addr) { unsafe $0.copyBytes(from: kept.address.bytes) }
      result = unsafe withUnsafePointer(to: &place) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
        }
      }
    }
    guard result == 0 || errno == EINPROGRESS else {
      close(descriptor)
      return nil
    }
    return descriptor
  }
}
