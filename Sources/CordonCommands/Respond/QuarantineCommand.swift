internal import ArgumentParser
internal import CordonCollect
internal import CordonModel
internal import CordonOperations
internal import CordonReport
internal import CordonRespond

/// `cordon quarantine`: takes files away, with a way back.
struct QuarantineCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "quarantine",
    abstract: "Take files away into the vault, with a way back.",
    discussion: """
      Examples:
        cordon quarantine ~/Downloads/setup.exe --reason "case 17"
        cordon quarantine --from result.json --dry-run   what a check found
        cordon quarantine --stop /opt/app/agent          ends what runs from it
        find /srv -newer x -print0 | cordon quarantine --files-from -

      Each file is copied sealed, read back, and only then removed from its
      place. Undo: cordon restore ID. A run that was cut off is finished or
      taken back by the next one.

      Exit codes:
        0 every file is in the vault, 65 one is not there or changed, 77 the
        system refused, 75 another run is changing the vault, 130 interrupted,
        1 refused for another reason, which is named.
      """)

  @Argument(help: ArgumentHelp("Files.", valueName: "file"), completion: .file())
  var files: [String] = []

  @Option(
    help: ArgumentHelp("Take the files that a saved result of a check calls affected.", valueName: "result.json"),
    completion: .file())
  var from: String?

  @Option(
    help: ArgumentHelp(
      "Take what this file names, - for standard input: separated by NUL where there is one, else by lines.",
      valueName: "file"))
  var filesFrom: String?

  @Flag(help: "End the processes that run from a file first.")
  var stop = false

  @Flag(help: "Take files that a package owns as well.")
  var packageFiles = false

  @OptionGroup var response: ResponseOptions

  @Flag(name: .shortAndLong, help: "Show everything, not the first few.")
  var verbose = false

  @OptionGroup var output: OutputOptions

  static let environmentOptions: [EnvironmentOption] =
    [
      EnvironmentOption(name: "from"), EnvironmentOption(name: "files-from"),
      EnvironmentOption(name: "verbose", short: "v", isFlag: true),
    ] + ResponseOptions.environmentOptions + OutputOptions.environmentOptions

  mutating func validate() throws {
    if files.isEmpty, from == nil, filesFrom == nil {
      throw ValidationError("Name the files to take, or a result of a check with --from.")
    }
  }

  func run() throws {
    try output.check([.table, .json])
    var request = QuarantineRequest(targets: try targets(), cause: response.cause, time: .now)
    request.stopsProcesses = stop
    request.takesPackageFiles = packageFiles
    let interruption: CancellationFlag = Interruption.watch()
    let place: String = try response.place()
    if response.isDryRun {
      return try ResponseEnding.finish(
        ResponseReport(
          kind: .quarantine, dispositions: Vault.plan(request, at: place),
          vault: PrintablePath.text(Array(place.utf8)), isDryRun: true), output: output, verbose: verbose)
    }
    let log: AuditedActs = try ResponseOptions.log()
    let vault: Vault = try Vault(place, access: .changing)
    let done: [Disposition] = try ResponseEnding.run(place) { () throws(RespondFailure) in
      try vault.quarantine(request, log: log, isCancelled: { interruption.isCancelled })
    }
    try ResponseEnding.finish(
      ResponseReport(
        kind: .quarantine, dispositions: done, recovered: vault.recovered, vault: PrintablePath.text(vault.path)),
      output: output, verbose: verbose)
  }

  private func targets() throws(CordonError) -> [QuarantineRequest.Target] {
    var all: [QuarantineRequest.Target] = files.map { .init(path: ResponseOptions.absolute(Array($0.utf8))) }
    if let filesFrom {
      let paths: [[UInt8]] = PathList.read(try InputFile.read(filesFrom, limit: InputFile.defaultLimit))
      all += paths.map { .init(path: ResponseOptions.absolute($0)) }
    }
    if let from {
      let found = FoundTargets(try LastResult.load(file: from))
      all += found.targets
      if found.suspected > 0 || found.setAside > 0 {
        StandardStreams.writeError(
          "cordon: not taken: \(found.suspected) only suspected, \(found.setAside) set aside by an exception\n")
      }
    }
    var seen: Set<[UInt8]> = []
    all = all.filter { seen.insert($0.path).inserted }
    guard !all.isEmpty else {
      throw CordonError(.badInput, "Nothing here is a file to take.", location: .init(file: from ?? filesFrom ?? ""))
    }
    return all
  }
}

/// How every response ends.
enum ResponseEnding {
  static func run<Result>(
    _ place: String, _ body: () throws(RespondFailure) -> Result
  ) throws(CordonError) -> Result {
    do throws(RespondFailure) {
      return try body()
    } catch {
      throw CordonError(
        .inputOutput, "The vault failed while it was changed. Run the command again: it finishes or takes back.",
        location: .init(file: PrintablePath.text(Array(place.utf8))), cause: error.detail)
    }
  }

  /// Writes what was done; the exit code is that of the first that did not come out as asked.
  static func finish(_ report: ResponseReport, output: OutputOptions, verbose: Bool) throws {
    try output.write(
      table: {
        var options: TextOptions = $0
        options.verbose = verbose
        return ResponseRenderer.text(report, options: options)
      }, json: { ResponseRenderer.json(report) })
    if let code = report.dispositions.lazy.map(\.exitCode).first(where: { $0 != 0 }) { throw ExitCode(code) }
  }
}
