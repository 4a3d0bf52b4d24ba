internal import ArgumentParser
internal import CordonVersions

/// `cordon versions compare SCHEME A B`: prints `<`, `=` or `>`.
struct CompareVersionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Print <, = or > for two versions of a scheme.",
    usage: "cordon versions compare <scheme> <a> <b>\n       cordon versions compare -",
    discussion: "Schemes: " + VersionScheme.allCases.map(\.rawValue).joined(separator: ", ") + ".")

  @Argument(parsing: .captureForPassthrough, help: "Scheme and two versions, or - for lines of standard input.")
  var arguments: [String] = []

  mutating func run() throws {
    try BatchAnswer.run(arguments, names: ["scheme", "a", "b"], command: Self.self) { fields throws(VersionError) in
      guard let scheme = VersionScheme(name: fields[0]) else {
        throw VersionError(
          code: .unknownScheme, text: fields[0],
          reason: "unknown scheme; one of " + VersionScheme.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return try scheme.compare(fields[1], fields[2]).rawValue
    }
  }
}
