internal import ArgumentParser
internal import CordonModel
internal import CordonReport
internal import Foundation

/// How a command that yields findings speaks.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      """
      Format: table, plain, json, ndjson, csv, sarif, junit, md, html or cyclonedx, as far as the command has it. \
      Repeatable; with =FILE into a file.
      """, valueName: "format[=file]"))
  var outputs: [OutputDestination] = []

  @Option(name: .customLong("lang"), help: "Language: en or de. Default: the locale, else en.")
  var language: Language?

  @Option(help: "When to colour: auto, always or never. NO_COLOR is respected.")
  var color: ColourChoice = .auto

  static let environmentOptions: [EnvironmentOption] = [
    EnvironmentOption(name: "output", short: "o"), EnvironmentOption(name: "lang"), EnvironmentOption(name: "color"),
  ]

  mutating func validate() throws {
    let onStandardOutput: Int = outputs.filter { $0.file == nil }.count
    guard onStandardOutput <= 1 else {
      throw ValidationError(
        "Two formats cannot share standard output. Write one into a file: -o table -o json=result.json")
    }
  }

  /// The language asked for, else that of the locale.
  var chosenLanguage: Language {
    if let language { return language }
    let environment: [String: String] = ProcessInfo.processInfo.environment
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = environment[name], !value.isEmpty else { continue }
      return value.hasPrefix("de") ? .german : .english
    }
    return .english
  }

  /// Width, colour and language of text output.
  func textOptions(verbose: Bool = false) -> TextOptions {
    let environment: [String: String] = ProcessInfo.processInfo.environment
    let colour: Bool =
      switch color {
      case .always: true
      case .never: false
      case .auto:
        StandardStreams.outputIsTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
      }
    return TextOptions(
      language: chosenLanguage, width: StandardStreams.width, colour: colour, verbose: verbose)
  }

  /// Writes every output asked for; files first, so that a closed pipe loses none of them.
  ///
  /// - Parameters:
  ///   - formats: what this command can write; another one is a usage error that names these.
  ///   - render: writes the result in one of them.
  func write(
    formats: [OutputFormat], verbose: Bool = false,
    render: (OutputFormat, TextOptions, inout ResultOutput) throws(CordonError) -> Void
  ) throws {
    try check(formats)
    let wanted: [OutputDestination] = outputs.isEmpty ? [OutputDestination(format: .table, file: nil)] : outputs
    for output in wanted.sorted(by: { $0.file != nil && $1.file == nil }) {
      var options: TextOptions = textOptions(verbose: verbose)
      if let file = output.file {
        options.colour = false
        options.width = 80
        let target: OutputFile = try OutputFile(path: file)
        var buffer = ResultOutput { (piece) throws(CordonError) in try target.write(piece) }
        try render(output.format, options, &buffer)
        try buffer.finish()
        try target.commit()
      } else {
        var buffer = ResultOutput { (piece) throws(CordonError) in try StandardStreams.writeOutput(piece) }
        try render(output.format, options, &buffer)
        try buffer.finish()
      }
    }
  }

  /// Before anything is looked at: whether every format asked for is one of `formats`, and every file can be there.
  ///
  /// - Throws: ``CordonError`` `usage` or `input-output`.
  func check(_ formats: [OutputFormat]) throws {
    var files: Set<String> = []
    for case let file? in outputs.map(\.file) {
      try OutputFile.check(file)
      guard files.insert(URL(fileURLWithPath: file).standardizedFileURL.path).inserted else {
        throw CordonError(.usage, "Two formats cannot share a file. Name another one.", location: .init(file: file))
      }
    }
    for output in outputs where !formats.contains(output.format) {
      throw CordonError(
        .usage,
        "This command cannot write \(output.format.rawValue). It can write "
          + formats.map(\.rawValue).joined(separator: ", ") + ".")
    }
  }

  /// For commands that know a table and JSON.
  func write(table: (TextOptions) -> String, json: () -> [UInt8], verbose: Bool = false) throws {
    try write(formats: [.table, .json], verbose: verbose) { (format, options, output) throws(CordonError) in
      try output.append(format == .json ? json() : Array(table(options).utf8))
    }
  }
}

/// One `-o FORMAT[=FILE]`.
struct OutputDestination: ExpressibleByArgument {
  var format: OutputFormat
  var file: String?

  init(format: OutputFormat, file: String?) {
    self.format = format
    self.file = file
  }

  init?(argument: String) {
    let parts: [Substring] = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let format = OutputFormat(rawValue: String(first)) else { return nil }
    if parts.count == 2, parts[1].isEmpty { return nil }
    self.init(format: format, file: parts.count == 2 ? String(parts[1]) : nil)
  }
}

enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

extension Language: ExpressibleByArgument {}
extension FailOn: ExpressibleByArgument {}
