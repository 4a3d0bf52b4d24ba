internal import ArgumentParser
internal import CordonCollect
internal import CordonModel
internal import CordonOperations
internal import CordonReport

/// `cordon check`: is this machine, mounted root or folder affected?
struct CheckCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Is this machine affected?",
    discussion: """
      Examples:
        cordon check                            every advisory, this machine
        cordon check 3cx-2023 CVE-2024-3094     two of them, by id or alias
        cordon check --root /mnt/disk           a mounted system
        cordon check --path ~/project           a folder: limits the search
        cordon check --deep                     and every file, by hash and rule
        cordon check --log /var/log/squid       whom did it talk to?
        cordon check -o table -o json=out.json  two outputs of one run
        cordon check --plain --fail-on never    a status line for monitoring
        cordon check --case case-17             and keep the evidence, signed

      Exit codes:
        0 not affected or remediated, 10 affected, 11 suspected,
        12 unknown: a required check has no fresh, complete result.
      --fail-on narrows which of them are not 0. What an exception sets aside is
      shown, but does not count (Documentation/Exceptions.md).
      """)

  @Argument(
    help: ArgumentHelp("Ids or aliases; none means every advisory.", valueName: "advisory"),
    completion: AdvisoryCompletion.ids)
  var advisories: [String] = []

  @Flag(help: "Every advisory, also when files are named with --advisory.")
  var all = false

  @Option(
    name: .customLong("advisory"), help: ArgumentHelp("Also load this advisory file.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var files: [String] = []

  @Option(
    help: ArgumentHelp("Check the system mounted here instead of this machine.", valueName: "dir"),
    completion: .directory)
  var root: String?

  @Option(help: ArgumentHelp("Check only this folder.", valueName: "dir"), completion: .directory)
  var path: String?

  @Flag(help: "Read every file too, by hash and rule, and all records of contacts.")
  var deep = false

  @Option(
    name: .customLong("log"),
    help: ArgumentHelp(
      "Look through this log of look-ups or fetches, or all in this folder; FORMAT=PATH names its format. Repeatable.",
      valueName: "path"),
    completion: .file())
  var logs: [String] = []

  @Option(help: "Exit with 0 below this verdict: affected, suspected, unknown or never.")
  var failOn: FailOn = .unknown

  @Option(
    name: .customLong("exceptions"),
    help: ArgumentHelp("Use the exceptions of this file, and of no other.", valueName: "file"))
  var exceptionFiles: [String] = []

  @Flag(help: "Use no exceptions, whatever else is set.")
  var noExceptions = false

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp(
      "Keep the evidence in this folder, signed, for `cordon verify` and `cordon report`.", valueName: "dir"),
    completion: .directory)
  var caseFolder: String?

  @Flag(help: "Do not keep the result for `cordon explain`.")
  var noSave = false

  @Flag(name: .shortAndLong, help: "Show everything, not the first few.")
  var verbose = false

  @Flag(help: "One status line, then one line a finding, for monitoring scripts: -o plain.")
  var plain = false

  @OptionGroup var reading: FileReadingOptions

  @OptionGroup var output: OutputOptions

  static let environmentOptions: [EnvironmentOption] =
    [
      EnvironmentOption(name: "all", isFlag: true), EnvironmentOption(name: "advisory"),
      EnvironmentOption(name: "root"), EnvironmentOption(name: "path"), EnvironmentOption(name: "deep", isFlag: true),
      EnvironmentOption(name: "log"), EnvironmentOption(name: "fail-on"),
      EnvironmentOption(name: "exceptions"), EnvironmentOption(name: "no-exceptions", isFlag: true),
      EnvironmentOption(name: "case"), EnvironmentOption(name: "no-save", isFlag: true),
      EnvironmentOption(name: "verbose", short: "v", isFlag: true), EnvironmentOption(name: "plain", isFlag: true),
    ] + FileReadingOptions.environmentOptions + OutputOptions.environmentOptions

  mutating func validate() throws {
    if plain {
      output.outputs.append(OutputDestination(format: .plain, file: nil))
      try output.validate()
    }
    if root != nil, path != nil {
      throw ValidationError("--root and --path exclude each other: a mounted system, or a folder.")
    }
    if all, !advisories.isEmpty {
      throw ValidationError("--all already asks about every advisory; leave the names out.")
    }
  }

  func run() throws {
    try output.check(CheckRenderer.formats)
    let library: AdvisoryLibrary = try AdvisoryLoader.load(places: .ofThisProcess, files: files)
    var evidence: CaseOption?
    if let caseFolder { evidence = try CaseOption(caseFolder, language: output.chosenLanguage) }
    let interruption: CancellationFlag = Interruption.watch()
    let progress = ProgressLine(german: output.chosenLanguage == .german)
    let observer = CollectionObserver(cancellation: interruption, progress: { progress?.update(entries: $0) })
    let operation = CheckOperation(
      library: library, exceptions: try exceptions(), observer: observer,
      scanProgress: ProgressLine.ofScan(progress), clock: { .now })
    defer { progress?.end() }
    var request = CheckRequest(
      target: target, selection: selection, depth: deep ? .deep : .quick, scan: reading.scanOptions,
      logs: logs.map { NamedLog(parsing: $0) })
    request.keepsCase = evidence != nil
    var (report, inventory): (CheckReport, Inventory) = try operation.look(request)
    progress?.end()
    for notice in report.notices { StandardStreams.writeError(InertText("cordon: " + notice).text + "\n") }
    // A case that could not be kept takes no answer away, but proves nothing.
    let notKept: CordonError? = evidence.flatMap {
      $0.error(keeping: CaseKeeping.Evidence(report: report, inventory: inventory, library: library, failOn: failOn))
    }
    if notKept != nil { report.steps = report.steps?.withoutCase() }
    keep(report)
    try output.write(formats: CheckRenderer.formats, verbose: verbose) {
      (format, options, buffer) throws(CordonError) in
      try CheckRenderer.write(report, as: format, options: options, failOn: failOn, to: &buffer)
    }
    if let notKept { throw notKept }
    if report.isInterrupted { throw ExitCode(130) }
    throw ExitCode(failOn.exitCode(for: report.openVerdict))
  }

  private var target: CollectionRequest {
    if let root { return .root(root) }
    if let path { return .folder(path) }
    return .live
  }

  /// Keeps the result for `cordon explain`, an interrupted one too. Failing at that changes no answer.
  private func keep(_ report: CheckReport) {
    guard !noSave else { return }
    do throws(CordonError) {
      guard let place = LastResultPlace.ofThisProcess else {
        throw CordonError(.configuration, "Neither HOME nor XDG_STATE_HOME is set.")
      }
      try LastResult.save(report, failOn: failOn, in: place)
    } catch {
      guard verbose else { return }
      StandardStreams.writeError(
        InertText("cordon: the result was not kept for `cordon explain`: \(error)").text + "\n")
    }
  }

  private func exceptions() throws(CordonError) -> LoadedExceptions {
    if noExceptions { return .none }
    guard exceptionFiles.isEmpty else { return try ExceptionLoader.load(files: exceptionFiles) }
    return ExceptionLoader.load(places: .ofThisProcess, examining: target)
  }

  private var selection: CheckRequest.Selection {
    if !advisories.isEmpty { return .named(advisories) }
    return files.isEmpty || all ? .all : .files
  }
}
