internal import CordonModel

extension CheckPage {
  /// Left-out places shown before the rest is counted.
  private static let leftOutShown = 6

  /// One row a check, then where it looked and what it left out by rule.
  func appendChecks(to document: inout Document) {
    document.section(StyledText(SectionTitle.whatWasChecked.text[language], .strong))
    guard !report.coverage.isEmpty else {
      document.append(.paragraph(say(Remark.noChecks.text), depth: 2))
      return
    }
    let labels: [(FieldLabel, Bool)] = [
      (.check, false), (.state, false), (.packages, true), (.entries, true), (.age, true),
    ]
    let columns: [Table.Column] = labels.map { Table.Column(title: $0.0.text[language], isNumeric: $0.1) }
    document.append(.table(Table(columns: columns, rows: report.coverage.map(row)), depth: 2))
    document.append(.paragraph(say(DetailSentences.packages(Count(report.packageCount))), depth: 2))
    appendScope(to: &document)
  }

  /// Where the checks looked, and what they left out by rule.
  func appendScope(to document: inout Document) {
    let fields: [Block.Field] = scopeFields() + leftOutFields()
    if !fields.isEmpty { document.append(.fields(fields, depth: 2)) }
  }

  private func row(_ coverage: Coverage) -> [StyledText] {
    let isWhole: Bool = coverage.state == .complete
    let age: Int64 = report.finishedAt.secondsSinceEpoch &- coverage.collectedAt.secondsSinceEpoch
    return [
      say(coverage.check.word), say(coverage.state.word, isWhole ? .plain : .strong),
      StyledText(Count(coverage.itemsFound)[language]), StyledText(Count(coverage.entriesExamined)[language]),
      StyledText(CheckPage.ageText(age)),
    ]
  }

  /// A span of time in its largest whole unit; the unit signs are the same in both languages.
  static func ageText(_ seconds: Int64) -> String {
    switch max(0, seconds) {
    case ..<120: String(max(0, seconds)) + " s"
    case ..<7_200: String(seconds / 60) + " min"
    case ..<172_800: String(seconds / 3_600) + " h"
    default: String(seconds / 86_400) + " d"
    }
  }

  /// Where the checks looked: one line for all that looked at the same places, without their names when those are all.
  private func scopeFields() -> [Block.Field] {
    var scopes: [[String]] = []
    var checks: [[String]: [CheckKind]] = [:]
    for coverage in report.coverage {
      if checks[coverage.scope] == nil { scopes.append(coverage.scope) }
      checks[coverage.scope, default: []].append(coverage.check)
    }
    return scopes.filter { !$0.isEmpty }.map { scope in
      let names: String = ExplainSentences.kinds(checks[scope] ?? [])[language]
      return field(.scope, StyledText(scopes.count == 1 ? pathList(scope) : names + ": " + pathList(scope)))
    }
  }

  /// What the rules leave out, each place once.
  private func leftOutFields() -> [Block.Field] {
    var seen: Set<String> = []
    let places: [Coverage.Exclusion] = report.coverage.flatMap(\.leftOut).filter { seen.insert($0.path).inserted }
    guard !places.isEmpty else { return [] }
    if options.verbose {
      return places.map { field(.leftOut, StyledText(foreign($0.path) + ": " + foreign($0.why))) }
    }
    return [field(.leftOut, StyledText(pathList(places.map(\.path))))]
  }

  private func pathList(_ paths: [String]) -> String {
    let limit: Int = options.shown(of: CheckPage.leftOutShown)
    let shown: String = paths.prefix(limit).map { foreign($0) }.joined(separator: ", ")
    guard paths.count > limit else { return shown }
    return CheckSentences.list(shown, more: Count(paths.count - limit))[language]
  }

  /// What the advisories will ask for once Cordon can look.
  func appendLater(to document: inout Document) {
    let asked: [Assessment] = report.results.map(\.assessment).filter { $0.basis != .platformNotConcerned }
    guard !asked.isEmpty else { return }
    var lines: [StyledText] = []
    for kind in CheckKind.allCases {
      let count: Int = asked.filter { $0.later.contains(kind) }.count
      if count > 0 { lines.append(say(DetailSentences.later(kind.word, advisories: Count(count)))) }
    }
    let isAxisOpen: Bool = asked.allSatisfy { $0.axes.infected == .notExamined && $0.axes.contacted == .notExamined }
    guard !lines.isEmpty || isAxisOpen else { return }
    document.section(StyledText(SectionTitle.notExaminedYet.text[language], .strong))
    if isAxisOpen { document.append(.paragraph(say(Remark.axesNotExamined.text), depth: 2)) }
    if !lines.isEmpty {
      let joined: String = lines.map(\.inertText).joined(separator: ", ")
      document.append(
        .paragraph(say(DetailSentences.laterList(LocalizedText(en: joined, de: joined))), depth: 2))
    }
  }
}
