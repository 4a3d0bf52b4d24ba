internal import ArgumentParser
internal import CordonModel
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
    try output.check(LintRenderer.formats)
    let library: AdvisoryLibrary = try AdvisoryArgument.library(names)
    guard library.filesRead > 0 else {
      throw CordonError(.notFound, "There is no advisory to lint. Name a file, or install Cordon with its advisories.")
    }
    let paths: [String] = library.entries.flatMap { [$0.origin.path] + $0.overridden.map(\.origin.path) }
    try output.write(formats: LintRenderer.formats) { (format, options, buffer) throws(CordonError) in
      try LintRenderer.write(
        library.findings, paths: paths, count: library.filesRead, as: format, options: options, to: &buffer)
    }
    if library.findings.contains(where: { $0.severity == .error }) { throw ExitCode(65) }
  }
}
