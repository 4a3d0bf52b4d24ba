package import CordonModel
internal import Glibc

/// Names to addresses, before anything is closed.
package enum NameResolution {
  /// The addresses a place stands for: itself, or all that its name resolves to now, IPv4 first, at most 16.
  ///
  /// - Throws: ``CordonError`` `bad-input` when the name resolves to nothing.
  package static func kept(_ place: KeptPlace, _ direction: KeptAddress.Direction) throws(CordonError) -> [KeptAddress]
  {
    func kept(_ address: NetworkAddress, _ name: String?) -> KeptAddress {
      KeptAddress(address: address, port: place.port, transport: place.transport, direction: direction, name: name)
    }
    if let address = NetworkAddress(parsing: place.host) { return [kept(address, nil)] }
    let found: [NetworkAddress] = addresses(of: place.host)
    guard !found.isEmpty else {
      throw CordonError(
        .badInput, "The name \(PrintablePath.text(place.host.utf8)) resolves to no address. Name the address itself.")
    }
    return found.prefix(16).map { kept($0, place.host) }
  }

  private static func addresses(of name: String) -> [NetworkAddress] {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard !name.utf8.contains(0), unsafe getaddrinfo(name, nil, &hints, &list) == 0 else { return [] }
    defer { unsafe freeaddrinfo(list) }
    var found: [NetworkAddress] = []
    var next: UnsafeMutablePointer<addrinfo>? = unsafe list
    while let one = unsafe next {
      let isFour: Bool = unsafe one.pointee.ai_family == AF_INET
      let offset: Int = isFour ? 4 : 8
      let size: Int = isFour ? 4 : 16
      if let place = unsafe one.pointee.ai_addr, unsafe Int(one.pointee.ai_addrlen) >= offset + size {
        let bytes: [UInt8] = unsafe Array(UnsafeRawBufferPointer(start: UnsafeRawPointer(place) + offset, count: size))
        if let address = NetworkAddress(bytes: bytes), !found.contains(address) { found.append(address) }
      }
      unsafe next = unsafe one.pointee.ai_next
    }
    return found.filter(\.isIPv4) + found.filter { !$0.isIPv4 }
  }
}
