internal import CordonModel
internal import CordonVersions

/// Lays out an ``InventoryReport``: how much there is and whether that is all, the packages by the check that found them,
/// and at the end, where a long list leaves the reader, what was looked at and what was not.
///
/// It comes in pieces, so that a table of 400,000 rows is never in memory as a whole. Every package is shown: a list of
/// software from which something is left out answers no question.
struct InventoryPage: Page {
  let report: InventoryReport
  let options: TextOptions

  /// The name of the page.
  var title: String { InventorySentences.title(foreign(report.target.name))[language] }

  /// Lays out the whole page, each group as one table.
  func document() -> Document {
    var document = Document()
    forEachPiece(rows: .max) { document.blocks += $0.blocks }
    return document
  }

  /// Lays out piece after piece, in reading order.
  ///
  /// - Parameter rows: how many packages one piece holds.
  func forEachPiece<Failure: Error>(rows: Int, _ take: (Document) throws(Failure) -> Void) throws(Failure) {
    try take(head())
    var groups: [CheckKind: [Int]] = [:]
    for (index, package) in report.packages.enumerated() { groups[package.foundBy.check, default: []].append(index) }
    for kind in CheckKind.allCases {
      if let indices = groups[kind] { try forEachPiece(of: kind, indices, rows: rows, take) }
    }
    try take(tail())
  }

  private func head() -> Document {
    var document = Document()
    let count = Count(report.packages.count)
    let target: LocalizedText = InventorySentences.target(report.target.kind, path: foreign(report.target.path))
    let answer: LocalizedText =
      report.isComplete
      ? InventorySentences.complete(count, target) : InventorySentences.incomplete(count, target)
    if report.isInterrupted {
      document.append(.answer(sign: Verdict.unknown.symbol, say(Remark.interrupted.text, .verdict(.unknown))))
    }
    document.append(
      .answer(
        sign: report.isComplete ? Verdict.notAffected.symbol : Verdict.unknown.symbol,
        say(answer, report.isComplete ? .strong : .verdict(.unknown))))
    if report.packages.isEmpty { document.append(.paragraph(say(Remark.noPackages.text), depth: 2)) }
    document.append(.space)
    let name = StyledText(foreign(report.target.name), .strong)
    let system: String = foreign(report.target.system ?? report.target.platform.ofTarget[language])
    document.append(.paragraph(report.target.kind == .folder ? name : name.followed(by: ", " + system), depth: 2))
    let seconds: Int64 = max(0, report.finishedAt.secondsSinceEpoch &- report.startedAt.secondsSinceEpoch)
    let run: LocalizedText = DetailSentences.run(
      at: report.finishedAt.minuteText, seconds: seconds, tool: foreign(report.toolVersion))
    document.append(.paragraph(say(run, .faint), depth: 2))
    return document
  }

  /// What was looked at and what was not, in the words of a check.
  private func tail() -> Document {
    var document = Document()
    let check = CheckReport(
      target: report.target, startedAt: report.startedAt, finishedAt: report.finishedAt,
      toolVersion: report.toolVersion, results: [], coverage: report.coverage, packageCount: report.packages.count)
    let page = CheckPage(report: check, options: options)
    page.appendGaps(to: &document)
    page.appendChecks(to: &document)
    return document
  }

  // MARK: Groups

  private func forEachPiece<Failure: Error>(
    of kind: CheckKind, _ indices: [Int], rows: Int, _ take: (Document) throws(Failure) -> Void
  ) throws(Failure) {
    let layout = GroupLayout(report.packages, indices)
    var document = Document()
    let title: LocalizedText = InventorySentences.group(
      kind.word, Count(indices.count), place: layout.commonPlace.map { foreign($0) })
    document.section(say(title, .strong))
    var columns: [Table.Column] = layout.columns(self)
    var start: Int = 0
    while start < indices.count {
      let end: Int = start + min(rows, indices.count - start)
      let cells: [[StyledText]] = indices[start..<end].map { row(report.packages[$0], layout) }
      document.append(.table(Table(columns: columns, rows: cells), depth: 2))
      try take(document)
      document = Document()
      for index in columns.indices { columns[index].title = "" }
      start = end
    }
  }

  private func row(_ package: SoftwarePackage, _ layout: GroupLayout) -> [StyledText] {
    var cells: [StyledText] = layout.hasTypes ? [StyledText(package.purl.type)] : []
    cells.append(StyledText(foreign(package.name), .strong))
    cells.append(StyledText(package.version.map { foreign($0) } ?? "-"))
    if layout.commonPlace == nil { cells.append(StyledText(foreign(package.location), .faint)) }
    return cells
  }
}

/// Which columns a group needs, and how wide they are, whatever piece of it is written.
private struct GroupLayout {
  /// The place of every package of the group, when it is one.
  let commonPlace: String?
  /// Whether packages of several types stand in the group.
  let hasTypes: Bool
  private var widths = (type: 0, name: 0, version: 1, place: 0)

  init(_ packages: [SoftwarePackage], _ indices: [Int]) {
    let first: SoftwarePackage? = indices.first.map { packages[$0] }
    var isOnePlace: Bool = indices.count > 1
    var isOneType: Bool = true
    for index in indices {
      let package: SoftwarePackage = packages[index]
      isOnePlace = isOnePlace && package.location == first?.location
      isOneType = isOneType && package.purl.type == first?.purl.type
      widths.type = max(widths.type, package.purl.type.utf8.count)
      widths.name = max(widths.name, GroupLayout.width(package.name))
      widths.version = max(widths.version, package.version.map(GroupLayout.width) ?? 1)
      widths.place = max(widths.place, GroupLayout.width(package.location))
    }
    commonPlace = isOnePlace ? first?.location : nil
    hasTypes = !isOneType
  }

  func columns(_ page: InventoryPage) -> [Table.Column] {
    var columns: [Table.Column] = []
    func add(_ label: InventoryLabel, _ width: Int) {
      let title: String = label.text[page.language]
      columns.append(Table.Column(title: title, minimumWidth: max(width, DisplayWidth.of(title))))
    }
    if hasTypes { add(.type, widths.type) }
    add(.name, widths.name)
    add(.version, widths.version)
    if commonPlace == nil { add(.place, widths.place) }
    return columns
  }

  private static func width(_ text: String) -> Int {
    DisplayWidth.of(InertText(text, limit: CheckPage.foreignLimit).text)
  }
}
