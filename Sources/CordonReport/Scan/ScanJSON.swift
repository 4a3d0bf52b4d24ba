internal import CordonModel

/// A scan as JSON: schema `cordon.scan`, and line by line `cordon.scan-lines`, both version 1
/// (`Documentation/ScanJSON.md`).
enum ScanJSON {
  static let schema = "cordon.scan"
  static let linesSchema = "cordon.scan-lines"
  /// It grows when a reader of the old shape would be misled.
  static let schemaVersion = 1

  // MARK: One document

  static func begin(_ line: inout JSONLine) {
    line.beginObject()
    line.member("schema", schema)
    line.member("schemaVersion", schemaVersion)
    line.key("files")
    line.beginArray()
  }

  static func end(_ report: ScanReport, exitCode: Int32, _ line: inout JSONLine) {
    line.endArray()
    line.member("tool", "cordon " + report.toolVersion)
    line.member("startedAt", report.startedAt)
    writeOutcome(report, exitCode: exitCode, to: &line)
    line.endObject()
  }

  // MARK: Line by line

  static func writeRun(_ head: ScanWriter.Head, to line: inout JSONLine) {
    line.beginObject()
    line.member("kind", "run")
    line.member("schema", linesSchema)
    line.member("schemaVersion", schemaVersion)
    line.member("tool", "cordon " + head.toolVersion)
    line.member("startedAt", head.startedAt)
    line.member("paths", head.paths)
    line.endObject()
  }

  static func writeSummary(_ report: ScanReport, exitCode: Int32, to line: inout JSONLine) {
    line.beginObject()
    line.member("kind", "summary")
    writeOutcome(report, exitCode: exitCode, to: &line)
    line.endObject()
  }

  // MARK: Parts

  /// - Parameter kind: of a line; `nil` inside of a document.
  static func write(_ file: ScannedFile, kind: String? = nil, to line: inout JSONLine) {
    let facts: FileFacts = file.facts
    line.beginObject()
    if let kind { line.member("kind", kind) }
    line.member("path", facts.place.text)
    line.member("members", facts.place.members.map { PrintablePath.text($0) })
    line.member("verdict", file.verdict?.rawValue)
    line.member("size", Int(clamping: facts.size))
    line.member("modified", facts.modified)
    line.member("owner", facts.owner.map { Int($0) })
    line.member("sha256", facts.digests?.sha256.hex)
    line.member("sha1", facts.digests?.sha1?.hex)
    line.member("md5", facts.digests?.md5?.hex)
    line.member("version", facts.version)
    line.member("ruleReach", facts.ruleReach.word)
    line.array("findings", of: file.findings) { write($0, to: &$1) }
    line.endObject()
  }

  private static func write(_ finding: ScanFinding, to line: inout JSONLine) {
    line.beginObject()
    line.member("verdict", finding.match.verdict.rawValue)
    line.member("advisory", finding.advisory?.id)
    line.member("revision", finding.advisory?.revision)
    line.member("reason", finding.match.reason.rawValue)
    line.member("decidedBy", finding.match.decidedBy)
    line.member("productID", finding.match.productID)
    line.member("description", finding.match.productName)
    line.member("rule", finding.hit?.rule)
    line.member("ruleSource", finding.hit?.source)
    line.array("strings", of: finding.hit?.strings ?? []) { found, line in
      line.beginObject()
      line.member("identifier", found.identifier)
      line.member("offset", Int(clamping: found.offset))
      line.endObject()
    }
    line.endObject()
  }

  private static func writeOutcome(_ report: ScanReport, exitCode: Int32, to line: inout JSONLine) {
    line.member("finishedAt", report.finishedAt)
    line.member("verdict", report.verdict.rawValue)
    line.member("complete", report.isComplete)
    line.member("interrupted", report.isInterrupted)
    line.member("exitCode", Int(exitCode))
    line.object("counts") { line in
      let counts: ScanReport.Counts = report.counts
      line.member("files", counts.files)
      line.member("bytes", Int(clamping: counts.bytes))
      line.member("bytesRead", Int(clamping: counts.bytesRead))
      line.member("members", counts.members)
      line.member("cached", counts.cached)
      line.member("rulesOnly", counts.rulesOnly)
      line.member("beyondRuleLimit", counts.beyondRuleLimit)
      line.member("unread", counts.unread)
      line.member("affected", counts.affected)
      line.member("suspected", counts.suspected)
    }
    line.array("advisories", of: report.advisories) { advisory, line in
      line.beginObject()
      line.member("id", advisory.id)
      line.member("revision", advisory.revision)
      line.endObject()
    }
    line.member("ruleSources", report.ruleSources)
    line.array("ruleProblems", of: report.ruleProblems) { problem, line in
      line.beginObject()
      line.member("source", problem.source)
      line.member("line", problem.line)
      line.member("message", problem.message)
      line.member("warning", problem.isWarning)
      line.endObject()
    }
    line.array("problems", of: report.problems) { problem, line in
      line.beginObject()
      line.member("file", problem.location.file)
      line.member("line", problem.location.line)
      line.member("message", problem.message)
      line.endObject()
    }
    line.key("coverage")
    InventoryLines.write(report.coverage, to: &line)
  }
}
