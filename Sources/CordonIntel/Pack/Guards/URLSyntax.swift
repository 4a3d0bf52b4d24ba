/// URLs as indicators and references: scheme, host, and what follows, without surprises.
struct URLSyntax {
  /// `http`, `https`, `ws`, `wss` or `ftp`, in lower case.
  let scheme: String
  /// Host name or address in canonical form, without brackets.
  let host: String
  /// Port, path, query and fragment as written.
  let rest: String

  var text: String { scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + rest }

  /// Whether there is anything beyond the host that a filter could look for.
  var hasPath: Bool { rest.contains("/") && !rest.hasSuffix(":/") && rest != "/" }

  static let schemes: [String] = ["http", "https", "ws", "wss", "ftp"]

  static func read(_ text: String) -> Result<URLSyntax, HostSyntax.Problem> {
    if let real = Defanging.restored(text) {
      return .failure(.init(message: "the URL is defanged; write it as it is requested", example: real))
    }
    guard let separator = text.firstRange(of: "://") else {
      return .failure(.init(message: "a URL begins with its scheme", example: "https://" + text))
    }
    let scheme: String = text[..<separator.lowerBound].lowercased()
    guard schemes.contains(scheme) else {
      return .failure(
        .init(message: "the scheme \(TextSafety.quoted(scheme)) is not one of " + schemes.joined(separator: ", ")))
    }
    let after: Substring = text[separator.upperBound...]
    let authority: Substring = after.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let path: Substring = after[authority.endIndex...]
    if let problem = pathProblem(path) { return .failure(problem) }
    guard !authority.contains("@") else {
      return .failure(
        .init(
          message: "a URL must not carry a user name before the host: readers take it for the host",
          example: scheme + "://" + String(authority.drop { $0 != "@" }.dropFirst()) + path))
    }
    return host(authority).map { URLSyntax(scheme: scheme, host: $0.host, rest: $0.port + path) }
  }

  /// Host and port of an authority.
  private static func host(_ authority: Substring) -> Result<(host: String, port: String), HostSyntax.Problem> {
    if authority.hasPrefix("[") {
      let inner: Substring = authority.dropFirst().prefix { $0 != "]" }
      let port: Substring = authority.dropFirst(inner.count + 2)
      guard authority.contains("]"), let groups = AddressSyntax.ipv6(inner), isPort(port) else {
        return .failure(.init(message: "the part in brackets is no IPv6 address", example: "http://[2001:db8::1]/"))
      }
      return .success((AddressSyntax.text(groups), String(port)))
    }
    let name: Substring = authority.prefix { $0 != ":" }
    let port: Substring = authority[name.endIndex...]
    guard isPort(port) else {
      return .failure(.init(message: "the port \(TextSafety.quoted(String(port))) is no number from 1 to 65535"))
    }
    if AddressSyntax.ipv4(name) != nil { return .success((String(name), String(port))) }
    return HostSyntax.read(String(name)).map { ($0, String(port)) }
  }

  private static func isPort(_ text: Substring) -> Bool {
    guard !text.isEmpty else { return true }
    guard text.first == ":", text.utf8.count <= 6, text.dropFirst().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(text.dropFirst())
    else { return false }
    return (1...65_535).contains(number)
  }

  private static func pathProblem(_ path: Substring) -> HostSyntax.Problem? {
    let bytes: [UInt8] = Array(path.utf8)
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x21, 0x23...0x24, 0x26...0x3B, 0x3D, 0x3F...0x5B, 0x5D, 0x5F, 0x61...0x7A, 0x7E: continue
      case 0x25:
        let escape: ArraySlice<UInt8> = bytes[(index + 1)...].prefix(2)
        if escape.count == 2, escape.allSatisfy(isHex) { continue }
        return .init(
          message: "% begins an escape of two hex digits in a URL; write a part that varies as *, or end before it",
          example: "https://example.com/images/icon*.ico")
      case 0x80...:
        return .init(message: "characters beyond ASCII are written as %XX escapes in a URL", example: "%C3%BC for ü")
      default:
        let character: String = String(decoding: [byte], as: UTF8.self)
        return .init(message: "\(TextSafety.quoted(character)) cannot stand in a URL")
      }
    }
    return nil
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }
}
