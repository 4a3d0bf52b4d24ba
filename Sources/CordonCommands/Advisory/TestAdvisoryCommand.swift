internal import ArgumentParser
internal import CordonDetect
internal import CordonModel
internal import CordonOperations
internal import CordonReport

/// `cordon advisory test`: runs the cases that packs carry.
struct TestAdvisoryCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the must-match and must-not-match cases that advisories carry.",
    discussion: "Without arguments every advisory in force is tested. Exit code 65 when a case fails.")

  @Argument(help: ArgumentHelp("Files or ids.", valueName: "advisory"))
  var names: [String] = []

  @Flag(name: .shortAndLong, help: "Show the cases that pass, too.")
  var verbose = false

  @OptionGroup var output: OutputOptions

  static let environmentOptions: [EnvironmentOption] =
    [EnvironmentOption(name: "verbose", short: "v", isFlag: true)] + OutputOptions.environmentOptions

  func run() throws {
    try output.check(AdvisoryTestsRenderer.formats)
    let library: AdvisoryLibrary = try AdvisoryArgument.library(names)
    var rows: [AdvisoryTestRow] = []
    for entry in library.entries {
      for outcome in AdvisoryTestRunner.run(entry.advisory) {
        rows.append(AdvisoryTestRow(advisory: entry.advisory.id, outcome: outcome))
      }
    }
    try output.write(formats: AdvisoryTestsRenderer.formats, verbose: verbose) {
      (format, options, buffer) throws(CordonError) in
      try AdvisoryTestsRenderer.write(
        rows, problems: library.problems, as: format, options: options, to: &buffer)
    }
    if rows.isEmpty || !library.problems.isEmpty || rows.contains(where: { !$0.outcome.passed }) { throw ExitCode(65) }
  }
}
