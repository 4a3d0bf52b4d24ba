package import CordonCollect
internal import CordonDetect
package import CordonModel

/// Scans files: hands on each with what advisories and rules say of it, and returns what the answer rests on.
package struct ScanOperation: Sendable {
  /// The advisories whose hashes and rules are looked for.
  package var advisories: [Advisory]
  /// Advisory files that could not be read.
  package var problems: [CheckReport.Problem]
  package var observer: FileScanObserver
  /// The clock, as a parameter: called at the start and at the end.
  package var clock: @Sendable () -> Timestamp

  package init(
    library: AdvisoryLibrary?, observer: FileScanObserver = FileScanObserver(),
    clock: @escaping @Sendable () -> Timestamp
  ) {
    advisories = library?.entries.map(\.advisory) ?? []
    problems = library?.problems ?? []
    self.observer = observer
    self.clock = clock
  }

  /// A report, and what went wrong with the cache.
  package struct Outcome: Sendable {
    package var report: ScanReport
    /// English, for standard error.
    package var notices: [String]
  }

  /// Scans.
  ///
  /// - Parameter sink: takes each file as it is done; a member after the file it lies in. What it throws ends the scan.
  package func run(
    _ request: ScanRequest, sink: (ScannedFile) throws(CordonError) -> Void
  ) throws(CordonError) -> Outcome {
    let startedAt: Timestamp = clock()
    let matcher = FileMatcher(advisories: advisories)
    let scan = FileScanRequest(
      FileWalkRequest(.paths(request.paths)), digests: request.digests.union(matcher.wantedDigests),
      rules: matcher.ruleSources + request.rules)
    var counts = ScanReport.Counts()
    var failure: CordonError?
    let stop: CancellationFlag = observer.cancellation ?? CancellationFlag()
    let watched = FileScanObserver(cancellation: stop, progress: observer.progress)
    let own: Set<String> = Set(request.rules.map(\.name))
    let result: FileScanResult = FileScanner(scan, options: request.options, observer: watched).scan(now: startedAt) {
      facts in
      guard failure == nil else { return }
      let file: ScannedFile = ScanOperation.judge(facts, by: matcher, ownRules: own)
      switch file.verdict {
      case .affected: counts.affected += 1
      case nil: break
      default: counts.suspected += 1
      }
      do throws(CordonError) {
        try sink(file)
      } catch {
        failure = error
        stop.cancel()
      }
    }
    if let failure { throw failure }
    return Outcome(report: report(of: result, request, counts, startedAt), notices: result.notices)
  }

  private func report(
    of result: FileScanResult, _ request: ScanRequest, _ found: ScanReport.Counts, _ startedAt: Timestamp
  ) -> ScanReport {
    let finishedAt: Timestamp = clock()
    var coverage: Coverage = result.coverage
    coverage.collectedAt = finishedAt
    var report = ScanReport(
      startedAt: startedAt, finishedAt: finishedAt, toolVersion: ToolVersion.current,
      advisories: advisories.map(\.reference), ruleSources: request.rules.count, coverage: coverage)
    report.counts = found
    report.counts.files = result.count.files
    report.counts.bytes = result.count.bytes
    report.counts.bytesRead = result.count.bytesRead
    report.counts.members = result.count.members
    report.counts.cached = result.count.cached
    report.counts.rulesOnly = result.count.rulesOnly
    report.counts.beyondRuleLimit = result.count.beyondRuleLimit
    report.counts.unread = result.count.unread
    report.ruleProblems = request.ruleProblems + result.problems
    report.problems = problems
    report.isInterrupted = result.wasCancelled
    return report
  }

  /// What advisories and the user's own rules say of a file, the gravest first.
  private static func judge(_ facts: FileFacts, by matcher: FileMatcher, ownRules: Set<String>) -> ScannedFile {
    var findings: [ScanFinding] = matcher.matches(facts).map { found in
      ScanFinding(
        advisory: found.advisory, match: found.match,
        hit: found.match.reason == .fileRule
          ? facts.hits.first { $0.source == found.advisory.id && $0.rule == found.match.productID } : nil)
    }
    for hit in facts.hits where ownRules.contains(hit.source) {
      let match = Match(
        verdict: hit.verdict, productID: hit.rule, productName: hit.summary ?? hit.rule, subject: .file(facts),
        reason: .fileRule, decidedBy: hit.rule)
      findings.append(ScanFinding(advisory: nil, match: match, hit: hit))
    }
    findings.sort { $0.match.verdict > $1.match.verdict }
    return ScannedFile(facts: facts, findings: findings)
  }
}
