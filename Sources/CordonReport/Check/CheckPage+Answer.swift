internal import CordonModel

extension CheckPage {
  /// Ids named in an answer before they are only counted.
  private static let idsInAnswer = 4

  /// The answer in one sentence; a line more for every other verdict there is, and for what it rests on.
  func appendAnswer(to document: inout Document) {
    for (verdict, sentence) in answers() {
      document.append(.answer(sign: verdict.symbol, say(sentence, .verdict(verdict))))
    }
    if let remark = setAsideRemark { document.append(.paragraph(say(remark, .strong), depth: 2)) }
    for remark in basisRemarks() { document.append(.paragraph(say(remark), depth: 2)) }
    document.append(.space)
    let target: Target = report.target
    let name = StyledText(foreign(target.name), .strong)
    let system: String = foreign(target.system ?? target.platform.ofTarget[language])
    document.append(.paragraph(target.kind == .folder ? name : name.followed(by: ", " + system), depth: 2))
    let seconds: Int64 = max(0, report.finishedAt.secondsSinceEpoch &- report.startedAt.secondsSinceEpoch)
    let run: LocalizedText = DetailSentences.run(
      at: report.finishedAt.minuteText, seconds: seconds, tool: foreign(report.toolVersion))
    document.append(.paragraph(say(run, .faint), depth: 2))
  }

  private func answers() -> [(Verdict, LocalizedText)] {
    guard !report.results.isEmpty else { return [(.unknown, Remark.nothingAsked.text)] + problemAnswer() }
    let all: Count = Count(report.results.count)
    let target: LocalizedText = CheckSentences.target(report.target.kind, path: foreign(report.target.path))
    var answers: [(Verdict, LocalizedText)] = report.isInterrupted ? [(.unknown, Remark.interrupted.text)] : []
    for verdict in [Verdict.affected, .suspected, .unknown, .remediated, .notAffected] {
      let results: [CheckReport.Result] = results(verdict)
      if verdict == .unknown { answers += problemAnswer() }
      guard !results.isEmpty else { continue }
      let count: Count = Count(results.count)
      let ids: LocalizedText = idList(results, limit: CheckPage.idsInAnswer)
      switch verdict {
      case .affected: answers.append((verdict, CheckSentences.affected(count, of: all, target, ids: ids)))
      case .suspected: answers.append((verdict, CheckSentences.suspected(count, of: all, target, ids: ids)))
      case .unknown:
        let clean: Int = self.results(.notAffected).count
        let sentence: LocalizedText =
          answers.allSatisfy { $0.0 <= .unknown } && clean > 0
          ? CheckSentences.unknownBesideClean(count, clean: Count(clean), of: all, ids: ids)
          : CheckSentences.unknown(count, of: all, ids: ids)
        answers.append((verdict, sentence))
      case .remediated: answers.append((verdict, CheckSentences.remediated(count, of: all, ids: ids)))
      case .notAffected where results.count == all.value:
        answers.append((verdict, CheckSentences.notAffected(of: all, target, ids: ids)))
      case .notAffected: break
      }
    }
    return answers
  }

  /// Advisory files that could not be used make the whole answer unknown, so they are named with it.
  private func problemAnswer() -> [(Verdict, LocalizedText)] {
    var names: [String] = []
    for problem in report.problems where problem.subject == .advisory {
      let name: String = foreign(String(problem.location.file.split(separator: "/").last ?? "?"))
      if !names.contains(name) { names.append(name) }
    }
    guard !names.isEmpty else { return [] }
    let shown: String = names.prefix(CheckPage.idsInAnswer).joined(separator: ", ")
    let list: String = names.count > CheckPage.idsInAnswer ? shown + ", …" : shown
    return [(.unknown, CheckSentences.problemFiles(Count(names.count), names: list))]
  }

  /// What kind of answer this is: by inventory only, or without a look because of the platform.
  private func basisRemarks() -> [LocalizedText] {
    var remarks: [LocalizedText] = report.packageCount == 0 ? [Remark.noPackages.text] : []
    let inventoried: [CheckReport.Result] = report.results.filter { $0.assessment.basis == .inventoryOnly }
    let isInventoryOnly: Bool = !inventoried.isEmpty && !report.results.contains { $0.assessment.basis == .examined }
    if isInventoryOnly {
      let kinds: Set<CheckKind> = Set(inventoried.flatMap(\.assessment.later))
      remarks.append(
        kinds.isEmpty ? Remark.inventoryOnly.text : CheckSentences.inventoryOnly(notExamined: kindList(kinds)))
    }
    let deeper: Set<CheckKind> = Set(report.results.flatMap(\.assessment.whenDeep))
    if !deeper.isEmpty { remarks.append(CheckSentences.quickOnly(notExamined: kindList(deeper))) }
    let elsewhere: Int = report.results.filter { $0.assessment.basis == .platformNotConcerned }.count
    if elsewhere > 0 {
      remarks.append(
        CheckSentences.platformNotConcerned(Count(elsewhere), platform: report.target.platform.word))
    }
    return remarks
  }
}

extension Timestamp {
  /// Date and time to the minute, with the zone: `2026-11-21 04:12 UTC`.
  var minuteText: String {
    let time = civil
    return dateText + " " + Timestamp.two(time.hour) + ":" + Timestamp.two(time.minute) + " UTC"
  }

  private static func two(_ value: Int) -> String { value < 10 ? "0" + String(value) : String(value) }
}
