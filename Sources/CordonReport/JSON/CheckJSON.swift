package import CordonModel
internal import CordonVersions

/// A finished check as JSON: schema `cordon.check`, version 1 (`Documentation/CheckJSON.md`).
///
/// The shape is written here and nowhere else: renaming something in the model does not change a document.
package enum CheckJSON {
  /// The value of `schema`.
  package static let schema = "cordon.check"
  /// The value of `schemaVersion`. It grows when a reader of the old shape would be misled.
  package static let schemaVersion: Int64 = 1

  /// UTF-8 bytes with sorted members and a line feed at the end; the same report gives the same bytes.
  ///
  /// - Parameter failOn: what `--fail-on` was; it decides `exitCode`, nothing else.
  package static func encode(_ report: CheckReport, failOn: FailOn = .unknown) -> [UInt8] {
    document(report, failOn: failOn).bytes
  }

  private static func document(_ report: CheckReport, failOn: FailOn) -> JSONValue {
    var counts: [String: JSONValue] = [:]
    for verdict in Verdict.allCases {
      let count: Int = report.results.filter { $0.assessment.verdict == verdict }.count
      counts[verdict.rawValue] = .integer(Int64(count))
    }
    var members: [String: JSONValue] = [
      "schema": .string(schema),
      "schemaVersion": .integer(schemaVersion),
      "tool": .object(["name": .string("cordon"), "version": .string(report.toolVersion)]),
      "startedAt": .string(report.startedAt.text),
      "finishedAt": .string(report.finishedAt.text),
      "target": target(report.target),
      "verdict": .string(report.verdict.rawValue),
      "openVerdict": .string(report.openVerdict.rawValue),
      "exitCode": .integer(report.isInterrupted ? 130 : Int64(failOn.exitCode(for: report.openVerdict))),
      "interrupted": .boolean(report.isInterrupted),
      "runner": .optional(report.runner?.rawValue),
      "counts": .object(counts),
      "packageCount": .integer(Int64(report.packageCount)),
      "advisories": .array(report.results.map(advisory)),
      "notAsked": .array(report.notAsked.map { .object(identity($0)) }),
      "coverage": .array(report.coverage.map(coverage)),
      "problems": .array(report.problems.map(problem)),
      "exceptions": .array(report.exceptions.map(use)),
    ]
    if let steps = report.steps { members["steps"] = SixStepJSON.value(steps) }
    return .object(members)
  }

  static func target(_ target: Target) -> JSONValue {
    .object([
      "kind": .string(target.kind.rawValue),
      "platform": .string(target.platform.rawValue),
      "name": .string(target.name),
      "path": .string(target.path),
      "system": .optional(target.system),
    ])
  }

  private static func identity(_ advisory: AdvisoryReference) -> [String: JSONValue] {
    ["id": .string(advisory.id), "revision": .integer(Int64(advisory.revision))]
  }

  private static func advisory(_ result: CheckReport.Result) -> JSONValue {
    let assessment: Assessment = result.assessment
    var members: [String: JSONValue] = identity(assessment.advisory)
    members["title"] = .localized(result.title)
    members["verdict"] = .string(assessment.verdict.rawValue)
    members["basis"] = .string(assessment.basis.rawValue)
    members["axes"] = .object([
      "exposed": .string(assessment.axes.exposed.rawValue),
      "infected": .string(assessment.axes.infected.rawValue),
      "contacted": .string(assessment.axes.contacted.rawValue),
    ])
    members["required"] = .strings(assessment.required.map(\.rawValue))
    members["later"] = .strings(assessment.later.map(\.rawValue))
    members["whenDeep"] = .strings(assessment.whenDeep.map(\.rawValue))
    members["doubts"] = .array(
      assessment.doubts.map { doubt in
        .object(["check": .optional(doubt.check?.rawValue), "reason": .string(doubt.reason.rawValue)])
      })
    members["matches"] = .array(assessment.matches.map { match($0, of: assessment.advisory.id) })
    members["matchesOmitted"] = .integer(Int64(assessment.matchesOmitted))
    members["cleared"] = .array(assessment.cleared.map(clearance))
    members["clearedOmitted"] = .integer(Int64(assessment.clearedOmitted))
    members["exception"] = result.exception.map { .object(exception($0)) } ?? .null
    members["hints"] = .array(result.hints.map(JSONValue.localized))
    members["limits"] = .array(result.limits.map(JSONValue.localized))
    return .object(members)
  }

  private static func match(_ match: Match, of advisory: String) -> JSONValue {
    var members: [String: JSONValue] = MatchSubjectJSON.members(match.subject)
    members["id"] = .string(FindingID(advisory: advisory, match: match).text)
    if match.occurrence > 1 { members["occurrence"] = .integer(Int64(match.occurrence)) }
    members["verdict"] = .string(match.verdict.rawValue)
    members["productID"] = .string(match.productID)
    members["productName"] = .string(match.productName)
    members["reason"] = .string(match.reason.rawValue)
    members["decidedBy"] = .string(match.decidedBy)
    members["rule"] = rule(match.rule)
    members["exception"] = match.exception.map { .object(exception($0)) } ?? .null
    return .object(members)
  }

  private static func clearance(_ clearance: Clearance) -> JSONValue {
    var members: [String: JSONValue] = MatchSubjectJSON.members(.package(clearance.package))
    members["productID"] = .string(clearance.productID)
    members["reason"] = .string(clearance.reason.rawValue)
    members["decidedBy"] = .string(clearance.decidedBy)
    members["rule"] = rule(clearance.rule)
    return .object(members)
  }

  /// The row of the advisory that decided; `null` when neither file nor line is known.
  private static func rule(_ rule: RuleReference) -> JSONValue {
    guard rule.file != nil || rule.line != nil else { return .null }
    return .object(["file": .optional(rule.file), "line": number(rule.line)])
  }

  private static func exception(_ exception: FindingException) -> [String: JSONValue] {
    [
      "id": .string(exception.id),
      "kind": .string(exception.kind.rawValue),
      "reason": .string(exception.reason),
      "advisory": .string(exception.advisory),
      "package": .optional(exception.package),
      "path": .optional(exception.path),
      "until": .string(exception.until.text),
      "author": .optional(exception.author),
      "location": .object(location(exception.location)),
    ]
  }

  private static func use(_ use: ExceptionUse) -> JSONValue {
    var members: [String: JSONValue] = exception(use.exception)
    members["state"] = .string(use.state.rawValue)
    members["findings"] = .integer(Int64(use.findings))
    return .object(members)
  }

  static func coverage(_ coverage: Coverage) -> JSONValue {
    .object([
      "check": .string(coverage.check.rawValue),
      "state": .string(coverage.state.rawValue),
      "collectedAt": .string(coverage.collectedAt.text),
      "scope": .strings(coverage.scope),
      "entriesExamined": .integer(Int64(coverage.entriesExamined)),
      "itemsFound": .integer(Int64(coverage.itemsFound)),
      "gaps": .array(
        coverage.gaps.map { gap in
          .object([
            "path": .string(gap.path), "reason": .string(gap.reason.rawValue), "detail": .string(gap.detail),
            "refused": .boolean(gap.isRefused),
          ])
        }),
      "gapsOmitted": .integer(Int64(coverage.gapsOmitted)),
      "leftOut": .array(
        coverage.leftOut.map { .object(["path": .string($0.path), "why": .string($0.why)]) }),
    ])
  }

  private static func problem(_ problem: CheckReport.Problem) -> JSONValue {
    var members: [String: JSONValue] = location(problem.location)
    members["message"] = .string(problem.message)
    members["subject"] = .string(problem.subject.rawValue)
    return .object(members)
  }

  private static func location(_ location: CordonError.Location) -> [String: JSONValue] {
    ["file": .string(location.file), "line": number(location.line), "field": .optional(location.field)]
  }

  private static func number(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }
}

extension JSONValue {
  /// A text in both languages.
  static func localized(_ text: LocalizedText) -> JSONValue {
    .object(["en": .string(text.en), "de": .string(text.de)])
  }
}
