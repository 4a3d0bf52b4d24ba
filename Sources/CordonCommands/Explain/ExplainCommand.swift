internal import ArgumentParser
internal import CordonModel
internal import CordonOperations
internal import CordonReport

/// `cordon explain [ADVISORY|FINDING]`: why the last check answered what it did, and what would change that.
struct ExplainCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Why is the answer what it is?",
    discussion: """
      Examples:
        cordon explain                          every advisory of the last check, in short
        cordon explain xz-2024                  why, or why not, and how old that is
        cordon explain F-4560f8e2a8acc5b6       one finding
        cordon explain --from result.json       of a result saved with -o json=FILE
        cordon explain -o html=why.html 3cx-2023

      The last result of `cordon check` is kept in $XDG_STATE_HOME/cordon, for you
      alone; --no-save keeps none.
      """)

  @Argument(help: ArgumentHelp("Id or alias of an advisory, or a finding.", valueName: "advisory|finding"))
  var name: String?

  @Option(help: ArgumentHelp("Explain this saved result instead of the last one.", valueName: "file"))
  var from: String?

  @Option(name: .customLong("advisory"), help: ArgumentHelp("Also load this advisory file.", valueName: "file"))
  var files: [String] = []

  @Flag(name: .shortAndLong, help: "Show every row, not the first few.")
  var verbose = false

  @OptionGroup var output: OutputOptions

  static let environmentOptions: [EnvironmentOption] =
    [
      EnvironmentOption(name: "from"), EnvironmentOption(name: "advisory"),
      EnvironmentOption(name: "verbose", short: "v", isFlag: true),
    ] + OutputOptions.environmentOptions

  func run() throws {
    try output.check(ExplainRenderer.formats)
    let (report, file): (CheckReport, String) = try result()
    let library: AdvisoryLibrary = try library()
    var request = ExplainRequest(
      report: report, file: file, now: .now,
      packs: Dictionary(
        library.entries.map { ($0.advisory.id, ExplainRequest.Pack(advisory: $0.advisory, file: $0.origin.path)) },
        uniquingKeysWith: { first, _ in first }))
    if let name { request.subject = try ExplainedSubject.find(name, in: report, library) }
    try output.write(formats: ExplainRenderer.formats, verbose: verbose) {
      (format, options, buffer) throws(CordonError) in
      try ExplainRenderer.write(request, as: format, options: options, to: &buffer)
    }
  }

  private func result() throws(CordonError) -> (CheckReport, String) {
    if let from { return (try LastResult.load(file: from), from) }
    guard let place = LastResultPlace.ofThisProcess else {
      throw CordonError(
        .notFound, "Neither HOME nor XDG_STATE_HOME is set, so no result was kept. Name one with --from FILE.")
    }
    return (try LastResult.load(from: place), place.path)
  }

  /// The advisories, for their rows. Without an installation the result still explains itself.
  private func library() throws(CordonError) -> AdvisoryLibrary {
    do throws(CordonError) {
      return try AdvisoryLoader.load(places: .ofThisProcess, files: files)
    } catch  where error.code == .configuration && files.isEmpty {
      return AdvisoryLibrary()
    } catch {
      throw error
    }
  }
}
