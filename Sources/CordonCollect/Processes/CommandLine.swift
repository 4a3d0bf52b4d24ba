internal import CordonModel

/// The command line of a process, printable.
enum CommandLine {
  /// Arguments end in NUL; each but the last ends in a space here. Cut at ``ProcessFacts/commandLimit`` bytes of text.
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var arguments: ArraySlice<UInt8> = bytes
    while arguments.last == 0 { arguments.removeLast() }
    guard !arguments.isEmpty else { return "" }
    let printable: String = PrintablePath.text(arguments.map { $0 == 0 ? 0x20 : $0 })
    guard printable.utf8.count > ProcessFacts.commandLimit else { return printable }
    return String(decoding: printable.utf8.prefix(ProcessFacts.commandLimit), as: Unicode.UTF8.self).droppingLastBroken
  }
}

extension String {
  /// Without the mark that a character cut in its middle leaves at the end.
  fileprivate var droppingLastBroken: String { last == "\u{FFFD}" ? String(dropLast()) : self }
}
