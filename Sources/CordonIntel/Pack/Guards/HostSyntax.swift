/// Host names as indicators: what a resolver is asked for, nothing around it.
enum HostSyntax {
  struct Problem: Error {
    let message: String
    var example: String?
  }

  /// The host name in lower case without a trailing dot, or what is wrong.
  static func read(_ text: String) -> Result<String, Problem> {
    if let problem = foreignPart(of: text) { return .failure(problem) }
    var host: String = text.lowercased()
    if host.hasSuffix(".") { host.removeLast() }
    guard host.utf8.count <= 253 else {
      return .failure(Problem(message: "a host name has at most 253 characters"))
    }
    let labels: [Substring] = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1 else {
      return .failure(
        Problem(
          message: "\(TextSafety.quoted(text)) is a single label; a host name has a domain", example: "example.com"))
    }
    if let problem = labels.lazy.compactMap({ problem(of: $0) }).first { return .failure(problem) }
    if labels.last?.utf8.allSatisfy({ (0x30...0x39).contains($0) }) == true {
      return .failure(Problem(message: "this looks like an address, not like a host name", example: "type: ipv4"))
    }
    return .success(host)
  }

  /// Parts of other things that are often copied along with a host name.
  private static func foreignPart(of text: String) -> Problem? {
    if let real = Defanging.restored(text) {
      return Problem(message: "the name is defanged; write it as it is looked up", example: real)
    }
    if text.contains("@") {
      let host: Substring = text.drop { $0 != "@" }.dropFirst()
      return Problem(
        message: "an e-mail address is no host name; its domain may belong to a mail provider: check before listing it",
        example: host.isEmpty ? nil : String(host))
    }
    if text.contains("://") || text.contains("/") {
      return Problem(
        message: "a host name has no path; list a URL as `type: url`, or the host alone",
        example: String(text.split(separator: "/").first { $0.contains(".") } ?? "example.com"))
    }
    if text.contains(":") {
      return Problem(message: "a host name has no port", example: String(text.prefix { $0 != ":" }))
    }
    if text.contains("*") {
      return Problem(
        message: "a wildcard is not allowed: list the host name itself",
        example: String(text.drop { $0 == "*" || $0 == "." }))
    }
    if text.contains(where: \.isWhitespace) { return Problem(message: "a host name has no blanks") }
    if !text.utf8.allSatisfy({ $0 < 0x80 }) {
      return Problem(
        message: "a host name with other than ASCII letters is written in its punycode form",
        example: "xn--bcher-kva.example")
    }
    return nil
  }

  private static func problem(of label: Substring) -> Problem? {
    guard !label.isEmpty else { return Problem(message: "a host name has no empty part between dots") }
    guard label.utf8.count <= 63 else { return Problem(message: "a part of a host name has at most 63 characters") }
    guard label.utf8.first != 0x2D, label.utf8.last != 0x2D else {
      return Problem(message: "a part of a host name neither begins nor ends with a hyphen")
    }
    for byte in label.utf8 {
      switch byte {
      case 0x61...0x7A, 0x30...0x39, 0x2D, 0x5F: continue
      default:
        let character: String = String(decoding: [byte], as: UTF8.self)
        return Problem(message: "\(TextSafety.quoted(character)) cannot stand in a host name")
      }
    }
    return nil
  }
}
