internal import ArgumentParser
internal import CordonModel
internal import CordonReport
internal import CordonRespond

/// `cordon vault`: what was taken, and copies of it.
struct VaultCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vault",
    abstract: "List and show what is in the vault, and copy out of it.",
    discussion: """
      Examples:
        cordon vault list                       what is in it
        cordon vault show 3f9a1c22              everything of one item
        cordon vault export 3f9a1c22 sample.bin a readable copy, for analysis
      """,
    subcommands: [ListVaultCommand.self, ShowItemCommand.self, ExportItemCommand.self])
}

/// `cordon vault list`: what is in the vault.
struct ListVaultCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what is in the vault.",
    discussion: "Exit codes: 0 listed, 12 something in the vault could not be read and is named.")

  @OptionGroup var place: VaultPlaceOptions
  @OptionGroup var output: OutputOptions

  static let environmentOptions: [EnvironmentOption] =
    VaultPlaceOptions.environmentOptions + OutputOptions.environmentOptions

  func run() throws {
    try output.check([.table, .json])
    let vault: Vault = try Vault(try place.place(), access: .reading)
    let listing: VaultListing = try vault.list()
    let path: String = PrintablePath.text(vault.path)
    try output.write(
      table: { ResponseRenderer.list(listing.items, gaps: listing.gaps, vault: path, options: $0) },
      json: { ResponseRenderer.listJSON(listing.items, gaps: listing.gaps, vault: path) })
    if !listing.gaps.isEmpty { throw ExitCode(12) }
  }
}

/// `cordon vault show`: everything of one item.
struct ShowItemCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show everything that is known of one item.")

  @Argument(help: ArgumentHelp("The item, or the first digits of its name.", valueName: "id"))
  var item: String

  @OptionGroup var place: VaultPlaceOptions
  @OptionGroup var output: OutputOptions

  static let environmentOptions: [EnvironmentOption] =
    VaultPlaceOptions.environmentOptions + OutputOptions.environmentOptions

  func run() throws {
    try output.check([.table, .json])
    let vault: Vault = try Vault(try place.place(), access: .reading)
    let found: VaultItem
    do throws(RespondFailure) {
      found = try vault.find(item)
    } catch  where error.obstacle == .unknownItem {
      throw CordonError(
        .notFound, "The vault has no such item, or several. List them: cordon vault list", cause: error.detail)
    } catch {
      throw CordonError(
        .badInput, "The item cannot be read.", location: .init(file: PrintablePath.text(vault.path)),
        cause: error.detail)
    }
    try output.write(
      table: { ResponseRenderer.show(found, options: $0) }, json: { ResponseRenderer.showJSON(found) })
  }
}

/// `cordon vault export`: a readable copy.
struct ExportItemCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write a readable copy of an item, for analysis.",
    discussion: """
      The copy is the harmful file itself: readable by you alone, not to be
      executed, and never in the place of another file. The item stays.
      """)

  @Argument(help: ArgumentHelp("The item, or the first digits of its name.", valueName: "id"))
  var item: String

  @Argument(help: ArgumentHelp("A file that is not there yet.", valueName: "file"), completion: .file())
  var file: String

  @OptionGroup var response: ResponseOptions
  @OptionGroup var output: OutputOptions

  static let environmentOptions: [EnvironmentOption] =
    ResponseOptions.environmentOptions + OutputOptions.environmentOptions

  func run() throws {
    try output.check([.table, .json])
    try ItemAct.run(.export, item, to: file, acceptsLoss: false, response, output)
  }
}

/// Where the vault lies, for commands that only look.
struct VaultPlaceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of the vault. Default: /var/lib/cordon/vault for root, ~/.local/share/cordon/vault for others.",
      valueName: "dir"),
    completion: .directory)
  var vault: String?

  static let environmentOptions: [EnvironmentOption] = [EnvironmentOption(name: "vault")]

  func place() throws(CordonError) -> String { try ResponseOptions.place(vault) }
}
