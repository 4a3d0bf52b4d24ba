package import CordonModel

extension CheckJSON {
  /// Reads a document that ``encode(_:failOn:)`` wrote, of this version of the schema or an older one.
  ///
  /// Members that follow from others (`verdict`, `counts`, `exitCode` and the like) are worked out anew, unknown ones are
  /// passed over.
  ///
  /// - Throws: ``CordonError`` `bad-input` that names the field and what would be right.
  package static func decode(_ bytes: [UInt8], file: String) throws(CordonError) -> CheckReport {
    try decodeSaved(bytes, file: file).report
  }

  /// A check that was saved, and how it was to end.
  package struct Saved: Sendable {
    /// What the check found.
    package var report: CheckReport
    /// The exit code the check ended with.
    package var exitCode: Int32

    /// A `--fail-on` that gives the exit code of the document.
    package var failOn: FailOn {
      FailOn.allCases.last { $0 == .unknown && $0.exitCode(for: report.openVerdict) == exitCode }
        ?? FailOn.allCases.first { $0.exitCode(for: report.openVerdict) == exitCode } ?? .unknown
    }
  }

  /// Reads a document together with the exit code in it.
  ///
  /// - Throws: as ``decode(_:file:)``.
  package static func decodeSaved(_ bytes: [UInt8], file: String) throws(CordonError) -> Saved {
    guard try SavedDocument(bytes, file: file).kind == .check else {
      throw CordonError(
        .badInput, "This is no saved check. Write one with: cordon check -o json=FILE",
        location: .init(file: file, field: "schema"))
    }
    var reader: JSONReader = try JSONReader(bytes, file: file)
    var results: [CheckReport.Result]?
    let top: JSONFields = try reader.object(.document) { (name, reader) throws(CordonError) in
      guard name == "advisories" else { return false }
      var read: [CheckReport.Result] = []
      try reader.elements(.member(.document, name)) { (reader, place) throws(CordonError) in
        read.append(try result(&reader, at: place))
      }
      results = read
      return true
    }
    var report = CheckReport(
      target: try top.object("target").target(), startedAt: try top.moment("startedAt"),
      finishedAt: try top.moment("finishedAt"), toolVersion: try top.object("tool").text("version"),
      results: try top.required(results, "advisories"), notAsked: try references(top), coverage: try top.coverages(),
      packageCount: try top.count("packageCount"), problems: try problems(top),
      isInterrupted: try top.flag("interrupted"), exceptions: try exceptionUses(top))
    report.steps = try SixStepJSON.read(top)
    report.runner = try top.optionalWord("runner")
    return Saved(report: report, exitCode: Int32(clamping: try top.integer("exitCode")))
  }

  private static func references(_ top: JSONFields) throws(CordonError) -> [AdvisoryReference] {
    var all: [AdvisoryReference] = []
    for one in try top.objects("notAsked") { all.append(try one.advisoryReference()) }
    return all
  }

  private static func problems(_ top: JSONFields) throws(CordonError) -> [CheckReport.Problem] {
    var all: [CheckReport.Problem] = []
    for one in try top.objects("problems") {
      all.append(
        CheckReport.Problem(
          location: try one.location(), message: try one.text("message"),
          subject: try one.optionalWord("subject") ?? .advisory))
    }
    return all
  }

  private static func exceptionUses(_ top: JSONFields) throws(CordonError) -> [ExceptionUse] {
    var all: [ExceptionUse] = []
    for one in try top.optionalObjects("exceptions") {
      all.append(
        ExceptionUse(
          exception: try one.findingException(), state: try one.word("state"), findings: try one.count("findings")))
    }
    return all
  }

  /// One of `advisories`. Its matches, of which there may be a million, are taken one by one.
  private static func result(
    _ reader: inout JSONReader, at place: JSONPlace
  ) throws(CordonError) -> CheckReport.Result {
    var matches: [Match]?
    let fields: JSONFields = try reader.object(place) { (name, reader) throws(CordonError) in
      guard name == "matches" else { return false }
      var read: [Match] = []
      try reader.elements(.member(place, name)) { (reader, place) throws(CordonError) in
        read.append(try match(try reader.object(place)))
      }
      matches = read
      return true
    }
    let axes: JSONFields = try fields.object("axes")
    let assessment = Assessment(
      advisory: try fields.advisoryReference(), verdict: try fields.word("verdict"),
      matches: try fields.required(matches, "matches"), doubts: try doubts(fields), basis: try fields.word("basis"),
      required: try fields.words("required"), later: try fields.words("later"),
      whenDeep: try fields.optionalWords("whenDeep"),
      axes: Assessment.Axes(
        exposed: try axes.word("exposed"), infected: try axes.word("infected"), contacted: try axes.word("contacted")),
      cleared: try clearances(fields), clearedOmitted: try fields.optionalInteger("clearedOmitted") ?? 0,
      matchesOmitted: try fields.optionalInteger("matchesOmitted") ?? 0)
    return CheckReport.Result(
      title: try fields.localized("title"), assessment: assessment, hints: try fields.localizedTexts("hints"),
      limits: try fields.localizedTexts("limits"), exception: try fields.optionalException())
  }

  private static func doubts(_ fields: JSONFields) throws(CordonError) -> [Assessment.Doubt] {
    var all: [Assessment.Doubt] = []
    for one in try fields.objects("doubts") {
      all.append(Assessment.Doubt(check: try one.optionalWord("check"), reason: try one.word("reason")))
    }
    return all
  }

  private static func clearances(_ fields: JSONFields) throws(CordonError) -> [Clearance] {
    var all: [Clearance] = []
    for one in try fields.optionalObjects("cleared") {
      all.append(
        Clearance(
          productID: try one.text("productID"), package: try one.package(), reason: try one.word("reason"),
          decidedBy: try one.text("decidedBy"), rule: try one.rule()))
    }
    return all
  }

  private static func match(_ fields: JSONFields) throws(CordonError) -> Match {
    var match = Match(
      verdict: try fields.word("verdict"), productID: try fields.text("productID"),
      productName: try fields.text("productName"), subject: try fields.matchSubject(),
      reason: try fields.word("reason"),
      decidedBy: try fields.text("decidedBy"), rule: try fields.rule(), exception: try fields.optionalException())
    match.occurrence = max(1, try fields.optionalInteger("occurrence") ?? 1)
    return match
  }
}
