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
    let rows: [AdvisoryChangeRow] = AdvisoryDifference.between(before, after).map { change in
      AdvisoryChangeRow(field: change.field, kind: change.kind.rawValue, old: change.old, new: change.new)
    }
    try output.write(
      table: { AdvisoryText.difference(rows, from: before.reference, to: after.reference, options: $0) },
      json: { AdvisoryJSON.difference(rows, from: before.reference, to: after.reference) })
  }
}
