internal import ArgumentParser
internal import CordonOperations
internal import CordonReport

/// `cordon advisory lint`: what is wrong with packs, with file, line, field and a right example.
struct LintAdvisoryCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Say what is wrong with advisory files.",
    discussion: "Without arguments every advisory in force is read. Exit code 65 when there is an error.")

  @Argument(help: ArgumentHelp("Files or ids.", valueName: "advisory"))
  var names: [String] = []

  @OptionGroup var output: OutputOptions

  static let environmentOptions: [EnvironmentOption] = OutputOptions.environmentOptions

  func run() throws {
    let library: AdvisoryLibrary = try AdvisoryArgument.library(names)
    let rows: [LintRow] = library.findings.map { finding in
      LintRow(
        isError: finding.severity == .error, location: finding.location, message: finding.message,
        example: finding.example)
    }
    let count: Int = library.filesRead
    try output.write(
      table: { AdvisoryText.lint(rows, files: count, options: $0) }, json: { AdvisoryJSON.lint(rows, files: count) })
    if rows.contains(where: \.isError) { throw ExitCode(65) }
  }
}
