internal import CordonEvidence
package import CordonModel
internal import CordonReport

/// Keeps what a check rests on as one part of a bundle: the advisories byte for byte, what was and was not looked at, the
/// software, what matched, and the answer.
package enum CaseKeeping {
  /// What a check leaves behind.
  package struct Evidence: Sendable {
    /// The answer.
    package var report: CheckReport
    /// The software that was found.
    package var inventory: Inventory
    /// Where the advisories were taken from.
    package var library: AdvisoryLibrary
    /// What `--fail-on` was.
    package var failOn: FailOn

    package init(report: CheckReport, inventory: Inventory, library: AdvisoryLibrary, failOn: FailOn) {
      self.report = report
      self.inventory = inventory
      self.library = library
      self.failOn = failOn
    }
  }

  /// Adds every item to a part.
  ///
  /// - Throws: ``CordonError`` when one cannot be written.
  package static func add(_ evidence: Evidence, to writer: CaseWriter) throws(CordonError) {
    let report: CheckReport = evidence.report
    let time: Timestamp = report.finishedAt
    var missing: [Coverage.Gap] = []
    for (index, result) in report.results.enumerated() {
      let asked: AdvisoryReference = result.assessment.advisory
      guard let entry = evidence.library[asked.id], entry.advisory.revision == asked.revision, !entry.source.isEmpty
      else {
        missing.append(
          Coverage.Gap(path: asked.id, reason: .capabilityMissing, detail: "the bytes of its file were not kept"))
        continue
      }
      try writer.add(.advisory, file: name(index, of: asked.id), time: time) { (output) throws(CordonError) in
        try output.append(entry.source)
      }
    }
    try writer.add(.coverage, file: "coverage.json", time: time) { (output) throws(CordonError) in
      try EvidenceJSON.writeCoverage(of: report, to: &output)
    }
    try writer.add(.inventory, file: "inventory.json", time: time) { (output) throws(CordonError) in
      try InventoryRenderer.write(
        inventory(of: evidence), as: .json, options: TextOptions(language: .english), to: &output)
    }
    try writer.add(.facts, file: "facts.ndjson", time: time) { (output) throws(CordonError) in
      try CheckRenderer.write(
        report, as: .ndjson, options: TextOptions(language: .english), failOn: evidence.failOn, to: &output)
    }
    try writer.add(.checkResult, file: "check.json", time: time) { (output) throws(CordonError) in
      try output.append(CheckJSON.encode(report, failOn: evidence.failOn))
    }
    guard !missing.isEmpty else { return }
    try writer.add(.gaps, file: "gaps.json", time: time) { (output) throws(CordonError) in
      try EvidenceJSON.writeGaps(missing, to: &output)
    }
  }

  /// The name of a pack's file: its place in the answer, and the id as far as a name can hold it.
  private static func name(_ index: Int, of id: String) -> String {
    let digits: String = String(index + 1)
    let plain: [UInt8] = id.utf8.prefix(60).map { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D ? byte : 0x5F
    }
    return "advisory-" + String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits + "-"
      + String(decoding: plain, as: UTF8.self) + ".yaml"
  }

  private static func inventory(of evidence: Evidence) -> InventoryReport {
    let report: CheckReport = evidence.report
    return InventoryReport(
      target: report.target, startedAt: report.startedAt, finishedAt: report.finishedAt,
      toolVersion: report.toolVersion, packages: evidence.inventory.packages, coverage: evidence.inventory.coverage,
      isInterrupted: report.isInterrupted)
  }
}
