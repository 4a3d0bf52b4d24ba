internal import ArgumentParser
internal import CordonModel
internal import CordonOperations
internal import CordonReport
internal import CordonRespond

/// `cordon restore`: brings a file back.
struct RestoreCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Bring a file back from the vault, as it was.",
    discussion: """
      Content, owner, mode, times, attributes, access lists and capabilities
      come back as they were, or nothing does. Nothing is ever replaced.

      Examples:
        cordon restore 3f9a1c22 --dry-run
        cordon restore 3f9a1c22 --reason "false alarm"
        cordon restore 3f9a1c22 --to /srv/lab/sample

      Exit codes:
        0 it is back, 65 no such item, damaged, or something stands there, 77
        the system refused, 1 otherwise.
      """)

  @Argument(help: ArgumentHelp("The item, or the first digits of its name.", valueName: "id"))
  var item: String

  @Option(help: ArgumentHelp("Another place than its own.", valueName: "file"), completion: .file())
  var to: String?

  @Flag(help: "Bring it back even when not all of its metadata can be.")
  var acceptLoss = false

  @OptionGroup var response: ResponseOptions
  @OptionGroup var output: OutputOptions

  static let environmentOptions: [EnvironmentOption] =
    ResponseOptions.environmentOptions + OutputOptions.environmentOptions

  func run() throws {
    try output.check([.table, .json])
    try ItemAct.run(.restore, item, to: to, acceptsLoss: acceptLoss, response, output)
  }
}

/// `cordon remove`: destroys what is in the vault.
struct RemoveCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Destroy the content of an item of the vault for good.",
    discussion: """
      The key and the content are destroyed; the record of what it was stays.
      There is no undo.

      Examples:
        cordon remove 3f9a1c22 --dry-run
        cordon remove 3f9a1c22 --reason "case 17 is closed"
      """)

  @Argument(help: ArgumentHelp("The item, or the first digits of its name.", valueName: "id"))
  var item: String

  @OptionGroup var response: ResponseOptions
  @OptionGroup var output: OutputOptions

  static let environmentOptions: [EnvironmentOption] =
    ResponseOptions.environmentOptions + OutputOptions.environmentOptions

  func run() throws {
    try output.check([.table, .json])
    try ItemAct.run(.remove, item, to: nil, acceptsLoss: false, response, output)
  }
}

/// An act on one item of a vault.
enum ItemAct {
  static func run(
    _ kind: ResponseAction.Kind, _ item: String, to path: String?, acceptsLoss: Bool, _ response: ResponseOptions,
    _ output: OutputOptions
  ) throws {
    var request = RestoreRequest(item: item, cause: response.cause, time: .now)
    request.path = path.map { Array(ResponseOptions.absolute($0).utf8) }
    request.isDryRun = response.isDryRun
    request.acceptsLoss = acceptsLoss
    let log: AuditedActs = try ResponseOptions.log()
    let place: String = try response.place()
    let vault: Vault = try Vault(place, access: response.isDryRun ? .reading : .existing)
    let done: Disposition = try ResponseEnding.run(place) { () throws(RespondFailure) in
      switch kind {
      case .remove: try vault.remove(request, log: log)
      case .export: try vault.export(request, log: log)
      default: try vault.restore(request, log: log)
      }
    }
    try ResponseEnding.finish(
      ResponseReport(
        kind: kind, dispositions: [done], recovered: vault.recovered, vault: PrintablePath.text(vault.path),
        isDryRun: response.isDryRun), output: output, verbose: true)
  }
}
