internal import CordonModel

/// What several formats say of a whole run.
extension CheckReport {
  /// What the process exits with: 130 when interrupted, else that of what nobody set aside, as `failOn` allows.
  func exitCode(_ failOn: FailOn) -> Int32 { isInterrupted ? 130 : failOn.exitCode(for: openVerdict) }

  /// How many advisories have a verdict.
  func count(_ verdict: Verdict) -> Int {
    results.reduce(0) { $0 + ($1.assessment.verdict == verdict ? 1 : 0) }
  }

  /// Matches of all advisories.
  var findingCount: Int { results.reduce(0) { $0 + $1.assessment.matches.count } }

  /// Matches of all advisories that were only counted.
  var omittedCount: Int {
    results.reduce(0) { sum, result in
      let (more, overflow): (Int, Bool) = sum.addingReportingOverflow(max(0, result.assessment.matchesOmitted))
      return overflow ? .max : more
    }
  }

  /// Findings set aside.
  var setAsideCount: Int { results.reduce(0) { $0 + $1.findingsSetAside } }

  /// Exceptions whose time is over.
  var expired: [ExceptionUse] { exceptions.filter { $0.state == .expired } }
}

extension Assessment.Doubt {
  /// `check:reason`, in the words of the JSON; without a check it concerns the whole target.
  var words: String { check.map { $0.rawValue + ":" + reason.rawValue } ?? reason.rawValue }
}

extension Assessment {
  /// The reasons of an answer without matches, in the words of the JSON.
  var reasonWords: String { doubts.isEmpty ? basis.rawValue : doubts.map(\.words).joined(separator: ",") }
}

extension CheckReport.Result {
  /// The exception that sets a match of this advisory aside, its own or that of the whole answer.
  func exception(of match: Match) -> FindingException? { match.exception ?? exception }

  /// Matches set aside; an answer without matches that is set aside counts as one.
  var findingsSetAside: Int {
    if exception != nil { return max(1, assessment.matches.count) }
    return assessment.matches.reduce(0) { $0 + ($1.exception == nil ? 0 : 1) }
  }

  /// The exceptions that set something of this advisory aside, each once.
  var allExceptions: [FindingException] {
    var seen: Set<FindingException> = []
    var all: [FindingException] = []
    if let exception, seen.insert(exception).inserted { all.append(exception) }
    for match in assessment.matches {
      if let exception = match.exception, seen.insert(exception).inserted { all.append(exception) }
    }
    return all
  }
}
