internal import ArgumentParser
internal import CordonOperations
internal import CordonReport

/// `cordon advisory show ID`: everything about one case, and where it came from.
struct ShowAdvisoryCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one advisory, and where it came from.")

  @Argument(help: ArgumentHelp("Id, alias, or file.", valueName: "advisory"), completion: AdvisoryCompletion.ids)
  var name: String

  @Option(name: .customLong("advisory"), help: ArgumentHelp("Also load this advisory file.", valueName: "file"))
  var files: [String] = []

  @Flag(name: .shortAndLong, help: "Show every row, not the first few.")
  var verbose = false

  @OptionGroup var output: OutputOptions

  static let environmentOptions: [EnvironmentOption] =
    [EnvironmentOption(name: "advisory"), EnvironmentOption(name: "verbose", short: "v", isFlag: true)]
    + OutputOptions.environmentOptions

  func run() throws {
    let entry: AdvisoryLibrary.Entry = try AdvisoryArgument(name).entry(files: files)
    let listed = ListedAdvisory(entry)
    try output.write(
      table: { AdvisoryText.show(listed, options: $0) }, json: { AdvisoryJSON.show(listed) }, verbose: verbose)
  }
}
