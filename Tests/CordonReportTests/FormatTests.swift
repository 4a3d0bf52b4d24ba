internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonReport

/// The same result in every format, read back by parsers that are not ours.
struct FormatTests {
  private static let counted: [OutputFormat] = [.table, .plain, .ndjson, .csv, .sarif, .junit, .html, .cyclonedx]

  private struct Answer: Decodable {
    var counts: [String: Int]
    var findings: Int?
  }

  @Test(
    .enabled(if: PythonOracle.hasJUnitParser, "python3 with the package junitparser is not installed"),
    arguments: Samples.all.map(\.name), Language.allCases)
  func everyFormatCountsTheSame(name: String, language: Language) throws {
    let report: CheckReport = try #require(Samples.all.first { $0.name == name }).report
    let files: [[UInt8]] = try FormatTests.counted.map { try report.rendered(as: $0, language: language) }
    let answer = try PythonOracle.withFiles(files) { paths in
      PythonOracle.run(FormatOracle.counts, zip(FormatTests.counted, paths).map { $0.rawValue + "=" + $1 })
    }
    try #require(answer.status == 0, "\(answer.output)")
    let read: [String: Answer] = try JSONDecoder().decode([String: Answer].self, from: Data(answer.output.utf8))
    for format in FormatTests.counted {
      let found: Answer = try #require(read[format.rawValue])
      #expect(found.counts == FormatTests.counts(of: report, in: format), "\(format)")
      if let findings = found.findings { #expect(findings == report.findingCount, "\(format)") }
    }
  }

  /// The counts of a report, merged as the format merges them; zeros left out.
  private static func counts(of report: CheckReport, in format: OutputFormat) -> [String: Int] {
    var counts: [String: Int] = [:]
    for result in report.results {
      let verdict: Verdict = result.assessment.verdict
      let name: String =
        switch (format, verdict) {
        case (.sarif, .remediated), (.sarif, .notAffected), (.junit, .remediated), (.junit, .notAffected): "clean"
        case (.cyclonedx, .suspected), (.cyclonedx, .unknown): "open"
        default: verdict.rawValue
        }
      counts[name, default: 0] += 1
    }
    return counts
  }

  // MARK: Schemas

  private static let schemas: [(format: OutputFormat, file: String)] = [
    (.sarif, "schemas/sarif-schema-2.1.0.json"), (.cyclonedx, "schemas/bom-1.6.schema.json"),
  ]

  @Test(
    .enabled(if: PythonOracle.hasJSONSchema, "python3 with the package jsonschema is not installed"),
    .enabled(if: Corpora.url("schemas") != nil, "the corpora with the schemas are not there (CORDON_CORPORA)"),
    arguments: schemas.map(\.format))
  func documentsHoldToTheirSchemas(format: OutputFormat) throws {
    let file: String = try #require(FormatTests.schemas.first { $0.format == format }).file
    let schema: URL = try #require(Corpora.url(file))
    var documents: [[UInt8]] = try Samples.all.map { try $0.report.rendered(as: format) }
    var generator: SeededGenerator = SeededGenerator(seed: 21)
    for _ in 0..<20 { documents.append(try HostileReport.make(&generator).rendered(as: format)) }
    let answer = try PythonOracle.withFiles(documents) {
      PythonOracle.run(FormatOracle.schema, [schema.path] + $0)
    }
    #expect(answer.status == 0, "\(answer.output)")
  }

  // MARK: Hostile text

  /// Nothing that a machine or an advisory says becomes structure, and nothing drives a terminal.
  @Test(arguments: OutputFormat.allCases)
  func hostileTextStaysText(format: OutputFormat) throws {
    var generator: SeededGenerator = SeededGenerator(seed: 7)
    var files: [[UInt8]] = [try Samples.hostile.rendered(as: format)]
    for index in 0..<60 {
      let language: Language = index % 2 == 0 ? .english : .german
      files.append(try HostileReport.make(&generator).rendered(as: format, language: language))
    }
    for bytes in files {
      let text: String = try #require(String(validating: bytes, as: UTF8.self))
      var before: Unicode.Scalar = " "
      var unsafe: Unicode.Scalar?
      for scalar in text.unicodeScalars {
        let isOurs: Bool =
          scalar == "\n" || (format == .csv && scalar == "\r") || (format == .plain && scalar == "\t")
        if !isOurs, InertText.isUnsafe(scalar) { unsafe = scalar }
        if format == .csv { #expect(scalar != "\n" || before == "\r") }
        before = scalar
      }
      #expect(unsafe == nil, "unsafe scalar \(unsafe.map { String($0.value, radix: 16) } ?? "")")
    }
    guard PythonOracle.hasPython else { return }
    let answer = try PythonOracle.withFiles(files) { paths in
      PythonOracle.run(FormatOracle.structure, paths.map { format.rawValue + "=" + $0 })
    }
    #expect(answer.status == 0, "\(answer.output)")
  }

  // MARK: Long results

  /// What streams passes a long result on in pieces of the same size, however many findings there are.
  @Test(arguments: [OutputFormat.plain, .ndjson, .csv, .sarif, .junit])
  func longResultsComeInPieces(format: OutputFormat) throws {
    var report: CheckReport = Samples.affected
    report.results[0].assessment.matches = Array(repeating: Samples.xzMatch, count: 3_000)
    let sizes = Sizes()
    var output = ResultOutput(limit: 4_096) { (piece) throws(CordonError) in sizes.pieces.append(piece.count) }
    try CheckRenderer.write(report, as: format, options: TextOptions(language: .english), failOn: .unknown, to: &output)
    try output.finish()
    #expect(sizes.pieces.count > 50)
    #expect((sizes.pieces.max() ?? 0) < 16_384, "a piece of \(sizes.pieces.max() ?? 0) bytes")
  }

  /// The page for people says how many findings it leaves out.
  @Test(arguments: [OutputFormat.md, .html])
  func pagesCountWhatTheyLeaveOut(format: OutputFormat) throws {
    var report: CheckReport = Samples.affected
    report.results[0].assessment.matches = Array(repeating: Samples.xzMatch, count: 1_200)
    let text: String = String(decoding: try report.rendered(as: format), as: UTF8.self)
    #expect(text.contains(format == .md ? "1,195 more matches" : "200 more matches; -o csv holds them."))
  }

  private final class Sizes {
    var pieces: [Int] = []
  }
}
