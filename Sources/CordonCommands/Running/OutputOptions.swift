internal import ArgumentParser
internal import CordonModel
internal import CordonReport
internal import Foundation

/// How a command that yields findings speaks.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Format: table or json. Repeatable; with =FILE into a file.", valueName: "format[=file]"))
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
  func write(table: (TextOptions) -> String, json: () -> [UInt8], verbose: Bool = false) throws {
    let wanted: [OutputDestination] = outputs.isEmpty ? [OutputDestination(format: .table, file: nil)] : outputs
    for output in wanted.sorted(by: { $0.file != nil && $1.file == nil }) {
      var options: TextOptions = textOptions(verbose: verbose)
      if output.file != nil {
        options.colour = false
        options.width = 80
      }
      let bytes: [UInt8] = output.format == .json ? json() : Array(table(options).utf8)
      if let file = output.file {
        try OutputFile.write(bytes, to: file)
      } else {
        try StandardStreams.writeOutput(bytes)
      }
    }
  }
}

/// One `-o FORMAT[=FILE]`.
struct OutputDestination: ExpressibleByArgument {
  enum Format: String, CaseIterable {
    case table, json
  }

  var format: Format
  var file: String?

  init(format: Format, file: String?) {
    self.format = format
    self.file = file
  }

  init?(argument: String) {
    let parts: [Substring] = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let format = Format(rawValue: String(first)) else { return nil }
    if parts.count == 2, parts[1].isEmpty { return nil }
    self.init(format: format, file: parts.count == 2 ? String(parts[1]) : nil)
  }
}

enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

extension Language: ExpressibleByArgument {}
extension FailOn: ExpressibleByArgument {}
