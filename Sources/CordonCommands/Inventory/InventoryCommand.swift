internal import ArgumentParser
internal import CordonCollect
internal import CordonModel
internal import CordonOperations
internal import CordonReport

/// `cordon inventory`: what software is on this machine, mounted root or folder?
struct InventoryCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "inventory",
    abstract: "What software is on this machine?",
    discussion: """
      Examples:
        cordon inventory                              this machine, as a table
        cordon inventory -o cyclonedx=sbom.json       CycloneDX 1.6
        cordon inventory --root /mnt/disk -o csv      a mounted system
        cordon inventory --path . --only npm-packages a folder, one kind
        cordon inventory --diff old.json              what changed since then
        cordon inventory --limits                     every limit of the look

      --diff reads what -o json wrote, and CycloneDX JSON of any program.
      What passes a limit is listed as a gap, never left out in silence.

      Exit codes:
        0 done. What could not be looked at is in the output and noted on
        standard error; with --strict it is 12. 130 interrupted.
      """)

  @Option(help: ArgumentHelp("Look at the system mounted here instead of this machine.", valueName: "dir"))
  var root: String?

  @Option(help: ArgumentHelp("Look only at this folder.", valueName: "dir"))
  var path: String?

  @Option(
    help: ArgumentHelp(
      "Only this kind of software: \(CheckKind.inventories.map(\.rawValue).joined(separator: ", ")). Repeatable.",
      valueName: "check"))
  var only: [String] = []

  @Option(
    help: ArgumentHelp(
      "Do not look into this folder; it is listed as a gap. With --root and --path as seen from there. Repeatable.",
      valueName: "dir"))
  var exclude: [String] = []

  @Option(help: ArgumentHelp("Folder levels that are searched.", valueName: "number"))
  var depth: Int = InventoryOptions().depth

  @Option(help: ArgumentHelp("Levels of archives inside each other that are opened.", valueName: "number"))
  var archiveDepth: Int = InventoryOptions().archiveDepth

  @Option(help: ArgumentHelp("Packages that are kept.", valueName: "number"))
  var maxPackages: Int = InventoryOptions().packages

  @Option(help: ArgumentHelp("Show what changed since this inventory or CycloneDX file.", valueName: "file"))
  var diff: String?

  @Option(help: ArgumentHelp("Read at most this many bytes of it.", valueName: "number"))
  var inputBytes: Int = InputFile.defaultLimit

  @Flag(help: "Exit with 12 when not everything could be looked at.")
  var strict = false

  @Flag(help: "Show the limits of the look, and do not look.")
  var limits = false

  @Flag(name: .shortAndLong, help: "Show every place that could not be looked at, not the first few.")
  var verbose = false

  @OptionGroup var output: OutputOptions

  static let environmentOptions: [EnvironmentOption] =
    [
      EnvironmentOption(name: "root"), EnvironmentOption(name: "path"), EnvironmentOption(name: "only"),
      EnvironmentOption(name: "exclude"), EnvironmentOption(name: "depth"), EnvironmentOption(name: "archive-depth"),
      EnvironmentOption(name: "max-packages"),
      EnvironmentOption(name: "diff"), EnvironmentOption(name: "input-bytes"),
      EnvironmentOption(name: "strict", isFlag: true), EnvironmentOption(name: "limits", isFlag: true),
      EnvironmentOption(name: "verbose", short: "v", isFlag: true),
    ] + OutputOptions.environmentOptions

  mutating func validate() throws {
    if root != nil, path != nil {
      throw ValidationError("--root and --path exclude each other: a mounted system, or a folder.")
    }
    let numbers: [(String, Int)] = [
      ("--depth", depth), ("--archive-depth", archiveDepth), ("--max-packages", maxPackages),
      ("--input-bytes", inputBytes),
    ]
    for (name, value) in numbers where value < 1 { throw ValidationError("\(name) is a number from 1 on.") }
    _ = try checks()
    if root == nil, path == nil, let relative = exclude.first(where: { !$0.hasPrefix("/") }) {
      throw ValidationError("--exclude \(relative): a folder of this machine starts with a slash.")
    }
  }

  func run() throws {
    if limits { return try writeLimits() }
    for wanted in output.outputs {
      if diff == nil {
        try InventoryRenderer.refuse(wanted.format)
      } else {
        try InventoryDifferenceRenderer.refuse(wanted.format)
      }
    }
    let baseline: BaselineInventory? = try diff.map { file in
      try BaselineInventory(InputFile.read(file, limit: inputBytes), file: InputFile.name(file))
    }
    let report: InventoryReport = try look()
    if let baseline {
      try write(InventoryDifference(from: baseline, to: report))
    } else {
      try output.write(formats: InventoryRenderer.formats, verbose: verbose) {
        (format, options, buffer) throws(CordonError) in
        try InventoryRenderer.write(report, as: format, options: options, to: &buffer)
      }
    }
    try end(report)
  }

  private func look() throws -> InventoryReport {
    let interruption: CancellationFlag = Interruption.watch()
    let progress = ProgressLine(german: output.chosenLanguage == .german)
    let observer = CollectionObserver(cancellation: interruption, progress: { progress?.update(entries: $0) })
    defer { progress?.end() }
    return try InventoryOperation(options: options, observer: observer, clock: { .now }).run(target, checks: checks())
  }

  private func write(_ difference: InventoryDifference) throws {
    try output.write(formats: InventoryDifferenceRenderer.formats, verbose: verbose) {
      (format, options, buffer) throws(CordonError) in
      try InventoryDifferenceRenderer.write(difference, as: format, options: options, to: &buffer)
    }
  }

  /// The note for those who do not see the coverage, and the exit code.
  private func end(_ report: InventoryReport) throws {
    let isShown: Bool = output.outputs.isEmpty || output.outputs.contains { $0.format == .table && $0.file == nil }
    if !isShown || diff != nil, let note = InventoryRenderer.note(report, language: output.chosenLanguage) {
      StandardStreams.writeError("cordon: " + note + "\n")
    }
    if report.isInterrupted { throw ExitCode(130) }
    if strict, !report.isComplete { throw ExitCode(12) }
  }

  private var target: CollectionRequest {
    if let root { return .root(root) }
    if let path { return .folder(path) }
    return .live
  }

  private var options: InventoryOptions {
    var options = InventoryOptions()
    options.depth = depth
    options.archiveDepth = archiveDepth
    options.packages = maxPackages
    options.excludedFolders = exclude
    return options
  }

  /// What to look at. A list with commas counts as several, which is how the environment can name more than one.
  private func checks() throws -> Set<CheckKind> {
    let names: [Substring] = only.flatMap { $0.split(separator: ",") }
    var checks: Set<CheckKind> = []
    for name in names {
      guard let check = CheckKind(rawValue: String(name)), CheckKind.inventories.contains(check) else {
        throw ValidationError(
          "--only \(name): choose among \(CheckKind.inventories.map(\.rawValue).joined(separator: ", ")).")
      }
      checks.insert(check)
    }
    return checks.isEmpty ? Set(CheckKind.inventories) : checks
  }

  private func writeLimits() throws {
    let limits: [InventoryLimit] = options.limits
    try output.write(
      table: { InventoryLimitsPage.text(limits, options: $0) }, json: { InventoryLimitsPage.json(limits) })
  }
}
