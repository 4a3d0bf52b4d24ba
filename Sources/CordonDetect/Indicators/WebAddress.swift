/// The parts of an absolute URL that decide a match (RFC 3986).
///
/// `http` and `https` count as one scheme, for the same path is fetched over either; a missing scheme is one of them.
/// User information and the fragment are dropped, and so is the port its scheme implies. Percent-encoding and dot
/// segments are compared as they stand.
struct WebAddress: Hashable {
  /// Scheme unless it is one of the web, host in lower case, and port unless it is the default one:
  /// `example.com`, `example.com:8443`, `ftp://example.com`.
  let authority: String
  /// The host alone; an IPv6 address without brackets.
  let host: String
  /// From the first `/` on, without slashes at the end; empty for the root.
  let path: String
  /// After the `?`; `nil` when there is none.
  let query: String?

  /// The longest URL that is read, in bytes.
  static let limit = 8_192

  init?(parsing text: String) {
    guard text.utf8.count <= WebAddress.limit else { return nil }
    var rest: Substring.UTF8View = text[...].utf8
    let scheme: String? = WebAddress.takeScheme(&rest)
    if let fragment = rest.firstIndex(of: 0x23) { rest = rest[..<fragment] }
    let end: String.Index = rest.firstIndex { $0 == 0x2F || $0 == 0x3F } ?? rest.endIndex
    guard let place = WebAddress.hostAndPort(rest[..<end]) else { return nil }
    host = place.host
    let isWeb: Bool = scheme == nil || scheme == "http" || scheme == "https"
    let isImplied: Bool =
      switch place.port {
      case nil: true
      case "80": scheme == nil || scheme == "http"
      case "443": scheme == nil || scheme == "https"
      default: false
      }
    authority = (isWeb ? "" : (scheme ?? "") + "://") + host + (isImplied ? "" : ":" + (place.port ?? ""))
    let tail: Substring.UTF8View = rest[end...]
    let mark: String.Index = tail.firstIndex(of: 0x3F) ?? tail.endIndex
    var path: Substring.UTF8View = tail[..<mark]
    while path.last == 0x2F { path.removeLast() }
    self.path = String(Substring(path))
    query = mark == tail.endIndex ? nil : String(Substring(tail[tail.index(after: mark)...]))
  }

  /// Whether this listed address covers `other`: the same address, or one below its path. `/a/b` covers `/a/b/c` and
  /// `/a/b?x`, never `/a/bc`. With a query of its own it covers only itself.
  func covers(_ other: WebAddress) -> Bool {
    guard authority == other.authority else { return false }
    if let query { return path == other.path && query == other.query }
    return path == other.path || other.path.hasPrefix(path + "/")
  }

  /// Takes `scheme://` from the front; what is no scheme stays.
  private static func takeScheme(_ rest: inout Substring.UTF8View) -> String? {
    let colon: String.Index? = rest.firstIndex { !isSchemeByte($0) }
    guard let colon, colon != rest.startIndex, rest[colon...].starts(with: [0x3A, 0x2F, 0x2F]) else { return nil }
    let scheme: String = Substring(rest[..<colon]).lowercased()
    rest = rest[rest.index(colon, offsetBy: 3)...]
    return scheme
  }

  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E: true
    default: false
    }
  }

  private static func hostAndPort(_ authority: Substring.UTF8View) -> (host: String, port: String?)? {
    var rest: Substring.UTF8View = authority
    if let at = rest.lastIndex(of: 0x40) { rest = rest[rest.index(after: at)...] }
    var port: String?
    let bracket: String.Index? = rest.lastIndex(of: 0x5D)
    if let colon = rest.lastIndex(of: 0x3A), bracket.map({ $0 < colon }) ?? true {
      let digits: Substring.UTF8View = rest[rest.index(after: colon)...]
      guard digits.allSatisfy({ (0x30...0x39).contains($0) }), digits.count <= 5 else { return nil }
      port = digits.isEmpty ? nil : String(Substring(digits))
      rest = rest[..<colon]
    }
    if rest.first == 0x5B, rest.last == 0x5D { return (Substring(rest.dropFirst().dropLast()).lowercased(), port) }
    return HostName.key(Substring(rest)).map { ($0, port) }
  }
}
