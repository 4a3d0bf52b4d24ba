internal import ArgumentParser
internal import CordonCollect
internal import CordonModel
internal import CordonOperations
internal import CordonReport

/// `cordon scan`: is anything in these files known to be bad?
struct ScanCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Is anything in these files known to be bad?",
    discussion: """
      Examples:
        cordon scan ~/Downloads                  hashes and rules of all advisories
        cordon scan --rules my.yar /srv          own YARA rules as well
        cordon scan --no-advisories --rules d/ . only those
        cordon scan --hashes -o csv=all.csv /usr every file with its digests
        find / -newer x -print0 | cordon scan --files-from -
        cordon scan --nice --rate 20 /           stays in the background

      Files are read once; those that did not change since the last scan are
      answered from a cache (~/.cache/cordon, /var/cache/cordon for root).
      Archives are looked into: outer.zip!/inner.dll.

      Exit codes:
        10 a file is affected, 11 suspected, 12 not everything could be looked
        at, 0 else. --fail-on narrows which of them are not 0. 130 interrupted:
        what was found so far is in the output.
      """)

  @Argument(help: ArgumentHelp("Files and folders.", valueName: "path"), completion: .file())
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "Look for the YARA rules of this file, or of all *.yar in it. Repeatable.", valueName: "file|dir"),
    completion: .file())
  var rules: [String] = []

  @Option(
    help: ArgumentHelp(
      "Scan what this file names, - for standard input: separated by NUL where there is one, else by lines.",
      valueName: "file"))
  var filesFrom: String?

  @OptionGroup var reading: FileReadingOptions

  @Flag(help: "Look for nothing but the rules given with --rules.")
  var noAdvisories = false

  @Flag(help: "List every file with its digests.")
  var hashes = false

  @Option(help: "Exit with 0 below this verdict: affected, suspected, unknown or never.")
  var failOn: FailOn = .unknown

  @Flag(name: .shortAndLong, help: "Show everything, not the first few.")
  var verbose = false

  @OptionGroup var output: OutputOptions

  static let environmentOptions: [EnvironmentOption] =
    [
      EnvironmentOption(name: "rules"), EnvironmentOption(name: "files-from"),
      EnvironmentOption(name: "no-advisories", isFlag: true), EnvironmentOption(name: "hashes", isFlag: true),
      EnvironmentOption(name: "fail-on"), EnvironmentOption(name: "verbose", short: "v", isFlag: true),
    ] + FileReadingOptions.environmentOptions + OutputOptions.environmentOptions

  mutating func validate() throws {
    if paths.isEmpty, filesFrom == nil {
      throw ValidationError("Name the files and folders to scan, or a list of them with --files-from.")
    }
    if noAdvisories, rules.isEmpty, !hashes {
      throw ValidationError("--no-advisories leaves nothing to look for. Give rules with --rules, or ask for --hashes.")
    }
  }

  func run() throws {
    try output.check(ScanWriter.formats)
    let library: AdvisoryLibrary? = noAdvisories ? nil : try AdvisoryLoader.load(places: .ofThisProcess, files: [])
    let request: ScanRequest = try request()
    let interruption: CancellationFlag = Interruption.watch()
    let progress = ProgressLine(german: output.chosenLanguage == .german)
    let observer = FileScanObserver(
      cancellation: interruption, progress: progress.map { line in { line.update(scan: $0) } })
    let operation = ScanOperation(library: library, observer: observer, clock: { .now })
    defer { progress?.end() }
    let writing = try ScanOutputs(output, verbose: verbose, listsEveryFile: hashes)
    try writing.begin(
      ScanWriter.Head(
        startedAt: .now, toolVersion: ToolVersion.current, paths: request.paths.map { PrintablePath.text($0) }))
    let outcome: ScanOperation.Outcome = try operation.run(request) { (file) throws(CordonError) in
      try writing.add(file)
    }
    progress?.end()
    for notice in outcome.notices { StandardStreams.writeError(InertText("cordon: " + notice).text + "\n") }
    let report: ScanReport = outcome.report
    let code: Int32 = report.isInterrupted ? 130 : failOn.exitCode(for: report.verdict)
    try writing.end(report, exitCode: code)
    throw ExitCode(code)
  }

  private func request() throws(CordonError) -> ScanRequest {
    var all: [[UInt8]] = paths.map { Array($0.utf8) }
    if let filesFrom { all += PathList.read(try InputFile.read(filesFrom, limit: InputFile.defaultLimit)) }
    guard !all.isEmpty else {
      throw CordonError(
        .badInput, "The list names no file.", location: .init(file: InputFile.name(filesFrom ?? "-")))
    }
    let files = RuleFiles.read(rules)
    let isForPrograms: Bool = output.outputs.contains { $0.format != .table }
    return ScanRequest(
      paths: all, rules: files.sources, ruleProblems: files.problems,
      digests: hashes && isForPrograms ? [.sha1, .md5] : [],
      options: reading.scanOptions)
  }
}
