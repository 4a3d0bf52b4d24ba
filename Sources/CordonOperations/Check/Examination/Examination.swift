internal import CordonModel

/// What a check found beside the inventory: at known places, in files, among processes and in records of contacts.
struct Examination {
  /// One entry a check that was done.
  var coverage: [Coverage] = []
  var matches = MatchLedger()
  /// How far back the records of contacts go.
  var reach = ContactReach()
  /// Rules of advisories that cannot be used.
  var problems: [CheckReport.Problem] = []
  /// What went wrong beside the answer, in English, for standard error.
  var notices: [String] = []

  /// Takes the mistakes in rules, each once, however many looks met it.
  mutating func add(_ found: [RuleProblem]) {
    for one in found where !one.isWarning {
      let problem = CheckReport.Problem(
        location: CordonError.Location(file: one.source, line: one.line, field: "rules"),
        message: "This rule cannot be used: \(one.message)")
      if !problems.contains(problem) { problems.append(problem) }
    }
  }
}

/// Matches of files, processes and contacts, at most ``limit`` an advisory of each kind and verdict: a disk full of copies
/// of one file is one finding many times, and hides no other.
struct MatchLedger {
  static let limit = 10_000

  private(set) var all: [AdvisoryMatch] = []
  /// Matches that were not kept, by advisory.
  private(set) var omitted: [AdvisoryReference: Int] = [:]
  private var counts: [Key: Int] = [:]

  private struct Key: Hashable {
    let advisory: AdvisoryReference
    let kind: MatchSubject.Kind
    let verdict: Verdict
  }

  mutating func add(_ matches: [AdvisoryMatch]) {
    for match in matches {
      let key = Key(advisory: match.advisory, kind: match.match.subject.kind, verdict: match.match.verdict)
      let count: Int = counts[key, default: 0]
      guard count < MatchLedger.limit else {
        omitted[match.advisory, default: 0] += 1
        continue
      }
      counts[key] = count + 1
      all.append(match)
    }
  }
}
