import CordonIntel
import CordonModel
import CordonVersions
import Testing

/// A pack that uses every field, decoded field by field.
@Suite struct GoodPackTests {
  let advisory: Advisory

  init() throws {
    let reading: PackReading = PackText.read()
    try #require(reading.findings.isEmpty, "\(reading.lines)")
    advisory = try #require(reading.advisory)
  }

  private static func day(_ text: String) throws -> Timestamp { try #require(Timestamp(parsing: text)) }

  @Test func head() throws {
    #expect(advisory.id == "example-2026")
    #expect(advisory.revision == 3)
    #expect(advisory.title == LocalizedText(en: "Trojanised example", de: "Trojanisiertes Beispiel"))
    #expect(advisory.summary.en == "One sentence in two lines.")
    #expect(advisory.category == .compromisedSoftware)
    #expect(advisory.marking == .amberStrict)
    #expect(advisory.severity.cvssVersion == "3.1")
    #expect(advisory.severity.cvssScore == 7.8)
    #expect(advisory.severity.cvssVector == "CVSS:3.1/AV:L")
    #expect(advisory.severity.bsiLevel == 3)
    #expect(advisory.aliases == ["CVE-2023-29059"])
    #expect(advisory.attribution == Advisory.Attribution(actor: "UNC4736", confidence: .medium, note: "per press"))
    #expect(advisory.references.map(\.summary) == ["CVE-2023-29059", "notice"])
    #expect(advisory.references.last?.url == "https://example.com/notice")
    #expect(advisory.sources == ["cve": "CVEProject", "bsi-1": "BSI notice"])
    #expect(advisory.platforms == [.windows, .macos, .any])
    #expect(advisory.hints == [LocalizedText(en: "Look", de: "Schauen")])
    #expect(advisory.limits == [LocalizedText(en: "Not macOS", de: "Nicht macOS")])
  }

  @Test("every row that a finding can come from knows its line")
  func lines() throws {
    let text: String = PackText.good
    #expect(
      advisory.products.map(\.line)
        == ["- product_id: app-windows", "- product_id: lib"].map { PackText.line(of: $0, in: text) })
    let file: Int = try #require(PackText.line(of: "- name: app.msi", in: text))
    #expect(advisory.files.map(\.line) == [file, file])
    #expect(advisory.paths.map(\.line) == [PackText.line(of: "path: '%LOCALAPPDATA%", in: text)])
    let network: Int = try #require(PackText.line(of: "- {type: domain", in: text))
    #expect(advisory.network.map(\.line) == [network, network + 1, network + 2, network + 3])
    #expect(advisory.rules.map(\.line) == [PackText.line(of: "- id: example-loader", in: text)])
  }

  @Test("a bare date is midnight, or the end of its day where it ends a window")
  func dates() throws {
    let window: TimeWindow = try #require(advisory.dates.compromised)
    #expect(window.from == (try Self.day("2023-03-03")))
    #expect(window.until == (try Self.day("2023-03-30T23:59:59Z")))
    #expect(advisory.dates.disclosed == (try Self.day("2023-03-29")))
    #expect(advisory.dates.initialRelease == (try Self.day("2026-11-21")))
    #expect(advisory.dates.currentRelease == (try Self.day("2026-11-22T10:00:00Z")))
  }

  @Test func products() throws {
    let app: AffectedProduct = try #require(advisory.products.first)
    #expect(app.id == "app-windows")
    #expect(app.vendor == "Example Ltd")
    #expect(app.aliases == ["ExampleApp"])
    #expect(app.platform == .windows)
    #expect(app.scheme == .windows)
    #expect(app.purls.isEmpty)
    #expect(app.knownAffected == ["18.12.407", "18.12.416"])
    #expect(app.knownNotAffected == ["18.11.1213"])
    #expect(app.fixed == ["18.12.422"])
    #expect(app.confidence == .high)
    #expect(app.note == "first")
    #expect(app.sources == ["cve"])
    let lib: AffectedProduct = try #require(advisory.products.last)
    #expect(lib.purls == ["pkg:npm/lib"])
    #expect(lib.scheme == .npm)
    #expect(lib.platform == .any)
    #expect(lib.affectedRanges.map(\.verdict) == [.affected, .suspected])
    #expect(lib.affectedRanges.map(\.range) == ["vers:npm/>=1.0.0|<1.2.0", "builds of June"])
    #expect(lib.installedWithin == TimeWindow(from: try Self.day("2023-03-03"), until: nil))
    #expect(lib.confidence == .low)
  }

  @Test("rows of several platforms become one indicator each, in canonical form")
  func indicators() throws {
    #expect(advisory.files.map(\.platform) == [.windows, .macos])
    let file: FileIndicator = try #require(advisory.files.first)
    #expect(file.sha256 == "aa124a4b4df12b34e74ee7f6c683b2ebec4ce9a8edcf9be345823b4fdcf5d868")
    #expect(file.md5 == "f3d4144860ca10ba60f7ef4d176cc736")
    #expect(file.sha1 == nil)
    #expect(file.size == 12)
    #expect(file.version == "18.12.407")
    #expect(file.verdict == .trojanised)
    #expect(advisory.paths.map(\.path) == ["%LOCALAPPDATA%\\Programs\\ExampleApp\\"])
    #expect(advisory.paths.map(\.malicious) == [false])
    #expect(advisory.signers.map(\.serial) == ["1B6611"])
    #expect(advisory.signers.first?.signedWithin?.until == (try Self.day("2023-03-29T23:59:59Z")))
    #expect(
      advisory.network.map(\.value) == [
        "c2.example.net", "2001:db8::7", "https://github.com/evil/images", "Updater/1.* (x)",
      ])
    #expect(advisory.network.map(\.block) == [.yes, .no, .urlOnly, .no])
    #expect(advisory.network.map(\.match) == [true, false, true, true])
    #expect(advisory.network.first?.valid == TimeWindow(from: try Self.day("2022-02-22"), until: nil))
    #expect(advisory.traces.first?.technique == "T1059.003")
    #expect(advisory.rules.first?.text == "rule example { condition: \"& *x\" }")
  }

  @Test func checksAndTests() throws {
    #expect(advisory.checks.map(\.platform) == [.linux, .windows])
    #expect(
      advisory.checks.allSatisfy {
        $0.targets == [.live, .root] && $0.require == [.systemPackages, .npmPackages, .programs, .knownPaths]
      })
    #expect(advisory.checks.allSatisfy { $0.later == [.behaviour] && $0.deep == [.files] })
    #expect(
      advisory.tests.map(\.subject) == [
        .package(purl: "pkg:npm/lib@1.1.0", platform: .windows),
        .program(name: "Example App", vendor: nil, version: "18.11.1213", platform: .windows),
        .sha256("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ])
    #expect(advisory.tests.map(\.expect) == [.affected, .noMatch, .noMatch])
    #expect(advisory.tests.compactMap(\.why) == ["clean"])
  }

  @Test("a byte-order mark and CR LF change nothing")
  func otherLineEnds() {
    let text: String = PackText.good.replacing("\n", with: "\r\n")
    let reading: PackReading = PackReader.read([0xEF, 0xBB, 0xBF] + Array(text.utf8), file: "example-2026.yaml")
    #expect(reading.findings.isEmpty, "\(reading.lines)")
    #expect(reading.advisory == advisory)
  }
}
