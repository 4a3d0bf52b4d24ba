internal import ArgumentParser
internal import CordonVersions

/// `cordon versions match RANGE VERSION`: prints `true` or `false`.
struct MatchVersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Print whether a version lies in a range: true or false.",
    usage: "cordon versions match <range> <version>\n       cordon versions match -",
    discussion: """
      A range is vers: text (vers:npm/>=1.0.0|<2.0.0), a scheme and its own
      syntax (npm:^1.2, pep440:~=1.4), or a wording found in advisories
      (through 18.12.416).
      """)

  @Argument(parsing: .captureForPassthrough, help: "Range and version, or - for lines of standard input.")
  var arguments: [String] = []

  mutating func run() throws {
    try BatchAnswer.run(arguments, names: ["range", "version"], command: Self.self) { fields throws(VersionError) in
      let range: VersionRange = try VersionRange.infer(fields[0])
      let version = try Version(fields[1], scheme: range.scheme)
      return range.contains(version) ? "true" : "false"
    }
  }
}
