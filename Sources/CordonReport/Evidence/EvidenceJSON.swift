package import CordonModel

/// The items of evidence that no other format writes (`Documentation/EvidenceBundle.md`).
package enum EvidenceJSON {
  /// What a check looked at and what it could not look at: schema `cordon.coverage`, version 1.
  ///
  /// - Throws: what `output` throws; nothing else.
  package static func writeCoverage(of report: CheckReport, to output: inout ResultOutput) throws(CordonError) {
    try output.append(
      JSONValue.object([
        "schema": .string("cordon.coverage"),
        "schemaVersion": .integer(1),
        "startedAt": .string(report.startedAt.text),
        "finishedAt": .string(report.finishedAt.text),
        "interrupted": .boolean(report.isInterrupted),
        "target": CheckJSON.target(report.target),
        "coverage": .array(report.coverage.map(CheckJSON.coverage)),
        "notAsked": .array(
          report.notAsked.map { .object(["id": .string($0.id), "revision": .integer(Int64($0.revision))]) }),
      ]).bytes)
  }

  /// What could not be kept: schema `cordon.gaps`, version 1.
  ///
  /// - Throws: what `output` throws; nothing else.
  package static func writeGaps(_ gaps: [Coverage.Gap], to output: inout ResultOutput) throws(CordonError) {
    try output.append(
      JSONValue.object([
        "schema": .string("cordon.gaps"),
        "schemaVersion": .integer(1),
        "gaps": .array(
          gaps.map { gap in
            .object([
              "path": .string(gap.path), "reason": .string(gap.reason.rawValue), "detail": .string(gap.detail),
            ])
          }),
      ]).bytes)
  }
}
