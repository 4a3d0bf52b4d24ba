package import CordonModel

/// What one run of a response did, for every format.
package struct ResponseReport: Sendable {
  /// What was asked for.
  package var kind: ResponseAction.Kind
  /// One entry a file, in the order they were named.
  package var dispositions: [Disposition]
  /// What became of acts that an earlier run had left unfinished.
  package var recovered: [Disposition]
  /// The folder of the vault, printable.
  package var vault: String
  /// Nothing was changed.
  package var isDryRun: Bool

  package init(
    kind: ResponseAction.Kind, dispositions: [Disposition], recovered: [Disposition] = [], vault: String,
    isDryRun: Bool = false
  ) {
    self.kind = kind
    self.dispositions = dispositions
    self.recovered = recovered
    self.vault = vault
    self.isDryRun = isDryRun
  }

  /// Those that came out as asked.
  var succeeded: [Disposition] { dispositions.filter { $0.outcome == .done || $0.outcome == .planned } }
}

/// Responses and vaults in every format they can be written in.
package enum ResponseRenderer {
  /// For people.
  package static func text(_ report: ResponseReport, options: TextOptions) -> String {
    write(ResponsePage(report: report, options: options).document(), options)
  }

  /// `cordon.response`, version 1.
  package static func json(_ report: ResponseReport) -> [UInt8] { ResponseJSON.report(report).bytes }

  /// The items of a vault, for people.
  ///
  /// - Parameter vault: its folder, printable.
  package static func list(
    _ items: [VaultItem], gaps: [Coverage.Gap], vault: String, options: TextOptions
  ) -> String {
    write(VaultPage(items: items, gaps: gaps, vault: vault, options: options).list(), options)
  }

  /// `cordon.vault-list`, version 1.
  package static func listJSON(_ items: [VaultItem], gaps: [Coverage.Gap], vault: String) -> [UInt8] {
    ResponseJSON.list(items, gaps: gaps, vault: vault).bytes
  }

  /// Everything of one item, for people.
  package static func show(_ item: VaultItem, options: TextOptions) -> String {
    write(VaultPage(items: [item], gaps: [], vault: "", options: options).show(item), options)
  }

  /// `cordon.vault-item`, version 1.
  package static func showJSON(_ item: VaultItem) -> [UInt8] { ResponseJSON.single(item).bytes }

  private static func write(_ document: Document, _ options: TextOptions) -> String {
    DocumentTextWriter.text(of: document, width: options.width, usesColour: options.colour)
  }
}
