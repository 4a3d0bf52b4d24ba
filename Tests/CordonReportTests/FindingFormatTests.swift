internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonReport

/// Findings of files, processes and contacts in every format, and there and back.
struct FindingFormatTests {
  private static func text(_ report: CheckReport, _ format: OutputFormat) throws -> String {
    String(decoding: try report.rendered(as: format), as: UTF8.self)
  }

  /// A match of a kind of subject with every field chosen at random.
  private static func match(_ generator: inout SeededGenerator) -> Match {
    var match: Match = Samples.subjectMatches.randomElement(using: &generator) ?? Samples.xzMatch
    switch match.subject {
    case .package: break
    case .file(var file):
      file.place.path = bytes(&generator)
      file.place.members = (0..<Int.random(in: 0...3, using: &generator)).map { _ in bytes(&generator) }
      file.size = UInt64.random(in: 0...(1 << 62), using: &generator)
      file.version = maybe(&generator)
      file.modified = moment(&generator)
      file.hits = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
        RuleHit(rule: generator.hostileText(maximumLength: 12), source: "s", verdict: .suspected)
      }
      match.subject = .file(file)
    case .process(let process, let ancestors):
      match.subject = .process(
        spoilt(process, &generator), ancestors: ancestors.map { spoilt($0, &generator) })
    case .contact(var contact):
      contact.location = generator.hostileText(maximumLength: 30)
      contact.client = maybe(&generator)
      contact.isOfClient = Bool.random(using: &generator)
      contact.count = Int.random(in: 1...Int.max, using: &generator)
      contact.time = moment(&generator)
      contact.last = moment(&generator)
      contact.pid = Bool.random(using: &generator) ? Int32.random(in: 1...Int32.max, using: &generator) : nil
      let text: String = generator.hostileText(maximumLength: 30)
      contact.subject =
        [.domain(text), .address(text), .url(text), .userAgent(text)]
        .randomElement(using: &generator) ?? .domain(text)
      contact.source = ContactFacts.Source.allCases.randomElement(using: &generator) ?? .dnsLog
      match.subject = .contact(contact)
    }
    match.productID = generator.hostileText(maximumLength: 12)
    match.decidedBy = generator.hostileText(maximumLength: 30)
    return match
  }

  private static func spoilt(_ process: ProcessFacts, _ generator: inout SeededGenerator) -> ProcessFacts {
    var process: ProcessFacts = process
    process.pid = Int32.random(in: 1...Int32.max, using: &generator)
    process.name = generator.hostileText(maximumLength: 16)
    process.executable = Bool.random(using: &generator) ? bytes(&generator) : nil
    process.executableState = ProcessFacts.ExecutableState.allCases.randomElement(using: &generator) ?? .present
    process.commandLine = generator.hostileText(maximumLength: 60)
    (process.user, process.userName) = Bool.random(using: &generator) ? (1_000, nil) : (nil, maybe(&generator))
    process.startedAt = moment(&generator)
    process.container = maybe(&generator)
    return process
  }

  /// A path of any bytes but NUL.
  private static func bytes(_ generator: inout SeededGenerator) -> [UInt8] {
    [0x2F] + (0..<Int.random(in: 1...30, using: &generator)).map { _ in UInt8.random(in: 1...255, using: &generator) }
  }

  private static func maybe(_ generator: inout SeededGenerator) -> String? {
    Bool.random(using: &generator) ? generator.hostileText(maximumLength: 20) : nil
  }

  private static func moment(_ generator: inout SeededGenerator) -> Timestamp? {
    guard Bool.random(using: &generator) else { return nil }
    return Timestamp(secondsSinceEpoch: Int64.random(in: 0...4_000_000_000, using: &generator))
  }

  @Test("json, values, json: the same bytes, whatever was found", arguments: UInt64(0)..<40)
  func roundTrip(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<10 {
      var report: CheckReport = Samples.findings
      report.runner = [nil, .user, .root, .confinedRoot, .namespacedRoot].randomElement(using: &generator) ?? nil
      report.results[0].assessment.matchesOmitted = Int.random(in: 0...Int.max, using: &generator)
      report.results[0].assessment.matches = (0..<8).map { _ in Self.match(&generator) }
      let bytes: [UInt8] = CheckJSON.encode(report)
      let again: CheckReport = try CheckJSON.decode(bytes, file: "saved.json")
      let isSame: Bool = CheckJSON.encode(again) == bytes
      #expect(isSame, "seed \(seed)")
      // And so every other format says the same of a saved result as of the check itself.
      for format in [OutputFormat.csv, .ndjson, .sarif, .cyclonedx] {
        let isConverted: Bool = try again.rendered(as: format) == report.rendered(as: format)
        #expect(isConverted, "\(format), seed \(seed)")
      }
    }
  }

  @Test("A result of an earlier version has no runner, count and client of its own")
  func older() throws {
    let text: String = String(decoding: CheckJSON.encode(Samples.findings), as: UTF8.self)
    let lines: [Substring] = text.split(separator: "\n").filter { line in
      !["\"runner\"", "\"count\"", "\"last\"", "\"ofClient\""].contains { line.contains($0 + ":") }
    }
    // The last member of an object loses its comma only when it was not the last: none of these is.
    let report: CheckReport = try CheckJSON.decode(Array(lines.joined(separator: "\n").utf8), file: "old.json")
    #expect(report.runner == nil)
    let contacts: [ContactFacts] = report.results[0].assessment.matches.compactMap(\.subject.contact)
    #expect(contacts.count == 6 && contacts.allSatisfy { $0.count == 1 && $0.last == nil && !$0.isOfClient })
  }

  @Test("What an ancestor was told to do is in no format", arguments: OutputFormat.allCases)
  func ancestorsArguments(format: OutputFormat) throws {
    let text: String = try Self.text(Samples.findings, format)
    #expect(!text.contains("sesame"), "\(format)")
    guard format == .json else { return }
    let report: CheckReport = try CheckJSON.decode(Array(text.utf8), file: "saved.json")
    var trees: [[ProcessFacts]] = []
    for match in report.results[0].assessment.matches {
      if case .process(let process, let ancestors) = match.subject, !ancestors.isEmpty {
        trees.append(ancestors)
        #expect(process.commandLine == "bash -c id")
      }
    }
    #expect(trees.map { $0.map(\.pid) } == [[11, 10]])
    #expect(trees.joined().allSatisfy { $0.commandLine.isEmpty })
  }

  @Test(
    "Matches that were only counted are said",
    arguments: [
      (OutputFormat.json, "\"matchesOmitted\": 1200"), (.ndjson, "\"findingsOmitted\":1200"), (.csv, ",1200\r\n"),
      (.sarif, "1,200 more matches were found and only counted"), (.sarif, "\"findingsOmitted\":1200"),
      (.junit, "name=\"cordon.findings-omitted\" value=\"1200\""),
      (.junit, "1,200 more matches were found and only counted"),
      (.cyclonedx, "{\"name\":\"cordon:findings-omitted\",\"value\":\"1200\"}"),
      (.cyclonedx, "1,200 more matches were found and only counted"), (.plain, "findings_omitted=1200"),
      (.table, "1,200 more matches"),
    ])
  func omitted(format: OutputFormat, part: String) throws {
    #expect(try Self.text(Samples.findings, format).contains(part))
    var none: CheckReport = Samples.findings
    none.results[0].assessment.matchesOmitted = 0
    #expect(!(try Self.text(none, format).contains(part)))
  }

  @Test("The digests of a file stand in the formats for programs", arguments: [OutputFormat.csv, .ndjson, .cyclonedx])
  func digests(format: OutputFormat) throws {
    let text: String = try Self.text(Samples.findings, format)
    for digest in Samples.subjectMatches[0].subject.digests?.all ?? [] { #expect(text.contains(digest.hex)) }
    if format == .csv { #expect(text.contains("\"cordon_3cx_loader other_rule\"")) }
  }

  @Test("The look-up of another machine is said to be its own", arguments: OutputFormat.allCases)
  func clients(format: OutputFormat) throws {
    var report: CheckReport = Samples.findings
    // A page shows the first few.
    report.results[0].assessment.matches = Array(Samples.subjectMatches[6...7])
    let text: String = try Self.text(report, format)
    switch format {
    case .plain: break
    case .json: #expect(text.contains("\"ofClient\": true"))
    case .ndjson: #expect(text.contains("\"client\":\"192.0.2.7\",\"ofClient\":true"))
    case .csv: #expect(text.contains("\"192.0.2.7\",\"true\",1,"))
    case .table, .sarif, .junit, .md, .html, .cyclonedx:
      let words: String = text.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
      #expect(words.contains("A client of this resolver: 192.0.2.7, not this machine."), "\(format)")
      #expect(!words.contains("A client of this resolver: 127.0.0.1"))
    }
  }

  @Test("What helps where a place was refused goes by who ran", arguments: Runner.allCases, Language.allCases)
  func refusals(runner: Runner, language: Language) throws {
    var report: CheckReport = Samples.unknown
    report.runner = runner
    let (page, next): (String, String) = (
      String(decoding: try report.rendered(as: .table, language: language), as: UTF8.self)
        .split { $0 == "\n" || $0 == " " }.joined(separator: " "), NextCommand.after(report)
    )
    for other in Runner.allCases {
      let advice: String = Remark.refused(to: other).text[language]
      #expect(page.contains(advice) == (other == runner), "\(other)")
    }
    #expect(next.hasPrefix("sudo ") == (runner == .user))
  }
}
