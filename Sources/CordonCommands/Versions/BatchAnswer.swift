internal import ArgumentParser
internal import CordonModel
internal import CordonReport
internal import CordonVersions

/// One question on the command line, or one a line of standard input.
enum BatchAnswer {
  /// Answers the arguments, or, when they are a single `-`, every line of standard input.
  ///
  /// - Parameters:
  ///   - names: What the tab-separated fields of a line are called, in command order.
  ///   - answer: One line of output for one set of fields, as many as there are names.
  static func run(
    _ arguments: [String], names: [String], command: any ParsableCommand.Type,
    answer: ([String]) throws(VersionError) -> String
  ) throws {
    // Versions may start with a dash, so the arguments are taken as they stand; only help is looked for.
    if arguments == ["--help"] || arguments == ["-h"] { throw CleanExit.helpRequest(command) }
    let given: [String] = arguments.first == "--" ? Array(arguments.dropFirst()) : arguments
    if given == ["-"] {
      try answerLines(names: names, answer: answer)
      return
    }
    guard given.count == names.count else {
      let wanted: String = names.map { "<\($0)>" }.joined(separator: " ")
      throw ValidationError("Expected \(wanted), or a single - for lines of standard input.")
    }
    let line: String
    do throws(VersionError) {
      line = try answer(given) + "\n"
    } catch {
      throw CordonError(.badInput, describe(error))
    }
    try StandardStreams.writeOutput(line)
  }

  private static func answerLines(
    names: [String], answer: ([String]) throws(VersionError) -> String
  ) throws(CordonError) {
    var output = OutputBuffer()
    var lines = InputLines()
    while let line = try lines.next() {
      switch line {
      case .text(let text):
        try output.append(answerLine(text, names: names, answer: answer))
      case .tooLong(let bytes):
        try output.append("error: the line has \(bytes) bytes; at most \(InputLines.limit) are read")
      case .notUTF8:
        try output.append("error: the line is not UTF-8")
      }
    }
    try output.flush()
  }

  private static func answerLine(
    _ text: String, names: [String], answer: ([String]) throws(VersionError) -> String
  ) -> String {
    let fields: [String] = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == names.count else {
      return "error: expected \(names.count) tab-separated fields (\(names.joined(separator: ", "))), "
        + "found \(fields.count)"
    }
    do throws(VersionError) {
      return try answer(fields)
    } catch {
      return "error: " + describe(error)
    }
  }

  /// One printable line.
  private static func describe(_ error: VersionError) -> String {
    // A reason can repeat a part of the text.
    let reason: String = InertText(error.reason.replacing("\n", with: " ")).text
    return error.text.isEmpty ? reason : "“\(InertText(error.text).text)”: \(reason)"
  }
}
