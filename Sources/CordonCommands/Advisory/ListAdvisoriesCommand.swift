internal import ArgumentParser
internal import CordonOperations
internal import CordonReport

/// `cordon advisory list`: what is loaded.
struct ListAdvisoriesCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the advisories that are in force.")

  @Option(name: .customLong("advisory"), help: ArgumentHelp("Also load this advisory file.", valueName: "file"))
  var files: [String] = []

  @OptionGroup var output: OutputOptions

  static let environmentOptions: [EnvironmentOption] =
    [EnvironmentOption(name: "advisory")] + OutputOptions.environmentOptions

  func run() throws {
    let library: AdvisoryLibrary = try AdvisoryLoader.load(places: .ofThisProcess, files: files)
    let rows: [ListedAdvisory] = library.entries.map(ListedAdvisory.init)
    try output.write(
      table: { AdvisoryText.list(rows, problems: library.problems, options: $0) },
      json: { AdvisoryJSON.list(rows, problems: library.problems) })
    if library.entries.isEmpty { throw ExitCode(65) }
  }
}

extension ListedAdvisory {
  init(_ entry: AdvisoryLibrary.Entry) {
    self.init(advisory: entry.advisory, origin: entry.origin, overridden: entry.overridden)
  }
}
