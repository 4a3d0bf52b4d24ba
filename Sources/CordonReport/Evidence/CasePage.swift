internal import CordonModel

/// The report of a case: the three answers first, then what they rest on, then how anybody can verify it. Everything in it
/// comes from the bundle; a bundle in which something is wrong is reported as that, and nothing in it is retold.
struct CasePage: Page {
  let contents: CaseContents
  let options: TextOptions
  /// Whether long parts are folded, and everything is shown.
  let isSheet: Bool

  private static let advisoriesTold = 5
  private static let itemsOpen = 10

  /// The title of the page.
  var title: String {
    guard let check = contents.checks.last else { return EvidenceLabel.bundle.text[language] }
    return CaseSentences.title(target: foreign(check.report.target.name))[language]
  }

  func document() -> Document {
    var document = Document()
    let bundle = BundlePage(verdict: contents.verdict, options: options)
    guard contents.verdict.state != .manipulated else {
      document.append(bundle.answer())
      document.append(.paragraph(say(CaseSentences.nothingRetold, .strong), depth: 2))
      bundle.appendDefects(to: &document)
      appendVerification(bundle, to: &document)
      return document
    }
    guard let check = contents.checks.last else {
      document.append(bundle.answer())
      document.append(.paragraph(say(CaseSentences.noCheck, .strong), depth: 2))
      appendVerification(bundle, to: &document)
      return document
    }
    var sheetOptions: TextOptions = options
    if isSheet { sheetOptions.verbose = true }
    let page = CheckPage(report: check.report, options: sheetOptions)
    let sheet = CheckSheet(page: page, matchLimit: isSheet ? 1_000 : 5, isFolding: isSheet)
    appendAnswers(page, bundle, to: &document)
    appendWhatHappened(check.report, to: &document)
    sheet.appendFindings(to: &document)
    appendMeasures(to: &document)
    appendSteps(to: &document)
    appendEarlier(to: &document)
    appendVerification(bundle, to: &document)
    appendAnnex(to: &document)
    return document
  }

  // MARK: The answer box

  private func appendAnswers(_ page: CheckPage, _ bundle: BundlePage, to document: inout Document) {
    document.append(.paragraph(say(EvidenceLabel.affectedQuestion.text, .strong), depth: 0))
    page.appendAnswer(to: &document)
    document.append(.paragraph(say(EvidenceLabel.protectedQuestion.text, .strong), depth: 0))
    let isClean: Bool = page.report.verdict <= .remediated
    let sign: Verdict = isClean ? .notAffected : .unknown
    document.append(
      .answer(
        sign: sign.symbol,
        say(isClean ? CaseSentences.nothingToContain : CaseSentences.noMeasures, .verdict(sign))))
    document.append(.paragraph(say(EvidenceLabel.proofQuestion.text, .strong), depth: 0))
    document.append(bundle.answer())
  }

  // MARK: What happened

  /// The summaries of the advisories that this is about: those that matched, else those that were asked by name.
  private func appendWhatHappened(_ report: CheckReport, to document: inout Document) {
    let matched: [String] = report.results.filter { $0.assessment.verdict >= .suspected }.map(\.assessment.advisory.id)
    let asked: [String] =
      report.results.count <= CasePage.advisoriesTold ? report.results.map(\.assessment.advisory.id) : []
    let wanted: [String] = Array((matched.isEmpty ? asked : matched).prefix(CasePage.advisoriesTold))
    let told: [Advisory] = wanted.compactMap { id in contents.advisories.first { $0.id == id } }
    guard !told.isEmpty else { return }
    document.section(say(EvidenceLabel.whatHappened.text, .strong))
    for advisory in told {
      let name: String = foreign(advisory.id) + ", Rev. " + String(advisory.revision)
      document.append(
        .subheading(
          StyledText(foreign(advisory.title[language]), .strong).followed(by: " (" + name + ")", .faint), depth: 2))
      document.append(.paragraph(prose(advisory.summary), depth: 2))
      let links: [StyledText] = advisory.references.compactMap(\.url).prefix(4).map { url in
        StyledText(foreign(url), .code)
      }
      if !links.isEmpty {
        document.append(.paragraph(say(EvidenceLabel.references.text, .faint), depth: 2))
        document.append(.items(links, numbered: false, depth: 4))
      }
    }
  }

  // MARK: What was done

  private func appendMeasures(to document: inout Document) {
    document.section(say(EvidenceLabel.measures.text, .strong))
    document.append(.paragraph(say(CaseSentences.measuresOfBundle), depth: 2))
  }

  private func appendSteps(to document: inout Document) {
    guard let check = contents.checks.last, let steps = contents.steps else { return }
    let coverage: [String] = contents.items.filter { item in
      item.type == .coverage && item.id.hasPrefix("E" + String(check.part) + "-")
    }.map(\.id)
    document.section(say(SectionTitle.sixSteps.text, .strong))
    let table: Table = StepTable.table(of: steps, in: language) { kind in
      switch kind {
      case .scope: list(check.packs.values.sorted() + coverage)
      case .identify, .contain, .eradicate, .recover: foreign(check.item)
      case .prove: ""
      }
    }
    document.append(.table(table, depth: 2))
  }

  private func list(_ ids: [String]) -> String {
    guard ids.count > 4 else { return ids.map { foreign($0) }.joined(separator: ", ") }
    return foreign(ids.first ?? "") + " … " + foreign(ids.last ?? "")
  }

  private func appendEarlier(to document: inout Document) {
    guard contents.checks.count > 1 else { return }
    document.section(say(EvidenceLabel.earlierChecks.text, .strong))
    let labels: [LocalizedText] = [EvidenceLabel.part.text, FieldLabel.time.text, FieldLabel.state.text]
    let rows: [[StyledText]] = contents.checks.map { check in
      let verdict: Verdict = check.report.verdict
      return [
        StyledText(String(check.part)), StyledText(check.report.finishedAt.minuteText),
        StyledText(verdict.symbol + " ", .verdict(verdict)).followed(by: verdict.word[language], .verdict(verdict)),
      ]
    }
    document.append(.table(Table(columns: labels.map { Table.Column(title: $0[language]) }, rows: rows), depth: 2))
  }

  // MARK: How to verify

  private func appendVerification(_ bundle: BundlePage, to document: inout Document) {
    document.section(say(EvidenceLabel.verification.text, .strong))
    document.append(.fields(bundle.fields(), depth: 2))
    document.append(.paragraph(say(CaseSentences.howToVerify), depth: 2))
    document.append(.paragraph(say(EvidenceSentences.endUnknown), depth: 2))
    var command: String = "cordon verify " + NextCommand.quoted(contents.place)
    if let key = contents.verdict.parts.last?.signer?.fingerprint { command += " --key " + key.hex }
    if let head = contents.verdict.head { command += " --head " + head.hex }
    document.append(.space)
    document.append(.command(label: say(EvidenceLabel.checkIt.text), command: command))
  }

  private func appendAnnex(to document: inout Document) {
    guard !contents.items.isEmpty else { return }
    document.section(say(EvidenceLabel.annex.text, .strong))
    let labels: [LocalizedText] = [
      EvidenceLabel.item.text, EvidenceLabel.type.text, EvidenceLabel.collected.text, FieldLabel.size.text,
      FieldLabel.sha256.text,
    ]
    let limit: Int = isSheet ? 1_000 : options.shown(of: CasePage.itemsOpen)
    let rows: [[StyledText]] = contents.items.prefix(limit).map { item in
      [
        StyledText(foreign(item.id), .strong), StyledText(foreign(item.type.rawValue)),
        StyledText(item.time.minuteText), StyledText(ByteSize(item.size)[language]), StyledText(item.sha256.hex, .code),
      ]
    }
    document.append(
      .table(
        Table(
          foldsAfter: CasePage.itemsOpen, columns: labels.map { Table.Column(title: $0[language]) }, rows: rows),
        depth: 2))
    let more: Int = contents.items.count - rows.count
    if more > 0 { document.append(.paragraph(say(CaseSentences.moreItems(Count(more))), depth: 2)) }
  }
}
