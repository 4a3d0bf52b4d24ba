/// User agents as indicators: the whole header as it is sent, with `*` where it varies.
enum UserAgentSyntax {
  /// Characters other than `*` that one needs at least, so that it is not everybody's.
  static let leastCharacters = 6
  static let mostBytes = 1_024

  /// The text itself, or what is wrong.
  static func read(_ text: String) -> Result<String, HostSyntax.Problem> {
    guard text.utf8.count <= mostBytes else {
      return .failure(HostSyntax.Problem(message: "a user agent has at most \(mostBytes) bytes"))
    }
    let isPrintable: Bool = text.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) }
    guard isPrintable, text.first != " ", text.last != " " else {
      return .failure(
        HostSyntax.Problem(message: "a user agent is printable ASCII without spaces around it", example: "Updater/1.0"))
    }
    if text.lowercased().hasPrefix("user-agent:") {
      return .failure(
        HostSyntax.Problem(
          message: "wanted is what stands behind “User-Agent:”",
          example: String(text.dropFirst(11).drop { $0 == " " })))
    }
    guard text.utf8.count(where: { $0 != 0x2A }) >= leastCharacters else {
      return .failure(
        HostSyntax.Problem(
          message: "a user agent needs \(leastCharacters) characters besides *, or it is everybody's",
          example: "Updater/1.*"))
    }
    return .success(text)
  }
}
