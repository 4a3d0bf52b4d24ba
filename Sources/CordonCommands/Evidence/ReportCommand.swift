internal import ArgumentParser
internal import CordonModel
internal import CordonOperations
internal import CordonReport

/// `cordon report BUNDLE`: the report of a case, made from its evidence alone.
struct ReportCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the report of a case from its evidence.",
    discussion: """
      Verifies the bundle that `cordon check --case` filled, then writes what it
      holds: affected, protected, proof; what was looked at and found; the six
      steps; how anybody can verify it.

      Examples:
        cordon report case-17 --key evidence-key.pub -o html=report.html
        cordon report case-17 --lang de -o html=bericht.html -o md=bericht.md

      Exit codes:
        0 written; 65 something is wrong with the bundle: then the report says
        only that. Errors as everywhere.
      """)

  @Argument(help: ArgumentHelp("The folder of the bundle.", valueName: "bundle"), completion: .directory)
  var bundle: String

  @Option(
    name: .customLong("key"),
    help: ArgumentHelp(
      "A key you trust: its fingerprint, or its file evidence-key.pub. Repeatable.", valueName: "fingerprint|file"))
  var keys: [String] = []

  @Flag(name: .shortAndLong, help: "Show everything, not the first few.")
  var verbose = false

  @OptionGroup var output: OutputOptions

  static let environmentOptions: [EnvironmentOption] =
    [EnvironmentOption(name: "key"), EnvironmentOption(name: "verbose", short: "v", isFlag: true)]
    + OutputOptions.environmentOptions

  func run() throws {
    try output.check(CaseRenderer.formats)
    var reader = CaseReader()
    for key in keys { reader.keys.append(try EvidenceKeyStore.trusted(key)) }
    let contents: CaseContents = try reader.read(bundle)
    try output.write(formats: CaseRenderer.formats, verbose: verbose) {
      (format, options, buffer) throws(CordonError) in
      try CaseRenderer.write(contents, as: format, options: options, to: &buffer)
    }
    if contents.verdict.state == .manipulated { throw ExitCode(BundleVerdict.State.manipulated.exitCode) }
  }
}
