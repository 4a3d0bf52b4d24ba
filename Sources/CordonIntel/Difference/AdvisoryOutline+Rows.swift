internal import CordonModel
internal import CordonVersions

extension AdvisoryOutline {
  static func row(_ product: AffectedProduct) -> OutlineRow {
    OutlineRow(
      product.id,
      [
        OutlineField("name", product.name), OutlineField("vendor", product.vendor),
        OutlineField("aliases", product.aliases), OutlineField("platform", product.platform.rawValue),
        OutlineField("purl", product.purls), OutlineField("scheme", product.scheme.rawValue),
        OutlineField("known_affected", product.knownAffected),
        OutlineField("affected_ranges", product.affectedRanges.map { $0.range + " (" + $0.verdict.rawValue + ")" }),
        OutlineField("known_not_affected", product.knownNotAffected), OutlineField("fixed", product.fixed),
        OutlineField("installed_within", product.installedWithin),
        OutlineField("confidence", product.confidence.rawValue), OutlineField("note", product.note),
        OutlineField("sources", product.sources),
      ])
  }

  static func row(_ file: FileIndicator) -> OutlineRow {
    OutlineRow(
      (file.sha256 ?? file.sha1 ?? file.md5 ?? file.name) + " " + file.platform.rawValue,
      [
        OutlineField("name", file.name), OutlineField("platform", file.platform.rawValue),
        OutlineField("version", file.version), OutlineField("sha256", file.sha256), OutlineField("sha1", file.sha1),
        OutlineField("md5", file.md5), OutlineField("size", file.size.map { String($0) }),
        OutlineField("verdict", file.verdict.rawValue), OutlineField("role", file.role),
        OutlineField("confidence", file.confidence.rawValue), OutlineField("note", file.note),
        OutlineField("sources", file.sources),
      ])
  }

  static func row(_ path: PathIndicator) -> OutlineRow {
    OutlineRow(
      path.path + " " + path.platform.rawValue,
      [
        OutlineField("path", path.path), OutlineField("platform", path.platform.rawValue),
        OutlineField("role", path.role), OutlineField("malicious", String(path.malicious)),
        OutlineField("note", path.note), OutlineField("sources", path.sources),
      ])
  }

  static func row(_ signer: SignerIndicator) -> OutlineRow {
    OutlineRow(
      signer.subject + (signer.serial.map { " " + $0 } ?? ""),
      [
        OutlineField("subject", signer.subject), OutlineField("serial", signer.serial),
        OutlineField("issuer", signer.issuer), OutlineField("role", signer.role),
        OutlineField("signed_within", signer.signedWithin), OutlineField("note", signer.note),
        OutlineField("sources", signer.sources),
      ])
  }

  static func row(_ indicator: NetworkIndicator) -> OutlineRow {
    let block: String =
      switch indicator.block {
      case .yes: "true"
      case .no: "false"
      case .urlOnly: "url-only"
      }
    return OutlineRow(
      indicator.value,
      [
        OutlineField("type", indicator.type.rawValue), OutlineField("value", indicator.value),
        OutlineField("role", indicator.role), OutlineField("match", String(indicator.match)),
        OutlineField("block", block), OutlineField("confidence", indicator.confidence.rawValue),
        OutlineField("valid", indicator.valid), OutlineField("note", indicator.note),
        OutlineField("sources", indicator.sources),
      ])
  }

  static func row(_ trace: Trace) -> OutlineRow {
    OutlineRow(
      trace.kind.rawValue + " " + trace.value,
      [
        OutlineField("kind", trace.kind.rawValue), OutlineField("value", trace.value), OutlineField("role", trace.role),
        OutlineField("technique", trace.technique), OutlineField("note", trace.note),
        OutlineField("sources", trace.sources),
      ])
  }

  static func row(_ rule: DetectionRule) -> OutlineRow {
    OutlineRow(rule.id, [OutlineField("language", rule.language.rawValue), OutlineField("text", rule.text)])
  }

  static func row(_ checks: RequiredChecks) -> OutlineRow {
    let targets: [String] = checks.targets.map(\.rawValue)
    return OutlineRow(
      checks.platform.rawValue + " " + targets.joined(separator: "+"),
      [
        OutlineField("platform", checks.platform.rawValue), OutlineField("targets", targets),
        OutlineField("require", checks.require.map(\.rawValue)),
        OutlineField("deep", checks.deep.map(\.rawValue)), OutlineField("later", checks.later.map(\.rawValue)),
      ])
  }

  static func row(_ test: AdvisoryTest) -> OutlineRow {
    OutlineRow(
      text(test.subject),
      [
        OutlineField("subject", text(test.subject)), OutlineField("expect", test.expect.rawValue),
        OutlineField("why", test.why),
      ])
  }

  private static func text(_ subject: AdvisoryTest.Subject) -> String {
    switch subject {
    case .package(let purl, let platform): return purl + " on " + platform.rawValue
    case .program(let name, let vendor, let version, let platform):
      let parts: [String] = [vendor, name, version].compactMap { $0 }
      return parts.joined(separator: " ") + " on " + platform.rawValue
    case .sha256(let value): return "sha256 " + value
    case .sha1(let value): return "sha1 " + value
    case .md5(let value): return "md5 " + value
    case .domain(let value): return "domain " + value
    case .address(let value): return "address " + value
    case .url(let value): return "url " + value
    }
  }
}
