internal import CordonModel

/// Lays out a ``ScanReport``: what was found, in which files and why, what could not be looked at, what was.
struct ScanPage: Page {
  let report: ScanReport
  /// Those with findings.
  let files: [ScannedFile]
  /// How many more there are.
  let more: Int
  let options: TextOptions

  func document() -> Document {
    var document = Document()
    appendAnswer(to: &document)
    appendFiles(to: &document)
    appendRuleProblems(to: &document)
    appendCoverage(to: &document)
    return document
  }

  /// A line a file, as `sha256sum` writes it.
  static func line(_ facts: FileFacts, options: TextOptions) -> String {
    let digest: String = facts.digests?.sha256.hex ?? String(repeating: "-", count: 64)
    return digest + "  " + InertText(facts.place.text).text + "\n"
  }

  private func appendAnswer(to document: inout Document) {
    func answer(_ verdict: Verdict, _ text: LocalizedText) {
      document.append(.answer(sign: verdict.symbol, say(text, .verdict(verdict))))
    }
    let counts: ScanReport.Counts = report.counts
    if report.isInterrupted { answer(.unknown, Remark.interrupted.text) }
    if counts.affected > 0 { answer(.affected, ScanSentences.affected(Count(counts.affected))) }
    if counts.suspected > 0 { answer(.suspected, ScanSentences.suspected(Count(counts.suspected))) }
    if !report.isComplete, !report.isInterrupted { answer(.unknown, ScanSentences.incomplete) }
    if counts.affected + counts.suspected == 0 {
      answer(report.isComplete ? .notAffected : .unknown, ScanSentences.nothing)
    }
    document.append(.space)
    var fields: [Block.Field] = [
      field(
        .files,
        ScanSentences.files(Count(counts.files), members: Count(counts.members), bytes: size(counts.bytes)))
    ]
    if counts.cached > 0 { fields.append(field(.unchanged, ScanSentences.cached(Count(counts.cached)))) }
    fields.append(
      field(
        .soughtFor,
        ScanSentences.sought(advisories: Count(report.advisories.count), sources: Count(report.ruleSources))))
    document.append(.fields(fields, depth: 2))
    let seconds: Int64 = max(0, report.finishedAt.secondsSinceEpoch &- report.startedAt.secondsSinceEpoch)
    let run: LocalizedText = DetailSentences.run(
      at: report.finishedAt.minuteText, seconds: seconds, tool: foreign(report.toolVersion))
    document.append(.paragraph(say(run, .faint), depth: 2))
  }

  private func field(_ label: ScanLabel, _ text: LocalizedText) -> Block.Field {
    Block.Field(label: label.text[language], value: say(text))
  }

  private func appendFiles(to document: inout Document) {
    guard !files.isEmpty else { return }
    document.section(say(ScanSentences.found, .strong))
    for file in files.sorted(by: isBefore) { append(file, to: &document) }
    if more > 0 { document.append(.paragraph(say(ScanSentences.moreFindings(Count(more))), depth: 2)) }
  }

  /// The gravest first, then by path.
  private func isBefore(_ left: ScannedFile, _ right: ScannedFile) -> Bool {
    if left.verdict != right.verdict { return (left.verdict ?? .unknown) > (right.verdict ?? .unknown) }
    return left.facts.place.text < right.facts.place.text
  }

  private func append(_ file: ScannedFile, to document: inout Document) {
    let verdict: Verdict = file.verdict ?? .unknown
    document.append(
      .answer(
        sign: verdict.symbol,
        StyledText(verdict.word[language] + ": ", .verdict(verdict)).followed(
          by: foreign(file.facts.place.text, limit: 4_096), .strong)))
    var fields: [Block.Field] = []
    for finding in file.findings.prefix(options.shown(of: 8)) {
      let label: ScanLabel = finding.advisory == nil ? .ownRule : .advisory
      let source: String = foreign(finding.advisory?.id ?? finding.hit?.source ?? "")
      var value = StyledText(source, .strong).followed(by: ": " + finding.match.why[language])
      let name: String = foreign(finding.match.productName)
      let decided: String = foreign(finding.match.decidedBy)
      value = value.followed(by: " " + (name == decided ? name : name + ": " + decided), .faint)
      fields.append(Block.Field(label: label.text[language], value: value))
      guard options.verbose, let strings = finding.hit?.strings, !strings.isEmpty else { continue }
      let list: String = strings.map { foreign($0.identifier) + " @ " + String($0.offset) }.joined(separator: ", ")
      fields.append(Block.Field(label: ScanLabel.strings.text[language], value: StyledText(list, .faint)))
    }
    if let digest = file.facts.digests?.sha256.hex {
      fields.append(Block.Field(label: FieldLabel.sha256.text[language], value: StyledText(digest)))
    }
    fields.append(Block.Field(label: FieldLabel.size.text[language], value: StyledText(size(file.facts.size))))
    if let time = file.facts.modified {
      fields.append(Block.Field(label: FieldLabel.changed.text[language], value: StyledText(time.minuteText)))
    }
    document.append(.fields(fields, depth: 4))
  }

  private func appendRuleProblems(to document: inout Document) {
    let broken: [RuleProblem] = report.ruleProblems.filter { options.verbose || !$0.isWarning }
    guard !broken.isEmpty else { return }
    document.section(say(ScanSentences.ruleProblems(Count(broken.count)), .strong))
    let shown: Int = options.shown(of: 10)
    var items: [StyledText] = broken.prefix(shown).map { problem in
      let place: String = foreign(problem.source) + (problem.line.map { ":" + String($0) } ?? "")
      return StyledText(place).followed(by: ": " + foreign(problem.message), .faint)
    }
    if broken.count > items.count { items.append(say(DetailSentences.morePlaces(Count(broken.count - items.count)))) }
    document.append(.items(items, numbered: false, depth: 2))
  }

  /// What was and what could not be looked at, in the words of a check.
  private func appendCoverage(to document: inout Document) {
    let target = Target(kind: .folder, platform: .linux, name: "", path: "/", system: nil)
    let check = CheckReport(
      target: target, startedAt: report.startedAt, finishedAt: report.finishedAt, toolVersion: report.toolVersion,
      results: [], coverage: [report.coverage], packageCount: 0, problems: report.problems)
    let page = CheckPage(report: check, options: options)
    page.appendGaps(to: &document)
    page.appendProblems(report.problems, to: &document)
    var scope = Document()
    page.appendScope(to: &scope)
    guard !scope.blocks.isEmpty else { return }
    document.section(StyledText(SectionTitle.whatWasChecked.text[language], .strong))
    document.blocks += scope.blocks
  }

  /// With the sign of its unit, which is the same in both languages.
  private func size(_ bytes: UInt64) -> String {
    let units: [String] = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var value: UInt64 = bytes
    var rest: UInt64 = 0
    var unit: Int = 0
    while value >= 1_024, unit + 1 < units.count {
      rest = value % 1_024
      value /= 1_024
      unit += 1
    }
    let fraction: String = unit > 0 && value < 10 ? (language == .german ? "," : ".") + String(rest * 10 / 1_024) : ""
    return String(value) + fraction + " " + units[unit]
  }
}
