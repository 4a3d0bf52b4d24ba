internal import ArgumentParser
internal import CordonModel
internal import CordonNetfilter
internal import CordonOperations
internal import CordonReport
internal import Foundation

/// `cordon isolate`: this machine talks to nobody but those who are kept.
struct IsolateCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "isolate",
    abstract: "Cut this machine off, except for the addresses you keep",
    discussion: """
      Examples:
        cordon isolate --keep 192.0.2.10:443 --until 2026-12-01 --reason "3CX, case 17"
        cordon isolate --keep mgmt.example.com:443 --keep-from 192.0.2.7:22 \\
          --until-person anna --reason "waits for forensics"
        cordon isolate --keep 192.0.2.10:443 --until-revision 3cx-2023 --reason …
        cordon isolate … --dry-run         show the rules and change nothing
        cordon isolate --confirm           you still reach it: it stays
        cordon isolate --status            how does it stand?
        cordon isolate --print-unit        the systemd unit that survives a restart

      Names are resolved once, before anything is closed. Open connections to others
      end at once. Unless a new connection to a kept address comes about, or you
      confirm in time, everything is taken back. Only root can do this.

      Exit codes: 0 done, 69 no kept address can be reached, 75 waits for --confirm,
      77 not permitted.
      """)

  @Option(
    help: ArgumentHelp("Goes on talking to this address. Repeatable.", valueName: "address:port[/udp]"))
  var keep: [String] = []

  @Option(
    help: ArgumentHelp(
      "This address may go on connecting to this port here, such as your own shell. Repeatable.",
      valueName: "address:port[/udp]"))
  var keepFrom: [String] = []

  @Option(help: ArgumentHelp("Names may be asked for at this one address; else not at all.", valueName: "address"))
  var resolver: String?

  @Option(help: ArgumentHelp("Ends by itself at this time (UTC).", valueName: "date"))
  var until: String?

  @Option(help: ArgumentHelp("Ends when this person says so.", valueName: "name"))
  var untilPerson: String?

  @Option(help: ArgumentHelp("Asks for review at the next revision of this advisory.", valueName: "advisory"))
  var untilRevision: String?

  @Option(help: "Why.")
  var reason: String?

  @Option(help: ArgumentHelp("Seconds until it is taken back unless confirmed, 1 to 3600.", valueName: "seconds"))
  var confirmWithin: Int = 30

  @Flag(help: "Wait for --confirm by a person; try no connection.")
  var noProbe = false

  @Flag(help: "Show what would be done.")
  var dryRun = false

  @Flag(help: "Confirm that the machine can still be reached.")
  var confirm = false

  @Flag(help: "Show how the isolation stands.")
  var status = false

  @Flag(help: "Print the systemd unit that isolates the machine again when it starts.")
  var printUnit = false

  @Flag(name: .shortAndLong, help: "Show everything, not the first few.")
  var verbose = false

  @OptionGroup var output: OutputOptions

  static let environmentOptions: [EnvironmentOption] =
    [
      EnvironmentOption(name: "resolver"), EnvironmentOption(name: "reason"), EnvironmentOption(name: "confirm-within"),
      EnvironmentOption(name: "verbose", short: "v", isFlag: true),
    ] + OutputOptions.environmentOptions

  mutating func validate() throws {
    let modes: Int = [confirm, status, printUnit].filter { $0 }.count
    guard modes <= 1 else { throw ValidationError("--confirm, --status and --print-unit exclude each other.") }
    guard modes == 0 else { return }
    let ends: Int = [until, untilPerson, untilRevision].compactMap { $0 }.count
    guard !keep.isEmpty || !keepFrom.isEmpty else {
      throw ValidationError("Name at least one address that is kept: --keep 192.0.2.10:443")
    }
    guard ends == 1 else {
      throw ValidationError(
        "Say what ends the isolation: --until 2026-12-01, --until-person NAME or --until-revision ADVISORY")
    }
    guard let reason, !reason.isEmpty else { throw ValidationError("Say why: --reason \"3CX, case 17\"") }
    guard (1...3_600).contains(confirmWithin) else {
      throw ValidationError("--confirm-within is 1 to 3600 seconds.")
    }
  }

  func run() throws {
    try output.check(IsolationRenderer.formats)
    let program: NetfilterProgram = try .installed()
    if printUnit { return try StandardStreams.writeOutput(IsolationUnit.text(program: program.path)) }
    let operation = IsolationOperation(program: program, clock: { .now })
    let report: IsolationReport = try carryOut(operation)
    try IsolationOutput.write(report, output, verbose: verbose)
  }

  private func carryOut(_ operation: IsolationOperation) throws -> IsolationReport {
    if dryRun { return try operation.plan(try request()) }
    try IsolationOperation.requireRoot(
      "isolate " + (status ? "--status" : confirm ? "--confirm" : "--keep …"))
    if status { return try operation.status(revisions: revisions()) }
    if confirm {
      let reason: String = reason ?? "reached"
      return try IsolationLog.writing(.confirm, reason: reason) {
        try operation.confirm(by: OperatorName.ofThisProcess, reason: reason)
      }
    }
    let request: IsolationRequest = try request()
    return try IsolationLog.writing(.isolate, reason: request.reason) { try operation.isolate(request) }
  }

  private func request() throws -> IsolationRequest {
    var request = IsolationRequest(
      keep: try keep.map(place), keepFrom: try keepFrom.map(place), end: try end(), reason: reason ?? "",
      operatorName: OperatorName.ofThisProcess)
    request.confirmWithin = confirmWithin
    request.confirmsByProbe = !noProbe
    if let resolver {
      guard let address = NetworkAddress(parsing: resolver) else {
        throw CordonError(.usage, "--resolver \(resolver.prefix(60)) is not an address. Write it as 192.0.2.53.")
      }
      request.resolver = address
    }
    if case .revision(let advisory) = request.end { request.advisory = advisory }
    return request
  }

  private func place(_ text: String) throws -> KeptPlace {
    guard let place = KeptPlace(parsing: text) else {
      throw CordonError(
        .usage,
        "\(text.prefix(80)) is not an address with a port. Write 192.0.2.10:443, [2001:db8::1]:443 or name.example:443."
      )
    }
    return place
  }

  private func end() throws -> IsolationEnd {
    if let until {
      guard let date = Timestamp(parsing: until) else {
        throw CordonError(.usage, "--until \(until.prefix(40)) is not a date. Write 2026-12-01 or 2026-12-01T18:00Z.")
      }
      return .date(date)
    }
    if let untilPerson { return .person(untilPerson) }
    let library: AdvisoryLibrary = try AdvisoryLoader.load(places: .ofThisProcess, files: [])
    let name: String = (untilRevision ?? "").lowercased()
    guard
      let found = library.entries.first(where: { entry in
        entry.advisory.id == name || entry.advisory.aliases.contains { $0.lowercased() == name }
      })
    else {
      throw CordonError(
        .notFound, "There is no advisory “\(name.prefix(80))”. `cordon advisory list` names all of them.")
    }
    return .revision(found.advisory.reference)
  }

  /// The highest revision of each advisory that is loaded; none when they cannot be.
  private func revisions() -> [String: Int] {
    let library: AdvisoryLibrary? = try? AdvisoryLoader.load(places: .ofThisProcess, files: [])
    return Dictionary(
      (library?.entries ?? []).map { ($0.advisory.id, $0.advisory.revision) }, uniquingKeysWith: { max($0, $1) })
  }
}

/// How a command about an isolation ends.
enum IsolationOutput {
  static func write(_ report: IsolationReport, _ output: OutputOptions, verbose: Bool) throws {
    let code: Int32 = exitCode(report)
    try output.write(
      table: { IsolationRenderer.text(report, options: $0) },
      json: { IsolationRenderer.json(report, exitCode: code) }, verbose: verbose)
    if code != 0 { throw ExitCode(code) }
  }

  /// The exit code of DESIGN.md section 4.
  private static func exitCode(_ report: IsolationReport) -> Int32 {
    switch report.outcome {
    case .done: 0
    case .failed: 1
    case .refused: 77
    case .unreachable: 69
    case .waiting: 75
    }
  }
}
