internal import CordonModel

// Exceptions: what a person set aside, and what has expired. They hide nothing.

extension CheckPage {
  /// Every exception that was read, those that are over first.
  func appendExceptions(to document: inout Document) {
    guard !report.exceptions.isEmpty else { return }
    let title: LocalizedText = DetailSentences.titleWithCount(
      FindingLabel.exceptions.text, Count(report.exceptions.count))
    document.section(say(title, .strong))
    let order: [ExceptionUse.State] = [.expired, .applied, .unused]
    let uses: [ExceptionUse] = order.flatMap { state in report.exceptions.filter { $0.state == state } }
    let labels: [FindingLabel] = [.state, .advisory, .until, .reason, .author, .findings]
    let columns: [Table.Column] = labels.map {
      Table.Column(title: $0.text[language], isNumeric: $0 == .findings)
    }
    document.append(.table(Table(columns: columns, rows: uses.map(row)), depth: 2))
  }

  private func row(_ use: ExceptionUse) -> [StyledText] {
    let exception: FindingException = use.exception
    var reason: StyledText = StyledText(foreign(exception.reason, limit: CheckPage.proseLimit))
    reason = reason.followed(by: " (" + exception.kind.word[language] + ")", .faint)
    var subject: StyledText = StyledText(foreign(exception.advisory))
    if let package = exception.package { subject = subject.followed(by: ", ").followed(by: foreign(package), .code) }
    if let path = exception.path { subject = subject.followed(by: ", ").followed(by: foreign(path), .code) }
    return [
      say(use.state.word, use.state == .expired ? .strong : .plain), subject,
      StyledText(exception.until.dateText), reason, StyledText(foreign(exception.author ?? "–")),
      StyledText(Count(use.findings)[language]),
    ]
  }

  /// How much is set aside or no longer is, for the lines below the answer.
  func exceptionRemarks() -> [LocalizedText] {
    let aside: Int = report.results.reduce(0) { $0 + $1.findingsSetAside }
    let expired: Int = report.exceptions.filter { $0.state == .expired }.count
    return (aside > 0 ? [FindingSentences.setAsideCount(Count(aside))] : [])
      + (expired > 0 ? [FindingSentences.expiredCount(Count(expired))] : [])
  }

  /// `set aside until …`, in the language of the page.
  func setAside(_ exception: FindingException) -> LocalizedText {
    FindingSentences.setAside(exception, reason: foreign(exception.reason, limit: CheckPage.proseLimit))
  }
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
