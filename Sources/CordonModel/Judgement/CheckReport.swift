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
  /// Files that could not be used, or rows of them; they hide nothing else.
  package var problems: [Problem]
  /// Whether someone asked the run to stop before everything was looked at.
  package var isInterrupted: Bool
  /// Every exception that was read, and what became of it.
  package var exceptions: [ExceptionUse]
  /// How far the six steps are; `nil` in results of versions that did not judge them.
  package var steps: SixStepCheck?
  /// With what rights it was looked; `nil` when that is not known.
  package var runner: Runner?
  /// What went wrong beside the answer, in English, for standard error; no part of the saved result.
  package var notices: [String] = []

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

    /// The verdict without what a person set aside; `nil` when all of it was.
    ///
    /// Setting every match aside does not answer what could not be looked at: then `unknown` is left. Only an
    /// exception for the whole advisory sets that aside too.
    package var openVerdict: Verdict? {
      if exception != nil { return nil }
      guard assessment.matches.contains(where: { $0.exception != nil }) else { return assessment.verdict }
      let open: Verdict? = assessment.matches.filter { $0.exception == nil }.map(\.verdict).max()
      return open ?? (assessment.doubts.isEmpty ? nil : .unknown)
    }
  }

  /// A file that could not be used, or a row of it.
  package struct Problem: Sendable, Codable, Hashable {
    /// What a file is about. The raw value is frozen.
    package enum Subject: String, Sendable, Codable, Hashable, CaseIterable {
      /// An advisory that was not asked for this reason: the answer is unknown.
      case advisory
      /// An exception that sets nothing aside for this reason: no answer changes.
      case exceptions
    }

    /// Where the mistake is.
    package var location: CordonError.Location
    /// What is wrong and what would be right.
    package var message: String
    /// What the file is about.
    package var subject: Subject
    package init(location: CordonError.Location, message: String, subject: Subject = .advisory) {
      self.location = location
      self.message = message
      self.subject = subject
    }
  }

  /// The roll-up of all results. An advisory that could not be read counts as `unknown`, and so does asking nothing.
  package var verdict: Verdict {
    var whole: Verdict? = hasAdvisoryProblem ? .unknown : nil
    for result in results {
      let part: Verdict = result.assessment.verdict
      whole = whole?.rolledUp(with: part) ?? part
    }
    return whole ?? .unknown
  }

  /// The roll-up of what no person set aside: it decides the exit code, and is never graver than ``verdict``.
  ///
  /// `not-affected` when everything was set aside; that says nothing of the target, only that nothing is left to do.
  package var openVerdict: Verdict {
    guard !results.isEmpty else { return verdict }
    var whole: Verdict = hasAdvisoryProblem ? .unknown : .notAffected
    for result in results {
      if let part = result.openVerdict { whole = whole.rolledUp(with: part) }
    }
    return whole
  }

  private var hasAdvisoryProblem: Bool { problems.contains { $0.subject == .advisory } }

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
