internal import CordonModel
internal import CordonVersions

/// An explanation as JSON: schema `cordon.explain`, version 1 (`Documentation/CheckJSON.md`). Texts are in both languages.
enum ExplainJSON {
  static func encode(_ request: ExplainRequest) -> [UInt8] {
    let report: CheckReport = request.report
    var finding: JSONValue = .null
    if case .finding(let id, _) = request.subject { finding = .string(id) }
    return JSONValue.object([
      "schema": .string("cordon.explain"), "schemaVersion": .integer(1), "file": .string(request.file),
      "explainedAt": .string(request.now.text), "finding": finding,
      "check": .object([
        "startedAt": .string(report.startedAt.text), "finishedAt": .string(report.finishedAt.text),
        "ageSeconds": .integer(Explanation.seconds(from: report.finishedAt, to: request.now)),
        "interrupted": .boolean(report.isInterrupted), "packageCount": .integer(Int64(report.packageCount)),
        "toolVersion": .string(report.toolVersion), "verdict": .string(report.verdict.rawValue),
        "openVerdict": .string(report.openVerdict.rawValue),
        "target": .object([
          "kind": .string(report.target.kind.rawValue), "platform": .string(report.target.platform.rawValue),
          "name": .string(report.target.name), "path": .string(report.target.path),
          "system": .optional(report.target.system),
        ]),
      ]),
      "advisories": .array(ExplainRenderer.explanations(request).map(advisory)),
    ]).bytes
  }

  private static func advisory(_ explanation: Explanation) -> JSONValue {
    let assessment: Assessment = explanation.assessment
    return .object([
      "id": .string(assessment.advisory.id), "revision": .integer(Int64(assessment.advisory.revision)),
      "loadedRevision": number(explanation.pack?.advisory.revision),
      "title": .localized(explanation.result.title), "verdict": .string(assessment.verdict.rawValue),
      "basis": .string(assessment.basis.rawValue), "ageSeconds": .integer(explanation.age),
      "matches": .array(explanation.matches.map { match($0, explanation) }),
      "matchesOmitted": .integer(Int64(assessment.matchesOmitted)),
      "cleared": .array(assessment.cleared.map { cleared($0, explanation) }),
      "clearedOmitted": .integer(Int64(assessment.clearedOmitted)),
      "sought": .array(explanation.sought.map { sought($0, explanation) }),
      "checks": .array(explanation.steps.map { step($0, explanation) }),
      "doubts": .array(
        assessment.doubts.map {
          .object(["check": .optional($0.check?.rawValue), "reason": .string($0.reason.rawValue)])
        }),
      "later": .strings(assessment.later.map(\.rawValue)),
      "exceptions": .array(explanation.exceptions.map(exception)),
      "changes": .array(
        explanation.turningPoints.map {
          .object(["kind": .string($0.kind.rawValue), "text": .localized($0.text)])
        }),
    ])
  }

  private static func match(_ match: Match, _ explanation: Explanation) -> JSONValue {
    var members: [String: JSONValue] = MatchSubjectJSON.members(match.subject)
    members["id"] = .string(explanation.id(of: match))
    members["verdict"] = .string(match.verdict.rawValue)
    members["productID"] = .string(match.productID)
    members["reason"] = .string(match.reason.rawValue)
    members["why"] = .localized(match.why)
    members["decidedBy"] = .string(match.decidedBy)
    members["rule"] = .string(explanation.place(of: match.rule, product: match.productID))
    members["exception"] = .optional((match.exception ?? explanation.result.exception)?.id)
    return .object(members)
  }

  private static func cleared(_ cleared: Clearance, _ explanation: Explanation) -> JSONValue {
    var members: [String: JSONValue] = MatchSubjectJSON.members(.package(cleared.package))
    members["productID"] = .string(cleared.productID)
    members["reason"] = .string(cleared.reason.rawValue)
    members["why"] = .localized(cleared.reason.sentence)
    members["decidedBy"] = .string(cleared.decidedBy)
    members["rule"] = .string(explanation.place(of: cleared.rule, product: cleared.productID))
    return .object(members)
  }

  private static func sought(_ product: AffectedProduct, _ explanation: Explanation) -> JSONValue {
    .object([
      "productID": .string(product.id), "name": .string(product.name), "purls": .strings(product.purls),
      "knownAffected": .strings(product.knownAffected),
      "affectedRanges": .strings(product.affectedRanges.map(\.range)),
      "rule": .string(explanation.place(of: product)),
    ])
  }

  private static func step(_ step: Explanation.Step, _ explanation: Explanation) -> JSONValue {
    let coverage: Coverage? = step.coverage
    return .object([
      "check": .string(step.check.rawValue), "state": .optional(coverage?.state.rawValue),
      "required": .boolean(explanation.assessment.required.contains(step.check)),
      "collectedAt": .optional(coverage?.collectedAt.text),
      "ageSeconds": coverage.map {
        .integer(Explanation.seconds(from: $0.collectedAt, to: explanation.now))
      } ?? .null,
      "itemsFound": number(coverage?.itemsFound), "entriesExamined": number(coverage?.entriesExamined),
      "scope": .strings(coverage?.scope ?? []), "doubts": .strings(step.doubts.map(\.rawValue)),
      "gaps": .array(
        (coverage?.gaps ?? []).map {
          .object([
            "path": .string($0.path), "reason": .string($0.reason.rawValue), "detail": .string($0.detail),
            "remedy": .localized($0.isRefused ? Remark.refused(to: explanation.report.runner).text : $0.reason.remedy),
          ])
        }),
      "gapsOmitted": number(coverage?.gapsOmitted),
    ])
  }

  private static func exception(_ use: ExceptionUse) -> JSONValue {
    .object([
      "id": .string(use.exception.id), "kind": .string(use.exception.kind.rawValue),
      "reason": .string(use.exception.reason), "until": .string(use.exception.until.text),
      "state": .string(use.state.rawValue), "findings": .integer(Int64(use.findings)),
    ])
  }

  private static func number(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }
}
