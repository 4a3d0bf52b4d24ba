internal import CordonModel

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
