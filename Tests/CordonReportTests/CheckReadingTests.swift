internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonReport

/// A saved check comes back as it was.
struct CheckReadingTests {
  @Test("what was written is read back, byte for byte", arguments: Samples.all.map(\.name))
  func everySampleComesBack(name: String) throws {
    let report: CheckReport = try #require(Samples.all.first { $0.name == name }).report
    let bytes: [UInt8] = CheckJSON.encode(report)
    #expect(CheckJSON.encode(try CheckJSON.decode(bytes, file: "saved.json")) == bytes)
  }

  @Test("a finding that is one of several alike keeps its name") func occurrence() throws {
    var report: CheckReport = Samples.mixed
    report.results[0].assessment.matches[0].occurrence = 3
    let match: Match = report.results[0].assessment.matches[0]
    let bytes: [UInt8] = CheckJSON.encode(report)
    let read: Match = try CheckJSON.decode(bytes, file: "saved.json").results[0].assessment.matches[0]
    #expect(read.occurrence == 3)
    #expect(FindingID(advisory: "x", match: read) == FindingID(advisory: "x", match: match))
  }

  @Test("hostile names come back too") func hostileTextsComeBack() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      var report: CheckReport = Samples.mixed
      report.target.name = generator.hostileText(maximumLength: 40)
      report.toolVersion = generator.hostileText(maximumLength: 20)
      report.results[0].title = LocalizedText(
        en: generator.hostileText(maximumLength: 30), de: generator.hostileText(maximumLength: 30))
      report.results[0].assessment.matches[0].package.location = generator.hostileText(maximumLength: 60)
      report.results[0].assessment.matches[0].package.version = generator.hostileText(maximumLength: 9)
      report.coverage[0].gaps = [
        .init(
          path: generator.hostileText(maximumLength: 30),
          reason: UnknownReason.allCases.randomElement(using: &generator) ?? .scanError,
          detail: generator.hostileText(maximumLength: 30))
      ]
      report.packageCount = Int.random(in: 0...Int.max, using: &generator)
      report.isInterrupted = Bool.random(using: &generator)
      let bytes: [UInt8] = CheckJSON.encode(report)
      #expect(CheckJSON.encode(try CheckJSON.decode(bytes, file: "saved.json")) == bytes)
    }
  }

  @Test("the exit code of the run comes back, whatever --fail-on was", arguments: FailOn.allCases)
  func exitCode(failOn: FailOn) throws {
    for (_, report) in Samples.all {
      let bytes: [UInt8] = CheckJSON.encode(report, failOn: failOn)
      let saved: CheckJSON.Saved = try CheckJSON.decodeSaved(bytes, file: "saved.json")
      #expect(CheckJSON.encode(saved.report, failOn: saved.failOn) == bytes)
    }
  }

  @Test(
    "what cannot be read names the place and what to do",
    arguments: [
      ("\"schemaVersion\": 1", "\"schemaVersion\": 2", "schemaVersion", "Update Cordon"),
      ("\"schema\": \"cordon.check\"", "\"schema\": \"cordon.lint\"", "schema", "no saved result"),
      ("\"schema\": \"cordon.check\"", "\"schema\": \"cordon.inventory\"", "schema", "no saved check"),
      ("\"purl\": \"pkg:", "\"purl\": \"pgk:", "advisories[0].matches[0].purl", "no package URL"),
      ("\"purl\": \"pkg:", "\"lrup\": \"pkg:", "advisories[0].matches[0].purl", "missing"),
      ("\"foundBy\": \"dpkg-status\"", "\"foundBy\": 7", "advisories[0].matches[0].foundBy", "a text"),
      (
        "\"reason\": \"version-listed\"", "\"reason\": \"by-smell\"", "advisories[0].matches[0].reason", "update Cordon"
      ),
      ("\"packageCount\": 1647", "\"packageCount\": 99999999999999999999", "packageCount", "whole number"),
      ("\"packageCount\": 1647", "\"packageCount\": -1", "packageCount", "not negative"),
      ("\"packageCount\": 1647", "\"packageCount\": 1e3", "packageCount", "whole number"),
      ("\"startedAt\": \"2026-11-21T", "\"startedAt\": \"2026-13-21T", "startedAt", "no time"),
      ("\"exposed\": \"yes\"", "\"exposed\": null", "advisories[0].axes.exposed", "missing"),
      ("\"coverage\": [", "\"coverage\": 1, \"x\": [", "coverage", "a list"),
    ])
  func faults(old: String, new: String, field: String, words: String) throws {
    let text: String = String(decoding: CheckJSON.encode(Samples.affected), as: UTF8.self)
    let range: Range<String.Index> = try #require(text.firstRange(of: old))
    let broken: String = text.replacingCharacters(in: range, with: new)
    let error: CordonError = try #require(throws: CordonError.self) {
      try CheckJSON.decode(Array(broken.utf8), file: "saved.json")
    }
    #expect(error.code == .badInput)
    #expect(error.location?.file == "saved.json")
    #expect(error.location?.field == field)
    #expect("\(error)".contains(words), "\(error)")
  }

  @Test("members of a newer version of the schema's shape are passed over") func unknownMembers() throws {
    let text: String = String(decoding: CheckJSON.encode(Samples.affected), as: UTF8.self)
    let grown: String = "{\"added\": [{\"a\": [1, -2.5e+3, true]}]," + text.dropFirst()
    let report: CheckReport = try CheckJSON.decode(Array(grown.utf8), file: "saved.json")
    #expect(String(decoding: CheckJSON.encode(report), as: UTF8.self) == text)
  }
}
