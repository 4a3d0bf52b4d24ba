internal import ArgumentParser

/// `cordon versions`: for people who write advisories.
struct VersionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "versions",
    abstract: "Compare versions, try ranges, read package URLs.",
    discussion: """
      Examples:
        cordon versions compare dpkg 1.0~rc1 1.0
        cordon versions match 'vers:npm/>=1.0.0|<2.0.0' 1.4.2
        cordon versions purl pkg:npm/@angular/core@17.0.0

      With a single - each reads tab-separated lines from standard input (the
      arguments in the same order) and answers line by line; a line that cannot
      be read is answered with "error: why".
      """,
    subcommands: [CompareVersionsCommand.self, MatchVersionCommand.self, PackageURLCommand.self])
}
