internal import CordonModel

/// The command that helps most after a check.
enum NextCommand {
  /// One line for a shell; names in it are inert and quoted.
  static func after(_ report: CheckReport) -> String {
    let graves: [CheckReport.Result] = report.results.filter { $0.assessment.verdict >= .suspected }
    // What a person set aside is explained only when there is nothing else.
    let grave: CheckReport.Result? = graves.first { ($0.openVerdict ?? .notAffected) >= .suspected } ?? graves.first
    if let grave { return "cordon explain " + quoted(grave.assessment.advisory.id) }
    let open: [CheckReport.Result] = report.results.filter { $0.assessment.verdict == .unknown }
    if let first = open.first {
      let id: String = quoted(first.assessment.advisory.id)
      guard open.contains(where: isWorthRepeating) else { return "cordon explain " + id }
      let what: String = open.count == 1 ? id : "--all"
      return (report.wasRefused && (report.runner ?? .user) == .user ? "sudo " : "") + "cordon check " + what
        + place(of: report.target)
    }
    if let problem = report.problems.first(where: { $0.subject == .advisory }) {
      return "cordon advisory lint " + quoted(problem.location.file)
    }
    return report.results.count == 1 ? "cordon check --all" + place(of: report.target) : "cordon explain"
  }

  /// Whether the same check may answer another time. What this version cannot do stays so.
  private static func isWorthRepeating(_ result: CheckReport.Result) -> Bool {
    result.assessment.doubts.contains { doubt in
      switch doubt.reason {
      case .capabilityMissing, .unsupportedPlatform, .excludedByPolicy, .agentOutdated: false
      case .neverSeen, .offlineSince, .inventoryStale, .scanPartial, .scanError, .eventsLost, .intelStale: true
      }
    }
  }

  private static func place(of target: Target) -> String {
    switch target.kind {
    case .live: ""
    case .root: " --root " + quoted(target.path)
    case .folder: " --path " + quoted(target.path)
    }
  }

  /// A word for a POSIX shell, in single quotes unless it is plain.
  static func quoted(_ word: String) -> String {
    let inert: String = InertText(word).text
    let isPlain: Bool =
      !inert.isEmpty && !inert.hasPrefix("-")
      && inert.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || "/._-+:@,".utf8.contains(byte)
      }
    if isPlain { return inert }
    // By scalars: a mark after an apostrophe makes another character of it, but not for the shell.
    return "'" + inert.unicodeScalars.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
  }
}
