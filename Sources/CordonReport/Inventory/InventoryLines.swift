internal import CordonModel
internal import CordonVersions

/// An inventory as lines and rows for other programs.
enum InventoryLines {
  /// One package a line: type, name, version (`-` without one) and place, with a tab between. Text is made inert, so
  /// that none holds a tab or a line break.
  static func writePlain(_ report: InventoryReport, to output: inout ResultOutput) throws(CordonError) {
    for package in report.packages {
      let fields: [String] = [
        package.purl.type, InertText(package.name).text, package.version.map { InertText($0).text } ?? "-",
        InertText(package.location).text,
      ]
      try output.append(fields.joined(separator: "\t") + "\n")
    }
  }

  /// One package a row. What was not looked at is not in it: a row that is no package would be taken for one.
  static func writeCSV(_ report: InventoryReport, to output: inout ResultOutput) throws(CordonError) {
    try CSVWriter.header(
      ["type", "name", "version", "vendor", "location", "purl", "foundBy", "installedAt", "updatedAt"], to: &output)
    var row = CSVWriter()
    for package in report.packages {
      row.cell(package.purl.type)
      row.cell(package.name)
      row.cell(package.version)
      row.cell(package.vendor)
      row.cell(package.location)
      row.cell(package.purl.canonicalText)
      row.cell(package.foundBy.rawValue)
      row.cell(package.installedAt)
      row.cell(package.updatedAt)
      try row.endRow(to: &output)
    }
  }

  /// One object a line: first the run (`kind` is `inventory`), then each package (`package`), then each check
  /// (`coverage`).
  static func writeNDJSON(_ report: InventoryReport, to output: inout ResultOutput) throws(CordonError) {
    var line = JSONLine()
    write(runOf: report, to: &line)
    try line.write(to: &output)
    for package in report.packages {
      line.beginObject()
      line.member("kind", "package")
      line.member("purl", package.purl.canonicalText)
      line.member("name", package.name)
      line.member("version", package.version)
      line.member("vendor", package.vendor)
      line.member("location", package.location)
      line.member("installedAt", package.installedAt)
      line.member("updatedAt", package.updatedAt)
      line.member("foundBy", package.foundBy.rawValue)
      line.endObject()
      try line.write(to: &output)
    }
    for coverage in report.coverage {
      write(coverage, to: &line)
      try line.write(to: &output)
    }
  }

  private static func write(runOf report: InventoryReport, to line: inout JSONLine) {
    line.beginObject()
    line.member("kind", "inventory")
    line.member("schema", InventoryJSON.schema)
    line.member("schemaVersion", Int(InventoryJSON.schemaVersion))
    line.object("tool") { line in
      line.member("name", "cordon")
      line.member("version", report.toolVersion)
    }
    line.member("startedAt", report.startedAt)
    line.member("finishedAt", report.finishedAt)
    line.object("target") { line in
      line.member("kind", report.target.kind.rawValue)
      line.member("platform", report.target.platform.rawValue)
      line.member("name", report.target.name)
      line.member("path", report.target.path)
      line.member("system", report.target.system)
    }
    line.member("complete", report.isComplete)
    line.member("interrupted", report.isInterrupted)
    line.member("packageCount", report.packages.count)
    line.endObject()
  }

  /// The object of a coverage.
  static func write(_ coverage: Coverage, to line: inout JSONLine) {
    line.beginObject()
    line.member("kind", "coverage")
    line.member("check", coverage.check.rawValue)
    line.member("state", coverage.state.rawValue)
    line.member("collectedAt", coverage.collectedAt)
    line.member("scope", coverage.scope)
    line.member("entriesExamined", coverage.entriesExamined)
    line.member("itemsFound", coverage.itemsFound)
    line.array("gaps", of: coverage.gaps) { gap, line in
      line.beginObject()
      line.member("path", gap.path)
      line.member("reason", gap.reason.rawValue)
      line.member("detail", gap.detail)
      line.member("refused", gap.isRefused)
      line.endObject()
    }
    line.member("gapsOmitted", coverage.gapsOmitted)
    line.array("leftOut", of: coverage.leftOut) { place, line in
      line.beginObject()
      line.member("path", place.path)
      line.member("why", place.why)
      line.endObject()
    }
    line.endObject()
  }
}
