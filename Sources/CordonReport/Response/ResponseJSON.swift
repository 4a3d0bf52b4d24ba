internal import CordonModel

/// Responses and vaults as JSON. Texts of other languages than English are not in it; paths are printable.
enum ResponseJSON {
  static func report(_ report: ResponseReport) -> JSONValue {
    .object([
      "schema": .string("cordon.response"), "schemaVersion": .integer(1), "action": .string(report.kind.rawValue),
      "dryRun": .boolean(report.isDryRun), "vault": .string(report.vault),
      "dispositions": .array(report.dispositions.map(disposition)),
      "recovered": .array(report.recovered.map(disposition)),
    ])
  }

  static func list(_ items: [VaultItem], gaps: [Coverage.Gap], vault: String) -> JSONValue {
    .object([
      "schema": .string("cordon.vault-list"), "schemaVersion": .integer(1), "vault": .string(vault),
      "items": .array(items.map { .object(members($0)) }),
      "gaps": .array(
        gaps.map { gap in
          .object([
            "path": .string(gap.path), "reason": .string(gap.reason.rawValue), "detail": .string(gap.detail),
          ])
        }),
    ])
  }

  static func single(_ item: VaultItem) -> JSONValue {
    var all: [String: JSONValue] = members(item)
    all["schema"] = .string("cordon.vault-item")
    all["schemaVersion"] = .integer(1)
    return .object(all)
  }

  private static func disposition(_ one: Disposition) -> JSONValue {
    .object([
      "action": .string(one.action.rawValue), "path": .string(PrintablePath.text(one.path)),
      "item": .optional(one.item?.text), "outcome": .string(one.outcome.rawValue),
      "obstacle": .optional(one.obstacle?.rawValue), "detail": .string(one.detail),
      "remarks": .strings(one.remarks.map(\.rawValue)), "undo": .optional(one.undo),
      "processes": .array(one.runners.map(runner)), "record": one.record.map(record) ?? .null,
    ])
  }

  private static func runner(_ one: Disposition.Runner) -> JSONValue {
    .object([
      "pid": .integer(Int64(one.pid)), "parent": .integer(Int64(one.parent)), "name": .string(one.name),
      "isProgram": .boolean(one.isProgram), "stopped": .boolean(one.wasStopped),
      "ancestors": .strings(one.ancestors),
    ])
  }

  private static func members(_ item: VaultItem) -> [String: JSONValue] {
    [
      "standing": .string(item.standing.rawValue), "record": record(item.record),
      "endedAt": .optional(item.endedAt?.text), "endCause": item.endCause.map(cause) ?? .null,
    ]
  }

  private static func record(_ record: QuarantineRecord) -> JSONValue {
    .object([
      "id": .string(record.id.text), "path": .string(PrintablePath.text(record.path)),
      "sha256": .optional(record.sha256?.hex), "package": .optional(record.package), "cause": cause(record.cause),
      "takenAt": .string(record.takenAt.text), "formatVersion": .integer(Int64(record.formatVersion)),
      "state": state(record.state),
    ])
  }

  private static func cause(_ cause: ResponseCause) -> JSONValue {
    .object([
      "reason": .string(cause.reason), "advisory": .optional(cause.advisory), "operator": .string(cause.operatorName),
    ])
  }

  private static func state(_ state: FileState) -> JSONValue {
    .object([
      "device": .string(String(state.device)), "inode": .string(String(state.inode)),
      "size": .integer(Int64(clamping: state.size)), "mode": .string(String(state.mode, radix: 8)),
      "owner": .integer(Int64(state.owner)), "group": .integer(Int64(state.group)),
      "flags": .integer(Int64(state.flags)), "links": .integer(Int64(state.links)),
      "accessed": .string(seconds(state.accessed)), "modified": .string(seconds(state.modified)),
      "changed": .string(seconds(state.changed)), "born": .optional(state.born.map(seconds)),
      "attributes": .array(
        state.attributes.map { attribute in
          .object([
            "name": .string(PrintablePath.text(attribute.name)), "value": .string(PrintablePath.text(attribute.value)),
          ])
        }),
      "unreadAttributes": .strings(state.unreadAttributes.map { PrintablePath.text($0) }),
      "otherNames": .strings(state.otherNames.map { PrintablePath.text($0) }),
      "hasAccessControlList": .boolean(state.hasAccessControlList), "hasCapabilities": .boolean(state.hasCapabilities),
    ])
  }

  /// Seconds since the epoch with nine digits behind the point, as stat(1) has it.
  private static func seconds(_ time: FileTime) -> String {
    let part = String(time.nanoseconds)
    return "\(time.seconds)." + String(repeating: "0", count: max(0, 9 - part.count)) + part
  }
}
