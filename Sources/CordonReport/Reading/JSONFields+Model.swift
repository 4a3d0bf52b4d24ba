internal import CordonModel

// The parts of the model that several documents hold. ``CheckJSON`` and ``InventoryJSON`` write them.

extension JSONFields {
  func target() throws(CordonError) -> Target {
    Target(
      kind: try word("kind"), platform: try word("platform"), name: try text("name"), path: try text("path"),
      system: try optionalText("system"))
  }

  /// The software of a match, a clearance or an inventory; its members stand beside others.
  func package() throws(CordonError) -> SoftwarePackage {
    SoftwarePackage(
      purl: try purl("purl"), name: try text("name"), version: try optionalText("version"),
      vendor: try optionalText("vendor"), location: try text("location"), installedAt: try optionalTime("installedAt"),
      updatedAt: try optionalTime("updatedAt"), foundBy: try word("foundBy"))
  }

  func coverage() throws(CordonError) -> Coverage {
    var gaps: [Coverage.Gap] = []
    for gap in try objects("gaps") {
      gaps.append(
        Coverage.Gap(
          path: try gap.text("path"), reason: try gap.word("reason"), detail: try gap.text("detail"),
          isRefused: try gap.optionalFlag("refused") ?? false))
    }
    var leftOut: [Coverage.Exclusion] = []
    for place in try objects("leftOut") {
      leftOut.append(Coverage.Exclusion(path: try place.text("path"), why: try place.text("why")))
    }
    return Coverage(
      check: try word("check"), state: try word("state"), collectedAt: try moment("collectedAt"),
      scope: try texts("scope"), entriesExamined: try count("entriesExamined"), itemsFound: try count("itemsFound"),
      gaps: gaps, gapsOmitted: try count("gapsOmitted"), leftOut: leftOut)
  }

  /// The list `coverage`.
  func coverages() throws(CordonError) -> [Coverage] {
    var all: [Coverage] = []
    for one in try objects("coverage") { all.append(try one.coverage()) }
    return all
  }

  func location() throws(CordonError) -> CordonError.Location {
    CordonError.Location(
      file: try text("file"), line: try optionalInteger("line"), field: try optionalText("field"))
  }

  /// A text in both languages.
  func localized(_ name: String) throws(CordonError) -> LocalizedText {
    let both: JSONFields = try object(name)
    return LocalizedText(en: try both.text("en"), de: try both.text("de"))
  }

  func localizedTexts(_ name: String) throws(CordonError) -> [LocalizedText] {
    var texts: [LocalizedText] = []
    for both in try objects(name) { texts.append(LocalizedText(en: try both.text("en"), de: try both.text("de"))) }
    return texts
  }

  /// `id` and `revision` of an advisory.
  func advisoryReference() throws(CordonError) -> AdvisoryReference {
    AdvisoryReference(id: try text("id"), revision: try count("revision"))
  }

  func rule() throws(CordonError) -> RuleReference {
    guard let rule = try optionalObject("rule") else { return RuleReference() }
    return RuleReference(file: try rule.optionalText("file"), line: try rule.optionalInteger("line"))
  }

  /// The exception whose members these are.
  func findingException() throws(CordonError) -> FindingException {
    FindingException(
      id: try text("id"), kind: try word("kind"), reason: try text("reason"), advisory: try text("advisory"),
      package: try optionalText("package"), path: try optionalText("path"), until: try moment("until"),
      author: try optionalText("author"), location: try object("location").location())
  }

  /// The member `exception`, which older documents do not have.
  func optionalException() throws(CordonError) -> FindingException? {
    guard let exception = try optionalObject("exception") else { return nil }
    return try exception.findingException()
  }
}
