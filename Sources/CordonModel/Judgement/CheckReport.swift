/// Everything one run of `check` found out: what the report shows and the JSON holds.
package struct CheckReport: Sendable {
  /// What was looked at.
  package var target: Target
  /// When the run began.
  package var startedAt: Timestamp
  /// When the run ended; freshness is judged against it.
  package var finishedAt: Timestamp
  /// The version of Cordon that looked.
  package var toolVersion: String
  /// In the order they are shown: gravest first, then by advisory id.
  package var results: [Result]
  /// Advisories that were not asked of this target, because its kind cannot answer them.
  package var notAsked: [AdvisoryReference]
  /// One entry a check that was done.
  package var coverage: [Coverage]
  /// Packages in the inventory.
  package var packageCount: Int
  /// Advisory files that could not be used; they hide nothing else.
  package var problems: [Problem]
  /// Whether someone asked the run to stop before everything was looked at.
  package var isInterrupted: Bool
  /// Every exception that was read, and what became of it.
  package var exceptions: [ExceptionUse]

  /// One advisory with its judgement.
  package struct Result: Sendable {
    /// The advisory's title.
    package var title: LocalizedText
    /// The judgement.
    package var assessment: Assessment
    /// What the technician should do, in reading order.
    package var hints: [LocalizedText]
    /// What the advisory cannot answer.
    package var limits: [LocalizedText]
    /// Why a person set the whole answer aside, while that holds.
    package var exception: FindingException?

    package init(
      title: LocalizedText, assessment: Assessment, hints: [LocalizedText], limits: [LocalizedText],
      exception: FindingException? = nil
    ) {
      self.title = title
      self.assessment = assessment
      self.hints = hints
      self.limits = limits
      self.exception = exception
    }
  }

  /// An advisory file that could not be used.
  package struct Problem: Sendable, Codable, Hashable {
    /// Where the mistake is.
    package var location: CordonError.Location
    /// What is wrong and what would be right.
    package var message: String
    package init(location: CordonError.Location, message: String) {
      self.location = location
      self.message = message
    }
  }

  /// The roll-up of all results. An advisory that could not be read counts as `unknown`, and so does asking nothing.
  package var verdict: Verdict {
    var whole: Verdict? = problems.isEmpty ? nil : .unknown
    for result in results {
      let part: Verdict = result.assessment.verdict
      whole = whole?.rolledUp(with: part) ?? part
    }
    return whole ?? .unknown
  }

  package init(
    target: Target, startedAt: Timestamp, finishedAt: Timestamp, toolVersion: String, results: [Result],
    notAsked: [AdvisoryReference] = [], coverage: [Coverage], packageCount: Int, problems: [Problem] = [],
    isInterrupted: Bool = false, exceptions: [ExceptionUse] = []
  ) {
    self.target = target
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.toolVersion = toolVersion
    self.results = results
    self.notAsked = notAsked
    self.coverage = coverage
    self.packageCount = packageCount
    self.problems = problems
    self.isInterrupted = isInterrupted
    self.exceptions = exceptions
  }
}
