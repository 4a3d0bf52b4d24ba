internal import ArgumentParser
internal import CordonIntel
internal import CordonModel
internal import CordonOperations
internal import CordonReport

/// `cordon advisory diff OLD NEW`: what changed between two revisions.
struct DiffAdvisoriesCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show what changed between two revisions of an advisory.")

  @Argument(help: ArgumentHelp("File or id.", valueName: "old"))
  var old: String

  @Argument(help: ArgumentHelp("File or id.", valueName: "new"))
  var new: String

  @OptionGroup var output: OutputOptions

  static let environmentOptions: [EnvironmentOption] = OutputOptions.environmentOptions

  func run() throws {
    let before: Advisory = try AdvisoryArgument(old).entry().advisory
    let after: Advisory = try AdvisoryArgument(new).entry().advisory
    let changes: [AdvisoryChange] = AdvisoryDifference.between(before, after)
    if !changes.isEmpty, before.id == after.id, after.revision <= before.revision {
      StandardStreams.writeError(
        "cordon: the revision did not grow (\(before.revision) to \(after.revision)): a changed advisory needs a higher "
          + "one, or nobody is told of the change.\n")
    }
    try output.write(
      table: { AdvisoryText.diff(changes, options: $0) }, json: { AdvisoryJSON.diff(changes) })
  }
}
