package import CordonModel

/// Advisories and findings as JSON (`Documentation/CheckJSON.md`); same bytes for the same input.
package enum AdvisoryJSON {
  /// Schema `cordon.advisory-list`, version 1: one short object an advisory, sorted by id and revision.
  package static func list(_ advisories: [ListedAdvisory], problems: [CheckReport.Problem] = []) -> [UInt8] {
    let sorted: [ListedAdvisory] = advisories.sorted {
      ($0.advisory.id, $0.advisory.revision) < ($1.advisory.id, $1.advisory.revision)
    }
    return JSONValue.object([
      "schema": .string("cordon.advisory-list"), "schemaVersion": .integer(1),
      "advisories": .array(sorted.map { .object(head($0)) }), "problems": .array(problems.map(problem)),
    ]).bytes
  }

  /// Schema `cordon.advisory`, version 1: everything of one advisory.
  package static func show(_ listed: ListedAdvisory) -> [UInt8] {
    let advisory: Advisory = listed.advisory
    var members: [String: JSONValue] = head(listed)
    members["schema"] = .string("cordon.advisory")
    members["schemaVersion"] = .integer(1)
    members["summary"] = .localized(advisory.summary)
    members["attribution"] =
      advisory.attribution.map { attribution in
        .object([
          "actor": .string(attribution.actor), "confidence": .string(attribution.confidence.rawValue),
          "note": .optional(attribution.note),
        ])
      } ?? .null
    members["references"] = .array(
      advisory.references.map { .object(["summary": .string($0.summary), "url": .optional($0.url)]) })
    members["sources"] = .object(advisory.sources.mapValues { .string($0) })
    members["platforms"] = .strings(advisory.platforms.map(\.rawValue))
    members["products"] = .array(advisory.products.map(product))
    members["files"] = .array(advisory.files.map(file))
    members["paths"] = .array(advisory.paths.map(path))
    members["signers"] = .array(advisory.signers.map(signer))
    members["network"] = .array(advisory.network.map(network))
    members["traces"] = .array(advisory.traces.map(trace))
    members["rules"] = .array(
      advisory.rules.map { rule in
        .object([
          "id": .string(rule.id), "language": .string(rule.language.rawValue), "text": .string(rule.text),
        ])
      })
    members["checks"] = .array(advisory.checks.map(checks))
    members["hints"] = .array(advisory.hints.map(JSONValue.localized))
    members["limits"] = .array(advisory.limits.map(JSONValue.localized))
    members["testCount"] = .integer(Int64(advisory.tests.count))
    return JSONValue.object(members).bytes
  }

  /// Schema `cordon.advisory-test`, version 1: how each advisory's own tests came out.
  package static func tests(_ rows: [AdvisoryTestRow], problems: [CheckReport.Problem]) -> [UInt8] {
    JSONValue.object([
      "schema": .string("cordon.advisory-test"), "schemaVersion": .integer(1),
      "tests": .array(
        rows.map { row in
          .object([
            "advisory": .string(row.advisory), "subject": .string(row.outcome.test.subject.text),
            "expected": .string(row.outcome.test.expect.rawValue), "actual": .string(row.outcome.actual.rawValue),
            "passed": .boolean(row.outcome.passed), "explanation": .string(row.outcome.explanation),
            "why": .optional(row.outcome.test.why),
          ])
        }),
      "problems": .array(problems.map(problem)),
    ]).bytes
  }

  /// Schema `cordon.lint`, version 1.
  package static func lint(_ findings: [LintFinding], files: Int) -> [UInt8] {
    JSONValue.object([
      "schema": .string("cordon.lint"), "schemaVersion": .integer(1), "fileCount": .integer(Int64(files)),
      "findings": .array(
        findings.map { finding in
          .object([
            "file": .string(finding.location.file),
            "line": finding.location.line.map { .integer(Int64($0)) } ?? .null,
            "field": .optional(finding.location.field), "severity": .string(finding.severity.rawValue),
            "message": .string(finding.message), "example": .optional(finding.example),
          ])
        }),
    ]).bytes
  }

  /// Schema `cordon.advisory-diff`, version 1.
  package static func diff(_ changes: [AdvisoryChange]) -> [UInt8] {
    JSONValue.object([
      "schema": .string("cordon.advisory-diff"), "schemaVersion": .integer(1),
      "changes": .array(
        changes.map { change in
          .object([
            "field": .string(change.field), "kind": .string(change.kind.rawValue), "old": .optional(change.old),
            "new": .optional(change.new),
          ])
        }),
    ]).bytes
  }

  private static func head(_ listed: ListedAdvisory) -> [String: JSONValue] {
    let advisory: Advisory = listed.advisory
    let severity: Advisory.Severity = advisory.severity
    return [
      "id": .string(advisory.id), "revision": .integer(Int64(advisory.revision)),
      "title": .localized(advisory.title), "category": .string(advisory.category.rawValue),
      "tlp": .string(advisory.marking.rawValue), "aliases": .strings(advisory.aliases),
      "severity": .object([
        "cvssVersion": .optional(severity.cvssVersion),
        "cvssScore": severity.cvssScore.flatMap(JSONValue.tenths(of:)).map { .tenths($0) } ?? .null,
        "cvssVector": .optional(severity.cvssVector),
        "bsiLevel": severity.bsiLevel.map { .integer(Int64($0)) } ?? .null,
      ]),
      "dates": .object([
        "compromised": window(advisory.dates.compromised), "disclosed": .optional(advisory.dates.disclosed?.text),
        "initialRelease": .string(advisory.dates.initialRelease.text),
        "currentRelease": .string(advisory.dates.currentRelease.text),
      ]),
      "origin": origin(listed.origin),
      "overridden": .array(
        listed.overridden.map { pack in
          .object(["origin": origin(pack.origin), "revision": .integer(Int64(pack.revision))])
        }),
    ]
  }

  private static func origin(_ origin: AdvisoryOrigin) -> JSONValue {
    .object(["place": .string(origin.place.rawValue), "path": .string(origin.path)])
  }

  static func problem(_ problem: CheckReport.Problem) -> JSONValue {
    .object([
      "file": .string(problem.location.file),
      "line": problem.location.line.map { .integer(Int64($0)) } ?? .null,
      "field": .optional(problem.location.field), "message": .string(problem.message),
    ])
  }

  static func window(_ window: TimeWindow?) -> JSONValue {
    guard let window else { return .null }
    return .object(["from": .optional(window.from?.text), "until": .optional(window.until?.text)])
  }
}

extension JSONValue {
  /// A score in tenths; `nil` when it is no number, or none that a score can be.
  static func tenths(of score: Double) -> Int64? {
    guard score.isFinite, score >= 0, score <= 1_000 else { return nil }
    return Int64(exactly: (score * 10).rounded())
  }
}
