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
}

/// Matches of files, processes and contacts, at most ``limit`` an advisory: a disk full of copies of one file is one
/// finding many times.
struct MatchLedger {
  static let limit = 10_000

  private(set) var all: [AdvisoryMatch] = []
  /// Matches that were not kept, by advisory.
  private(set) var omitted: [AdvisoryReference: Int] = [:]
  private var counts: [AdvisoryReference: Int] = [:]

  mutating func add(_ matches: [AdvisoryMatch]) {
    for match in matches {
      let count: Int = counts[match.advisory, default: 0]
      guard count < MatchLedger.limit else {
        omitted[match.advisory, default: 0] += 1
        continue
      }
      counts[match.advisory] = count + 1
      all.append(match)
    }
  }
}
