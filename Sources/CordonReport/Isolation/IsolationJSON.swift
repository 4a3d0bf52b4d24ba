internal import CordonModel

/// What a command about an isolation did as JSON: schema `cordon.isolation`, version 1.
enum IsolationJSON {
  static func value(_ report: IsolationReport, exitCode: Int32) -> JSONValue {
    .object([
      "schema": .string("cordon.isolation"), "schemaVersion": .integer(1),
      "tool": .string("cordon " + report.toolVersion), "at": .string(report.at.text),
      "act": .string(report.act.rawValue), "outcome": .string(report.outcome.rawValue),
      "exitCode": .integer(Int64(exitCode)), "messages": .strings(report.messages),
      "isolated": .boolean(report.state?.isInForce ?? false), "state": report.state.map(state) ?? .null,
      "plan": (report.plan ?? report.state?.plan).map(plan) ?? .null, "ruleset": .optional(report.ruleset),
      "kernelAsked": .boolean(report.kernelAsked), "releaseCode": .optional(report.code),
      "reached": .optional(report.reached), "connectionsEnded": number(report.connectionsEnded),
      "microseconds": number(report.microseconds), "rulesLoaded": flag(report.rulesLoaded),
      "keeperRuns": flag(report.keeperRuns), "unitInstalled": flag(report.unitInstalled),
      "reviewRevision": number(report.reviewRevision),
    ])
  }

  private static func number(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }

  private static func flag(_ value: Bool?) -> JSONValue { value.map { .boolean($0) } ?? .null }

  private static func plan(_ plan: IsolationPlan) -> JSONValue {
    .object([
      "id": .string(plan.id), "reason": .string(plan.reason), "operator": .string(plan.operatorName),
      "orderedAt": .string(plan.orderedAt.text), "end": end(plan.end), "resolver": .optional(plan.resolver?.text),
      "advisory": plan.advisory.map(reference) ?? .null,
      "kept": .array(
        plan.kept.map { kept in
          .object([
            "address": .string(kept.address.text), "port": .integer(Int64(kept.port)),
            "transport": .string(kept.transport.rawValue), "direction": .string(kept.direction.rawValue),
            "name": .optional(kept.name),
          ])
        }),
    ])
  }

  private static func end(_ end: IsolationEnd) -> JSONValue {
    switch end {
    case .date(let date): .object(["kind": .string("date"), "date": .string(date.text)])
    case .person(let name): .object(["kind": .string("person"), "person": .string(name)])
    case .revision(let advisory): .object(["kind": .string("revision"), "advisory": reference(advisory)])
    }
  }

  private static func reference(_ advisory: AdvisoryReference) -> JSONValue {
    .object(["id": .string(advisory.id), "revision": .integer(Int64(advisory.revision))])
  }

  /// Without the hash of the code: nobody needs it to read a report.
  private static func state(_ state: IsolationState) -> JSONValue {
    .object([
      "phase": .string(state.phase.rawValue), "confirmBy": .string(state.confirmBy.text),
      "timesTampered": .integer(Int64(state.timesTampered)), "limits": .strings(state.limits),
      "fingerprint": .string(state.fingerprint), "hasCode": .boolean(state.code != nil),
      "events": .array(
        state.events.map { event in
          .object([
            "time": .string(event.time.text), "kind": .string(event.kind.rawValue), "note": .string(event.note),
          ])
        }),
    ])
  }
}
