internal import CordonModel

/// `checks`: what must have been looked at before anyone may say "not affected".
struct CheckRows {
  private(set) var checks: [RequiredChecks] = []
  private var known: [String: Int] = [:]

  init(_ fields: FieldReader) {
    guard fields.requiredNode("checks") != nil else { return }
    for row in fields.rows("checks", FieldNames.check) { read(row) }
    requireLimits(fields)
  }

  private mutating func read(_ row: FieldReader) {
    if !row.has("platform") { row.missing("platform") }
    let platforms: [Platform] = row.has("platform") ? row.platforms() : []
    let targets: [TargetKind] = row.choices("targets", TargetKind.self)
    let require: [CheckKind] = row.choices("require", CheckKind.self)
    let deep: [CheckKind] = row.choices("deep", CheckKind.self)
    let later: [CheckKind] = row.choices("later", CheckKind.self)
    requireSome(targets, require, deep + later, row)
    for kind in require + deep where !CheckKind.available.contains(kind) {
      row.error(
        "require",
        "this version of Cordon cannot check \(kind.rawValue); name it in `later`. It can check "
          + CheckKind.available.map(\.rawValue).joined(separator: ", "), example: "later: [\(kind.rawValue)]")
    }
    for kind in later where CheckKind.available.contains(kind) {
      row.error(
        "later", "Cordon can check \(kind.rawValue) already: name it in `require`",
        example: "require: [\(kind.rawValue)]")
    }
    for platform in platforms {
      for target in targets {
        let key: String = platform.rawValue + " " + target.rawValue
        if let line = known[key] {
          row.error(
            "targets",
            "the row in line \(line) says already what \(platform.rawValue) \(target.rawValue) requires: join them")
        } else {
          known[key] = row.line
        }
      }
      checks.append(RequiredChecks(platform: platform, targets: targets, require: require, deep: deep, later: later))
    }
  }

  /// An empty `require` is allowed: it makes the answer "unknown", and `deep` or `later` says what for.
  private func requireSome(_ targets: [TargetKind], _ require: [CheckKind], _ others: [CheckKind], _ row: FieldReader) {
    for key in ["targets", "require"] where !row.has(key) { row.missing(key) }
    if row.has("targets"), targets.isEmpty, row.items("targets").isEmpty {
      row.error("targets", "the list is empty: name the kinds of target that the row is for")
    }
    if row.has("require"), require.isEmpty, others.isEmpty,
      ["require", "deep", "later"].allSatisfy({ row.items($0).isEmpty })
    {
      row.error("require", "the row requires nothing, now or later: leave it out or name something")
    }
  }

  /// A platform that no check covers is said to the reader.
  private func requireLimits(_ fields: FieldReader) {
    let covered: [Platform] = checks.map(\.platform)
    let open: [Platform] = fields.context.platforms.filter { platform in
      !covered.contains { $0.covers(platform) } && !(platform == .any && !covered.isEmpty)
    }
    guard !open.isEmpty, !fields.has("limits") else { return }
    fields.context.findings.error(
      Place(line: fields.place("checks").line, field: "checks"),
      "no check covers " + open.map(\.rawValue).joined(separator: ", ")
        + ": say in `limits` that this pack cannot answer for it",
      example: fields.example("limits"))
  }
}
