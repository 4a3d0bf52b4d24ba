import CordonDetect
import CordonIntel
import CordonModel
import CordonOperations
import CordonReport
import CordonTestSupport
import CordonVersions
import Foundation
import Testing

/// `cordon explain` answers why and why not for each built-in advisory.
@Suite("Explanations of the built-in advisories")
struct BuiltInExplanationTests {
  static let packs: [String: ExplainRequest.Pack] = {
    let folder: String = Corpora.packageRoot.appendingPathComponent("Advisories").path
    let library: AdvisoryLibrary? = try? AdvisoryLoader.load(
      places: AdvisoryPlaces(installation: folder, system: nil, user: nil))
    return Dictionary(
      (library?.entries ?? []).map { ($0.advisory.id, .init(advisory: $0.advisory, file: $0.origin.path)) },
      uniquingKeysWith: { first, _ in first })
  }()

  static let ids: [String] = packs.keys.sorted()

  static let checkedAt = Timestamp(secondsSinceEpoch: 1_795_262_400)
  /// Three hours later.
  static let askedAt = Timestamp(secondsSinceEpoch: 1_795_273_200)

  /// A result as a check makes it, saved and read back.
  private func report(_ advisory: Advisory, _ packages: [SoftwarePackage], on platform: Platform) throws -> CheckReport
  {
    let target = Target(kind: .root, platform: platform, name: "disk", path: "/mnt/disk", system: "A system")
    let checks: [CheckKind] = CheckKind.allCases
    let inventory = Inventory(
      target: target, packages: packages,
      coverage: checks.map {
        Coverage(
          check: $0, state: .complete, collectedAt: Self.checkedAt, scope: ["/mnt/disk"], entriesExamined: 1_234,
          itemsFound: packages.count)
      })
    var results: [CheckReport.Result] = Detector(ruleset: Ruleset(advisories: [advisory]))
      .evaluate(inventory, now: Self.checkedAt)
      .map { .init(title: advisory.title, assessment: $0, hints: advisory.hints, limits: advisory.limits) }
    let file: String? = Self.packs[advisory.id]?.file
    for index in results.indices {
      for match in results[index].assessment.matches.indices {
        results[index].assessment.matches[match].rule.file = file
      }
      for row in results[index].assessment.cleared.indices { results[index].assessment.cleared[row].rule.file = file }
    }
    let made = CheckReport(
      target: target, startedAt: Self.checkedAt, finishedAt: Self.checkedAt, toolVersion: "9.9.9", results: results,
      coverage: inventory.coverage, packageCount: packages.count)
    return try CheckJSON.decode(CheckJSON.encode(made), file: "saved.json")
  }

  private func text(_ report: CheckReport, _ id: String, _ language: Language) throws -> String {
    let request = ExplainRequest(
      report: report, file: "saved.json", now: Self.askedAt, packs: Self.packs, subject: .advisory(id))
    let all = Collected()
    var output = ResultOutput { (piece) throws(CordonError) in all.bytes += piece }
    try ExplainRenderer.write(
      request, as: .table, options: TextOptions(language: language, width: 200, verbose: true), to: &output)
    try output.finish()
    // Lines are wrapped; facts are looked for in the running text.
    return String(decoding: all.bytes, as: UTF8.self).split { $0 == "\n" || $0 == " " }.joined(separator: " ")
  }

  private func package(_ subject: AdvisoryTest.Subject) throws -> (SoftwarePackage, Platform)? {
    switch subject {
    case .package(let text, let platform):
      let purl: PackageURL = try PackageURL(parsing: text, strictness: .lenient)
      let isScoped: Bool = purl.type == "npm" && purl.namespace != nil
      return (
        SoftwarePackage(
          purl: purl, name: isScoped ? (purl.namespace ?? "") + "/" + purl.name : purl.name, version: purl.version,
          location: "/mnt/disk/found", foundBy: .npmPackage), platform
      )
    case .program(let name, let vendor, let version, let platform):
      return (
        SoftwarePackage(
          purl: try PackageURL(type: "generic", name: name, version: version), name: name, version: version,
          vendor: vendor, location: "/mnt/disk/found", foundBy: .uninstallKey), platform
      )
    default: return nil
    }
  }

  /// A find that the advisory means: one of its own tests, or its first product without a version.
  private func positive(_ advisory: Advisory) throws -> (SoftwarePackage, Platform) {
    for test in advisory.tests where test.expect != .noMatch {
      if let found = try package(test.subject) { return found }
    }
    let product: AffectedProduct = try #require(advisory.products.first)
    let platform: Platform = product.platform == .any ? .linux : product.platform
    let purl: PackageURL =
      try product.purls.first.map { try PackageURL(parsing: $0) } ?? PackageURL(type: "generic", name: product.name)
    return (
      SoftwarePackage(
        purl: purl, name: product.name, version: nil, location: "/mnt/disk/found", foundBy: .uninstallKey), platform
    )
  }

  @Test("there are all of them") func all() { #expect(Self.ids.count >= 21) }

  @Test("why", arguments: ids, Language.allCases)
  func why(id: String, language: Language) throws {
    let pack: ExplainRequest.Pack = try #require(Self.packs[id])
    let (found, platform): (SoftwarePackage, Platform) = try positive(pack.advisory)
    let report: CheckReport = try report(pack.advisory, [found], on: platform)
    let match: Match = try #require(report.results.first?.assessment.matches.first, "nothing matched")
    let text: String = try text(report, id, language)
    let line: Int = try #require(match.rule.line)
    let row: AffectedProduct = try #require(pack.advisory.products.first { $0.id == match.productID })
    #expect(row.line == line)
    let lines: [Substring] = try String(contentsOfFile: pack.file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[line - 1].contains("product_id"), "line \(line) is not the row")
    for fact in [
      FindingID(advisory: id, match: match).text, pack.file + ":\(line) (\(match.productID))",
      found.version ?? found.name, "/mnt/disk/found", language == .german ? "vor 3 Stunden" : "3 hours ago",
      "revision \(pack.advisory.revision)", "9.9.9", match.decidedBy,
    ] where !fact.isEmpty {
      #expect(text.localizedCaseInsensitiveContains(fact), "\(fact) is missing in: \(text)")
    }
    try expectChecks(report, text, language)
    #expect(
      text.contains(language == .german ? "Was die Antwort ändern würde -" : "What would make the answer different -"))
  }

  @Test("why not", arguments: ids, Language.allCases)
  func whyNot(id: String, language: Language) throws {
    let pack: ExplainRequest.Pack = try #require(Self.packs[id])
    let (found, platform): (SoftwarePackage, Platform) = try positive(pack.advisory)
    // The same software in a version that nothing names, on the platform it is about: cleared, or suspected where the
    // advisory names no versions; and then nothing at all.
    let report: CheckReport = try report(pack.advisory, [], on: platform)
    let text: String = try text(report, id, language)
    let assessment: Assessment = try #require(report.results.first?.assessment)
    #expect(assessment.matches.isEmpty)
    let product: AffectedProduct = try #require(pack.advisory.products.first { $0.platform.covers(platform) })
    for fact in [
      pack.file + ":\(try #require(product.line))",
      product.knownAffected.first ?? product.affectedRanges.first?.range ?? "",
      language == .german ? "vor 3 Stunden" : "3 hours ago", assessment.verdict == .unknown ? "?" : "●",
    ] where !fact.isEmpty {
      #expect(text.contains(fact), "\(fact) is missing in: \(text)")
    }
    try expectChecks(report, text, language)
    if assessment.verdict == .notAffected {
      #expect(text.contains(language == .german ? "vollständig und frisch" : "complete and fresh"))
    } else {
      #expect(!assessment.doubts.isEmpty)
    }

    for test in pack.advisory.tests where test.expect == .noMatch {
      guard let (clean, place) = try package(test.subject), place == platform else { continue }
      let report: CheckReport = try self.report(pack.advisory, [clean], on: platform)
      guard let row = report.results.first?.assessment.cleared.first else { continue }
      let text: String = try self.text(report, id, language)
      #expect(text.contains(pack.file + ":\(try #require(row.rule.line)) (\(row.productID))"))
      #expect(text.contains(clean.version ?? "?"))
      return
    }
    _ = found
  }

  @Test("why: each row of files, paths and contacts, with its line and what would change that", arguments: ids)
  func everyRow(id: String) throws {
    let pack: ExplainRequest.Pack = try #require(Self.packs[id])
    let advisory: Advisory = pack.advisory
    let lines: [Substring] = try String(contentsOfFile: pack.file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (index, row) in advisory.files.enumerated() { try expect(lines, row.line, holds: row.name, "files[\(index)]") }
    for (index, row) in advisory.paths.enumerated() { try expect(lines, row.line, holds: row.role, "paths[\(index)]") }
    for (index, row) in advisory.network.enumerated() {
      try expect(lines, row.line, holds: row.type.rawValue, "network[\(index)]")
    }
    for row in advisory.rules { try expect(lines, row.line, holds: row.id, row.id) }
    guard let row = advisory.network.first(where: \.match) else { return }
    let subject: ContactFacts.Subject =
      switch row.type {
      case .domain: .domain(row.value)
      case .ipv4, .ipv6: .address(row.value)
      case .url: .url(row.value)
      case .userAgent: .userAgent(row.value.replacing("*", with: ""))
      }
    let contact = ContactFacts(
      subject: subject, time: row.valid?.from ?? row.valid?.until, source: .dnsLog, location: "/mnt/disk/var/log/q:7")
    let match: Match = try #require(ContactMatcher(advisories: [advisory]).matches(contact).first?.match)
    var report: CheckReport = try report(advisory, [], on: advisory.platforms.first ?? .linux)
    report.results[0].assessment.matches = [match]
    report.results[0].assessment.verdict = .suspected
    for language in Language.allCases {
      let text: String = try text(report, id, language)
      #expect(text.contains(pack.file + ":\(try #require(row.line)) (\(match.productID))"), "\(text)")
      #expect(text.contains("/mnt/disk/var/log/q:7"))
    }
  }

  private func expect(_ lines: [Substring], _ line: Int?, holds word: String, _ row: String) throws {
    let line: Int = try #require(line, "\(row) has no line")
    // The word stands in the row: in its line, or in one of the next ones.
    let text: String = lines[(line - 1)..<min(lines.count, line + 6)].joined(separator: " ")
    #expect(text.contains(word.prefix(12)), "\(row): line \(line) is not the row of \(word)")
  }

  @Test("why not: another platform", arguments: ids, Language.allCases)
  func otherPlatform(id: String, language: Language) throws {
    let pack: ExplainRequest.Pack = try #require(Self.packs[id])
    for platform in [Platform.linux, .windows, .macos] {
      let report: CheckReport = try report(pack.advisory, [], on: platform)
      guard report.results.first?.assessment.basis == .platformNotConcerned else { continue }
      let text: String = try text(report, id, language)
      #expect(text.contains(language == .german ? "Die Warnmeldung nennt nur" : "The advisory names only"))
      #expect(text.contains(language == .german ? "vor 3 Stunden" : "3 hours ago"))
    }
  }

  /// Every check the answer rests on is named, with its state.
  private func expectChecks(_ report: CheckReport, _ text: String, _ language: Language) throws {
    let words: [CheckKind: (String, String)] = [
      .systemPackages: ("system packages complete", "Systempakete vollständig"),
      .pythonPackages: ("Python packages complete", "Python-Pakete vollständig"),
      .npmPackages: ("npm packages complete", "npm-Pakete vollständig"),
    ]
    for check in try #require(report.results.first?.assessment.required) {
      guard let word = words[check] else { continue }
      #expect(text.contains(language == .german ? word.1 : word.0), "\(check)")
    }
  }
}

private final class Collected {
  var bytes: [UInt8] = []
}
