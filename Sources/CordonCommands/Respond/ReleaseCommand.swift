internal import ArgumentParser
internal import CordonModel
internal import CordonNetfilter
internal import CordonOperations
internal import CordonReport

/// `cordon release`: ends the isolation of this machine.
struct ReleaseCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "End the isolation of this machine",
    discussion: """
      Examples:
        cordon release --reason "re-check clean, case 17"
        cordon release --code 4F7C-9KQ2-… --reason "on site, no network"

      Whoever ordered the isolation, and the person it names, need no code. Anybody
      else needs the one that was shown when the machine was isolated; it is good
      once. Wrong codes have to wait longer and longer, and all is logged.
      """)

  @Option(help: "The release code.")
  var code: String?

  @Option(help: "Why.")
  var reason: String

  @Flag(name: .shortAndLong, help: "Show everything, not the first few.")
  var verbose = false

  @OptionGroup var output: OutputOptions

  static let environmentOptions: [EnvironmentOption] =
    [
      EnvironmentOption(name: "reason"), EnvironmentOption(name: "verbose", short: "v", isFlag: true),
    ] + OutputOptions.environmentOptions

  func run() throws {
    try output.check(IsolationRenderer.formats)
    try IsolationOperation.requireRoot("release --reason …")
    let operation = IsolationOperation(program: try .installed(), clock: { .now })
    let report: IsolationReport = try IsolationLog.writing(.release, reason: reason) {
      try operation.release(by: OperatorName.ofThisProcess, reason: reason, code: code)
    }
    try IsolationOutput.write(report, output, verbose: verbose)
  }
}
