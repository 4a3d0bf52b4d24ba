internal import CordonModel

/// A scan as a table for a spreadsheet: one row a finding, one row for a file without findings where every file is listed.
enum ScanCSV {
  /// The columns, in order. They are documented in `Documentation/ScanJSON.md` and only ever added to, at the end.
  static let columns: [StaticString] = [
    "verdict", "advisory", "revision", "rule_source", "rule", "reason", "decided_by", "description", "path", "size",
    "modified", "owner", "sha256", "sha1", "md5", "version", "rule_reach",
  ]

  static func write(
    _ file: ScannedFile, row: inout CSVWriter, to output: inout ResultOutput
  ) throws(CordonError) {
    for finding in file.findings {
      row.cell(finding.match.verdict.rawValue)
      row.cell(finding.advisory?.id)
      if let advisory = finding.advisory { row.cell(advisory.revision) } else { row.skip(1) }
      row.cell(finding.hit?.source)
      row.cell(finding.hit?.rule)
      row.cell(finding.match.reason.rawValue)
      row.cell(finding.match.decidedBy)
      row.cell(finding.match.productName)
      writeFacts(file.facts, row: &row)
      try row.endRow(to: &output)
    }
    guard file.findings.isEmpty else { return }
    row.skip(8)
    writeFacts(file.facts, row: &row)
    try row.endRow(to: &output)
  }

  private static func writeFacts(_ facts: FileFacts, row: inout CSVWriter) {
    row.cell(facts.place.text)
    row.cell(Int(clamping: facts.size))
    row.cell(facts.modified)
    if let owner = facts.owner { row.cell(Int(owner)) } else { row.skip(1) }
    row.cell(facts.digests?.sha256.hex)
    row.cell(facts.digests?.sha1?.hex)
    row.cell(facts.digests?.md5?.hex)
    row.cell(facts.version)
    row.cell(facts.ruleReach.word)
  }
}

extension FileFacts.RuleReach {
  /// As it stands in output for programs; frozen.
  var word: String {
    switch self {
    case .none: "none"
    case .whole: "whole"
    case .prefix: "prefix"
    case .unfinished: "unfinished"
    }
  }
}
