internal import ArgumentParser
internal import CordonModel
internal import CordonReport

/// `cordon convert`: writes a saved result in another format.
struct ConvertCommand: ParsableCommand, EnvironmentConfigurable {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write a saved result in another format.",
    discussion: """
      Reads what `cordon check -o json` or `cordon inventory -o json` wrote.

      Examples:
        cordon convert result.json                        as a table
        cordon convert result.json -o html=r.html -o csv=r.csv
        ssh host cordon check -o json | cordon convert -  a table here

      Exit codes:
        0 written, whatever the saved verdict is; errors as everywhere.
      """)

  @Argument(help: ArgumentHelp("The saved result; - is standard input.", valueName: "file"))
  var file: String

  @Flag(name: .shortAndLong, help: "Show everything, not the first few.")
  var verbose = false

  @Option(help: ArgumentHelp("Read at most this many bytes.", valueName: "number"))
  var inputBytes: Int = InputFile.defaultLimit

  @OptionGroup var output: OutputOptions

  static let environmentOptions: [EnvironmentOption] =
    [EnvironmentOption(name: "verbose", short: "v", isFlag: true), EnvironmentOption(name: "input-bytes")]
    + OutputOptions.environmentOptions

  mutating func validate() throws {
    if inputBytes < 1 { throw ValidationError("--input-bytes is a number of bytes from 1 on.") }
  }

  func run() throws {
    let name: String = InputFile.name(file)
    let bytes: [UInt8] = try InputFile.read(file, limit: inputBytes)
    switch try SavedDocument(bytes, file: name).kind {
    case .check:
      let saved: CheckJSON.Saved = try CheckJSON.decodeSaved(bytes, file: name)
      try output.write(formats: CheckRenderer.formats, verbose: verbose) {
        (format, options, buffer) throws(CordonError) in
        try CheckRenderer.write(saved.report, as: format, options: options, failOn: saved.failOn, to: &buffer)
      }
    case .inventory:
      for wanted in output.outputs { try InventoryRenderer.refuse(wanted.format) }
      let report: InventoryReport = try InventoryJSON.decode(bytes, file: name)
      try output.write(formats: InventoryRenderer.formats, verbose: verbose) {
        (format, options, buffer) throws(CordonError) in
        try InventoryRenderer.write(report, as: format, options: options, to: &buffer)
      }
    case .cycloneDX:
      throw CordonError(
        .badInput,
        "CycloneDX does not hold everything an inventory says. Compare with it: cordon inventory --diff FILE",
        location: .init(file: name))
    }
  }
}
