internal import CordonModel
internal import CordonVersions

// The rows of the advisory beside what was found: in other versions, or not at all.

extension ExplainPage {
  /// Rows of the advisory shown before the rest is counted.
  private static let rowsShown = 6
  /// Versions shown of one row.
  private static let versionsShown = 6

  /// Software the advisory names, in versions it does not mean.
  func appendCleared(to document: inout Document) {
    let assessment: Assessment = explanation.assessment
    guard explanation.finding == nil, !assessment.cleared.isEmpty else { return }
    document.section(StyledText(SectionTitle.foundInOtherVersions.text[language], .strong))
    let shown: Int = min(assessment.cleared.count, options.shown(of: ExplainPage.rowsShown))
    for (index, cleared) in assessment.cleared.prefix(shown).enumerated() {
      if index > 0 { document.append(.space) }
      document.append(.fields(fields(of: cleared), depth: 2))
    }
    let more: Int = assessment.cleared.count - shown + max(0, assessment.clearedOmitted)
    if more > 0 { document.append(.paragraph(say(ExplainSentences.clearedMore(Count(more))), depth: 2)) }
  }

  private func fields(of cleared: Clearance) -> [Block.Field] {
    let package: SoftwarePackage = cleared.package
    let name: String = foreign(package.name) + " " + foreign(package.version ?? "?")
    let place: String = explanation.place(of: cleared.rule, product: cleared.productID)
    let decided: [Block.Field] =
      cleared.decidedBy.isEmpty ? [] : [field(.decidedBy, StyledText(foreign(cleared.decidedBy)))]
    return [
      field(.package, StyledText(name, .strong)), field(.place, StyledText(foreign(package.location))),
      field(.why, cleared.reason.sentence),
    ] + decided + [field(.rule, StyledText(foreign(place) + " (" + foreign(cleared.productID) + ")"))]
  }

  /// The rows that were looked for, when none of them matched.
  func appendSought(to document: inout Document) {
    let assessment: Assessment = explanation.assessment
    guard assessment.matches.isEmpty, assessment.basis != .platformNotConcerned else { return }
    if explanation.samePack != nil, explanation.sought.isEmpty { return }
    document.section(StyledText(SectionTitle.whatIsSought.text[language], .strong))
    guard explanation.samePack != nil else {
      let why: LocalizedText =
        explanation.otherRevision == nil
        ? ExplainRemark.packNotLoaded.text : ExplainSentences.revisionGone(assessment.advisory.revision)
      document.append(.paragraph(say(why), depth: 2))
      return
    }
    let rows: [AffectedProduct] = explanation.sought
    let shown: [AffectedProduct] = Array(rows.prefix(options.shown(of: ExplainPage.rowsShown)))
    let items: [StyledText] = shown.map { product in
      let versions: String = product.affectedVersions(limit: ExplainPage.versionsShown)
      let text: String = versions.isEmpty ? ExplainRemark.namesNoVersions.text[language] : foreign(versions)
      return StyledText(foreign(product.name), .strong).followed(by: ": " + text)
        .followed(by: " " + foreign(explanation.place(of: product)), .faint)
    }
    document.append(.items(items, numbered: false, depth: 2))
    let more: Int = rows.count - shown.count
    if more > 0 { document.append(.paragraph(say(ExplainSentences.soughtMore(Count(more))), depth: 2)) }
  }
}
