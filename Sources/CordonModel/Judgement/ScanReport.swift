/// One thing that an advisory or a rule says of a file.
package struct ScanFinding: Sendable, Hashable {
  /// The advisory; `nil` for a rule given on the command line.
  package var advisory: AdvisoryReference?
  /// Verdict, reason and what decided. Its subject is the file.
  package var match: Match
  /// The rule that matched, when it was one.
  package var hit: RuleHit?

  /// Takes all of it.
  package init(advisory: AdvisoryReference?, match: Match, hit: RuleHit? = nil) {
    self.advisory = advisory
    self.match = match
    self.hit = hit
  }
}

/// A file, or a member of an archive in it, with what is said of it.
package struct ScannedFile: Sendable, Hashable {
  /// What one reading of it found out.
  package var facts: FileFacts
  /// The gravest first; empty for nearly every file.
  package var findings: [ScanFinding]

  /// Takes all of it.
  package init(facts: FileFacts, findings: [ScanFinding] = []) {
    self.facts = facts
    self.findings = findings
  }

  /// The gravest verdict; `nil` without findings.
  package var verdict: Verdict? { findings.map(\.match.verdict).max() }
}

/// What a scan of files came to. The files themselves are handed on while it runs, for there may be millions.
package struct ScanReport: Sendable, Hashable {
  /// When the scan began.
  package var startedAt: Timestamp
  /// When it was over.
  package var finishedAt: Timestamp
  /// Of the program.
  package var toolVersion: String
  /// The advisories that were asked, by id.
  package var advisories: [AdvisoryReference]
  /// Rules in force from the command line, as sources.
  package var ruleSources: Int
  /// What was looked at, what could not be, and what is left out by rule.
  package var coverage: Coverage
  /// The scan in numbers.
  package var counts = Counts()
  /// Mistakes in rules: those are not in force, unless they are only warned of.
  package var ruleProblems: [RuleProblem] = []
  /// Advisory files that could not be read.
  package var problems: [CheckReport.Problem] = []
  /// Whether somebody ended it before its time.
  package var isInterrupted = false

  /// A scan in numbers.
  package struct Counts: Sendable, Hashable {
    /// Files, each with one name.
    package var files: Int = 0
    /// Bytes of them.
    package var bytes: UInt64 = 0
    /// Bytes that were read this time.
    package var bytesRead: UInt64 = 0
    /// Members of archives.
    package var members: Int = 0
    /// Files that had not changed since they were read before.
    package var cached: Int = 0
    /// Files of which only the rules were looked for again.
    package var rulesOnly: Int = 0
    /// Files and members that rules saw only the beginning of.
    package var beyondRuleLimit: Int = 0
    /// Files that could not be read.
    package var unread: Int = 0
    /// Files and members something is said of, by the gravest verdict.
    package var affected: Int = 0
    /// Those that are suspected, and not affected.
    package var suspected: Int = 0

    /// Nothing yet.
    package init() {}
  }

  /// A scan without findings and problems so far.
  package init(
    startedAt: Timestamp, finishedAt: Timestamp, toolVersion: String, advisories: [AdvisoryReference],
    ruleSources: Int = 0, coverage: Coverage
  ) {
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.toolVersion = toolVersion
    self.advisories = advisories
    self.ruleSources = ruleSources
    self.coverage = coverage
  }

  /// Whether every file was looked at, by everything that was asked for.
  package var isComplete: Bool {
    coverage.state == .complete && !isInterrupted && !ruleProblems.contains { !$0.isWarning }
      && !problems.contains { $0.subject == .advisory }
  }

  /// The gravest of what was found; without a finding `unknown` for what is not complete.
  package var verdict: Verdict {
    if counts.affected > 0 { return .affected }
    if counts.suspected > 0 { return .suspected }
    return isComplete ? .notAffected : .unknown
  }
}
