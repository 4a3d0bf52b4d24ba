internal import CordonModel

/// What a pack says about itself: identity, texts, dates, provenance.
struct PackHead {
  /// An advisory without rows; `nil` when a required field is missing or wrong.
  let advisory: Advisory?

  init(_ fields: FieldReader, file: String) {
    PackHead.checkFormat(fields)
    let id: String? = PackHead.id(fields, file: file)
    if !fields.has("revision") { fields.missing("revision") }
    let revision: Int64? = fields.integer("revision", in: 1...1_000_000)
    let title: LocalizedText? = fields.requiredLocalized("title")
    let summary: LocalizedText? = fields.requiredLocalized("summary")
    let category: Advisory.Category? = fields.requiredChoice("category", Advisory.Category.self)
    let marking: Advisory.Marking? = fields.requiredChoice("tlp", Advisory.Marking.self)
    let severity: Advisory.Severity = PackHead.severity(fields)
    let dates: Advisory.Dates? = PackHead.dates(fields)
    let aliases: [String] = fields.texts("aliases")
    let attribution: Advisory.Attribution? = PackHead.attribution(fields)
    let references: [Advisory.Reference] = PackHead.references(fields)
    guard let id, let revision, let title, let summary, let category, let marking, let dates else {
      advisory = nil
      return
    }
    var result: Advisory = Advisory(
      AdvisoryReference(id: id, revision: Int(revision)), title: title, summary: summary, category: category,
      dates: dates)
    result.marking = marking
    result.severity = severity
    result.aliases = aliases
    result.attribution = attribution
    result.references = references
    advisory = result
  }

  private static func checkFormat(_ fields: FieldReader) {
    guard let node = fields.requiredNode("pack") else { return }
    guard case .text(let version, .plain) = node.content, version == "1" else {
      fields.error("pack", "this is not the format that this version of Cordon reads; it reads pack: 1")
      return
    }
  }

  private static func id(_ fields: FieldReader, file: String) -> String? {
    guard let id = fields.requiredText("id") else { return nil }
    guard isID(id) else {
      fields.error(
        "id",
        "\(TextSafety.quoted(id)) is no id: lower-case letters and digits in words joined by single hyphens, at most 64"
      )
      return nil
    }
    let name: Substring = file.split(separator: "/").last ?? ""
    let base: Substring = name.prefix { $0 != "." }
    if !base.isEmpty, base != id[...] {
      fields.warning(
        "id", "the file is named \(TextSafety.quoted(String(name))); its id wants the name", example: id + ".yaml")
    }
    return id
  }

  /// Words of lower-case letters and digits, joined by single hyphens.
  static func isID(_ text: String) -> Bool {
    guard (1...64).contains(text.utf8.count) else { return false }
    return text.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { word in
      !word.isEmpty && word.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    }
  }

  private static func severity(_ fields: FieldReader) -> Advisory.Severity {
    guard let severity = fields.map("severity", FieldNames.severity) else { return Advisory.Severity() }
    var result: Advisory.Severity = Advisory.Severity()
    result.bsiLevel = severity.integer("bsi", in: 1...4).map(Int.init)
    guard let cvss = severity.map("cvss", FieldNames.cvss) else { return result }
    if !cvss.has("version") { cvss.missing("version") }
    if !cvss.has("score") { cvss.missing("score") }
    if let version = cvss.version("version") {
      if ["2.0", "3.0", "3.1", "4.0"].contains(version) {
        result.cvssVersion = version
      } else {
        cvss.error("version", "there is no CVSS \(TextSafety.quoted(version)); known are 2.0, 3.0, 3.1, 4.0")
      }
    }
    result.cvssScore = cvss.decimal("score", in: 0...10)
    result.cvssVector = cvss.text("vector")
    if let vector = result.cvssVector, let version = result.cvssVersion, version != "2.0",
      !vector.hasPrefix("CVSS:" + version + "/")
    {
      cvss.error("vector", "a vector of CVSS \(version) begins with CVSS:\(version)/")
    }
    return result
  }

  private static func dates(_ fields: FieldReader) -> Advisory.Dates? {
    guard fields.requiredNode("dates") != nil, let dates = fields.map("dates", FieldNames.dates) else { return nil }
    let compromised: TimeWindow? = dates.window("compromised")
    let disclosed: Timestamp? = dates.date("disclosed")
    let initial: Timestamp? = dates.requiredDate("initial_release_date")
    let current: Timestamp? = dates.requiredDate("current_release_date")
    guard let initial, let current else { return nil }
    if current < initial {
      dates.error(
        "current_release_date", "this revision (\(current.dateText)) is older than the first (\(initial.dateText))")
    }
    return Advisory.Dates(
      compromised: compromised, disclosed: disclosed, initialRelease: initial, currentRelease: current)
  }

  private static func attribution(_ fields: FieldReader) -> Advisory.Attribution? {
    guard let row = fields.map("attribution", FieldNames.attribution) else { return nil }
    let actor: String? = row.requiredText("actor")
    let confidence: Confidence? = row.requiredChoice("confidence", Confidence.self)
    let note: String? = row.text("note")
    guard let actor, let confidence else { return nil }
    return Advisory.Attribution(actor: actor, confidence: confidence, note: note)
  }

  private static func references(_ fields: FieldReader) -> [Advisory.Reference] {
    guard fields.requiredNode("references") != nil else { return [] }
    return fields.rows("references", FieldNames.reference).compactMap { row in
      let summary: String? = row.requiredText("summary")
      let url: String? = row.text("url")
      if let url, case .failure(let problem) = URLSyntax.read(url) {
        row.error("url", problem.message, example: problem.example)
      }
      return summary.map { Advisory.Reference(summary: $0, url: url) }
    }
  }
}
