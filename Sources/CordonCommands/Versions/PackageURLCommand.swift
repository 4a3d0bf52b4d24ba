internal import ArgumentParser
internal import CordonReport
internal import CordonVersions

/// `cordon versions purl STRING`: the canonical form and the parts, as one line of JSON.
struct PackageURLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purl",
    abstract: "Print the canonical form and the parts of a package URL as JSON.",
    usage: "cordon versions purl <string>\n       cordon versions purl -")

  @Argument(parsing: .captureForPassthrough, help: "A package URL, or - for lines of standard input.")
  var arguments: [String] = []

  mutating func run() throws {
    try BatchAnswer.run(arguments, names: ["string"], command: Self.self) { fields throws(VersionError) in
      PackageURLJSON.line(try PackageURL(parsing: fields[0]))
    }
  }
}
