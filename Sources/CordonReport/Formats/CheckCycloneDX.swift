internal import CordonModel
internal import CordonVersions

/// A check as CycloneDX 1.6 (ECMA-424), JSON: the matched packages are the components, the advisories the
/// vulnerabilities. It is no inventory; `cordon inventory` writes one.
///
/// `analysis.state`: affected is `exploitable`, suspected and unknown are `in_triage`, remediated is `resolved`, not
/// affected is `not_affected`. An exception changes no state; it stands in `analysis.response`, `detail` and the
/// properties.
struct CheckCycloneDX {
  let report: CheckReport
  let text: FindingText

  /// The reference of what was looked at.
  private static let target = "target"

  static func write(
    _ report: CheckReport, language: Language, to output: inout ResultOutput
  ) throws(CordonError) {
    let bom: CheckCycloneDX = CheckCycloneDX(report: report, text: FindingText(report, language: language))
    try bom.write(to: &output)
  }

  private func write(to output: inout ResultOutput) throws(CordonError) {
    var line: JSONLine = JSONLine()
    line.beginObject()
    line.member("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json")
    line.member("bomFormat", "CycloneDX")
    line.member("specVersion", "1.6")
    line.member("version", 1)
    writeMetadata(to: &line)
    let references: [Component: Int] = try writeComponents(to: &line, &output)
    line.key("vulnerabilities")
    line.beginArray()
    for result in report.results {
      try line.pass(to: &output)
      write(result, references: references, to: &line)
    }
    line.endArray()
    line.endObject()
    try line.write(to: &output)
  }

  private func writeMetadata(to line: inout JSONLine) {
    line.object("metadata") { line in
      line.member("timestamp", report.finishedAt)
      line.object("tools") { line in
        line.array("components", of: [report.toolVersion]) { version, line in
          line.beginObject()
          line.member("type", "application")
          line.member("name", "cordon")
          line.member("version", version)
          line.endObject()
        }
      }
      line.object("component") { line in
        line.member("type", report.target.kind == .folder ? "file" : "device")
        line.member("bom-ref", CheckCycloneDX.target)
        line.member("name", report.target.name)
        if let system = report.target.system { line.member("description", InertText(system).text) }
      }
      let expired: [(StaticString, String)] = report.expired.map {
        ("cordon:exception-expired", $0.exception.id + " until " + $0.exception.until.text)
      }
      writeProperties([("cordon:verdict", report.verdict.rawValue)] + expired, to: &line)
    }
  }

  // MARK: Components

  /// A package at its place: two advisories may match the same one.
  private struct Component: Hashable {
    let purl: String
    let location: String
  }

  /// Writes each matched package once and returns the numbers their references are made of.
  private func writeComponents(
    to line: inout JSONLine, _ output: inout ResultOutput
  ) throws(CordonError) -> [Component: Int] {
    var references: [Component: Int] = [:]
    line.key("components")
    line.beginArray()
    // A name that was looked up is no part of the machine.
    for match in report.results.lazy.flatMap(\.assessment.matches) where match.subject.kind != .contact {
      let subject: MatchSubject = match.subject
      let component = Component(purl: subject.purl ?? subject.name, location: subject.location)
      guard references[component] == nil else { continue }
      references[component] = references.count + 1
      try line.pass(to: &output)
      write(subject, number: references.count, to: &line)
    }
    line.endArray()
    return references
  }

  private func write(_ package: MatchSubject, number: Int, to line: inout JSONLine) {
    line.beginObject()
    line.member("type", package.package?.foundBy.componentType ?? "file")
    line.member("bom-ref", CheckCycloneDX.reference(number))
    line.member("name", package.name)
    if let version = package.version { line.member("version", version) }
    if let vendor = package.vendor { line.member("publisher", InertText(vendor).text) }
    if let digests = package.digests { CheckCycloneDX.write(digests, to: &line) }
    if let purl = package.purl { line.member("purl", purl) }
    line.object("evidence") { line in
      line.array("occurrences", of: [package.location]) { location, line in
        line.beginObject()
        line.member("location", location)
        line.endObject()
      }
    }
    writeProperties([("cordon:foundBy", package.foundBy)], to: &line)
    line.endObject()
  }

  private static func write(_ digests: FileDigests, to line: inout JSONLine) {
    let names: [Digest.Kind: String] = [.sha256: "SHA-256", .sha1: "SHA-1", .md5: "MD5"]
    line.array("hashes", of: digests.all) { digest, line in
      line.beginObject()
      line.member("alg", names[digest.kind])
      line.member("content", digest.hex)
      line.endObject()
    }
  }

  private static func reference(_ number: Int) -> String { "component-" + String(number) }

  // MARK: Vulnerabilities

  private func write(_ result: CheckReport.Result, references: [Component: Int], to line: inout JSONLine) {
    let assessment: Assessment = result.assessment
    let exceptions: [FindingException] = result.allExceptions
    line.beginObject()
    line.member("bom-ref", FindingID(advisory: assessment.advisory.id).text)
    line.member("id", assessment.advisory.id)
    line.object("source") { $0.member("name", "Cordon") }
    line.member("description", text.title(result))
    if !result.hints.isEmpty { line.member("recommendation", text.prose(result.hints)) }
    line.object("analysis") { line in
      line.member("state", CheckCycloneDX.state(assessment.verdict))
      if exceptions.contains(where: { $0.kind != .falsePositive }) { line.member("response", ["will_not_fix"]) }
      let omitted: [String] = text.omitted(assessment).map { [$0] } ?? []
      let detail: [String] = details(of: assessment) + omitted + exceptions.map { text.setAside($0) }
      if !detail.isEmpty { line.member("detail", detail.joined(separator: "\n")) }
    }
    writeAffects(assessment, references: references, to: &line)
    var properties: [(StaticString, String)] = [
      ("cordon:verdict", assessment.verdict.rawValue), ("cordon:revision", String(assessment.advisory.revision)),
    ]
    if assessment.matchesOmitted > 0 {
      properties.append(("cordon:findings-omitted", String(assessment.matchesOmitted)))
    }
    properties += assessment.doubts.map { ("cordon:doubt", $0.words) }
    properties += exceptions.map { ("cordon:exception", $0.id + " until " + $0.until.text) }
    writeProperties(properties, to: &line)
    line.endObject()
  }

  /// Sentences for the matches or, without any, for what is not known.
  private func details(of assessment: Assessment) -> [String] {
    let matches: [String] = assessment.matches.prefix(CheckCycloneDX.matchesDetailed).map { text.sentence($0) }
    if !matches.isEmpty || assessment.verdict != .unknown { return matches }
    return [text.doubts(assessment)]
  }

  /// Matches of one advisory that are described in words; all of them are in `affects`.
  private static let matchesDetailed = 20

  private func writeAffects(_ assessment: Assessment, references: [Component: Int], to line: inout JSONLine) {
    var numbers: Set<Int> = []
    line.key("affects")
    line.beginArray()
    for match in assessment.matches {
      let component = Component(purl: match.subject.purl ?? match.subject.name, location: match.subject.location)
      guard let number = references[component], numbers.insert(number).inserted else { continue }
      line.beginObject()
      line.member("ref", CheckCycloneDX.reference(number))
      if let version = match.subject.version {
        line.array("versions", of: [version]) { version, line in
          line.beginObject()
          line.member("version", version)
          line.member("status", match.verdict == .affected ? "affected" : "unknown")
          line.endObject()
        }
      }
      line.endObject()
    }
    if numbers.isEmpty {
      line.beginObject()
      line.member("ref", CheckCycloneDX.target)
      line.endObject()
    }
    line.endArray()
  }

  private func writeProperties(_ properties: [(StaticString, String)], to line: inout JSONLine) {
    line.array("properties", of: properties) { property, line in
      line.beginObject()
      line.member("name", property.0.description)
      line.member("value", property.1)
      line.endObject()
    }
  }

  private static func state(_ verdict: Verdict) -> String {
    switch verdict {
    case .affected: "exploitable"
    case .suspected, .unknown: "in_triage"
    case .remediated: "resolved"
    case .notAffected: "not_affected"
    }
  }
}
