internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonReport

/// CycloneDX out and in.
struct CycloneDXTests {
  private static func document(_ report: InventoryReport) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(try report.rendered(as: .cyclonedx))) as? [String: Any])
  }

  private static func aggregate(_ report: InventoryReport) throws -> String? {
    let compositions: [[String: Any]]? = try document(report)["compositions"] as? [[String: Any]]
    return compositions?.first?["aggregate"] as? String
  }

  @Test("one component a package URL, its places as occurrences") func components() throws {
    let document: [String: Any] = try CycloneDXTests.document(InventorySamples.machine)
    let components: [[String: Any]] = try #require(document["components"] as? [[String: Any]])
    #expect(components.count == 5)
    let references: [String] = components.compactMap { $0["bom-ref"] as? String }
    #expect(Set(references).count == 5)
    let leftPad: [String: Any] = try #require(components.first { $0["name"] as? String == "left-pad" })
    let occurrences: [[String: String]]? =
      (leftPad["evidence"] as? [String: Any])?["occurrences"] as? [[String: String]]
    #expect(
      occurrences?.compactMap { $0["location"] } == ["/srv/a/node_modules/left-pad", "/srv/b/package-lock.json"])
    let scoped: [String: Any] = try #require(components.first { $0["name"] as? String == "tool" })
    #expect(scoped["group"] as? String == "@scope")
    #expect(components.first { $0["name"] as? String == "nameless" }?["version"] == nil)
  }

  @Test("references stay unique where one package URL is spelt with two versions") func repeatedReferences() throws {
    var report: InventoryReport = InventorySamples.machine
    report.packages = ["a", "b", "c"].map { InventorySamples.package("pkg:npm/x", "x", $0, "/" + $0) }
    let components: [[String: Any]]? = try CycloneDXTests.document(report)["components"] as? [[String: Any]]
    #expect(components?.compactMap { $0["bom-ref"] as? String } == ["pkg:npm/x", "pkg:npm/x#2", "pkg:npm/x#3"])
  }

  @Test("an incomplete document says so, and where") func incomplete() throws {
    #expect(try CycloneDXTests.aggregate(InventorySamples.machine) == "complete")
    #expect(try CycloneDXTests.aggregate(InventorySamples.partial) == "incomplete")
    #expect(try CycloneDXTests.aggregate(InventorySamples.empty) == "incomplete")
    var narrow: InventoryReport = InventorySamples.machine
    narrow.coverage.removeLast()
    #expect(try CycloneDXTests.aggregate(narrow) == "unknown")
    let text: String = try InventorySamples.partial.text(as: .cyclonedx)
    #expect(text.contains("/srv/closed: scan-partial: permission denied"))
    #expect(text.contains("cordon:gapsOmitted"))
  }

  @Test("the same look has the same serial number, another one another") func serialNumber() throws {
    let one: String? = try CycloneDXTests.document(InventorySamples.machine)["serialNumber"] as? String
    #expect(try one == CycloneDXTests.document(InventorySamples.machine)["serialNumber"] as? String)
    var later: InventoryReport = InventorySamples.machine
    later.finishedAt.secondsSinceEpoch += 1
    #expect(try one != CycloneDXTests.document(later)["serialNumber"] as? String)
    let pattern = /urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
    #expect(try pattern.wholeMatch(in: #require(one)) != nil)
  }

  @Test("our own document holds every package and place", arguments: InventorySamples.all.map(\.name))
  func readsItsOwn(name: String) throws {
    let report: InventoryReport = InventorySamples.report(name)
    let baseline = try BaselineInventory(try report.rendered(as: .cyclonedx), file: "b.json")
    #expect(baseline.items.count == report.packages.count)
    #expect(baseline.unreadable == 0 && baseline.passedOver == 0)
    #expect(baseline.origin.isComplete == report.isComplete)
    let difference = InventoryDifference(from: baseline, to: report)
    #expect(difference.changes.isEmpty)
    #expect(difference.unchanged == report.packages.count)
  }

  @Test("documents of other programs: nested, of old versions, without package URLs, broken") func foreign() throws {
    let text: String = """
      {"bomFormat": "CycloneDX", "specVersion": "1.4", "metadata": {"timestamp": "2025-01-02T03:04:05+01:00",
       "tools": [{"vendor": "anchore", "name": "syft", "version": "1.2"}], "component": {"name": "img", "type": "container"}},
       "components": [
        {"type": "library", "name": "bash", "version": "5.2.15-2",
         "purl": "pkg:deb/debian/bash@5.2.15-2?arch=amd64&distro=debian-12&upstream=bash"},
        {"type": "application", "name": "lock", "components": [
          {"type": "library", "name": "left-pad", "version": "1.3.0", "purl": "pkg:npm/left-pad@1.3.0"}]},
        {"type": "file", "name": "/etc/passwd"}, {"type": "operating-system", "name": "debian", "version": "12"},
        {"type": "library"}, 7, {"type": "library", "name": "odd", "purl": "purl:odd"}]}
      """
    let baseline = try BaselineInventory(Array(text.utf8), file: "b.json")
    #expect(baseline.items.map(\.name) == ["bash", "lock", "left-pad", "odd"])
    #expect(baseline.items[0].coordinates == "pkg:deb/debian/bash")
    #expect(baseline.passedOver == 2)
    #expect(baseline.unreadable == 3)
    #expect(baseline.origin.tool == "syft 1.2")
    #expect(baseline.origin.time?.text == "2025-01-02T02:04:05Z")
    #expect(baseline.origin.subject == "img")
    #expect(baseline.origin.checks == nil)
  }

  private static let corpus: [URL] = {
    guard let folder = Corpora.url("sbom/cyclonedx") else { return [] }
    let files: [Any] = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
    return files.compactMap { $0 as? URL }.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
  }()

  @Test(.enabled(if: !corpus.isEmpty, "the corpora are not there (CORDON_CORPORA)"))
  func everyPublishedDocumentIsRead() throws {
    var valid: Int = 0
    for file in CycloneDXTests.corpus {
      let bytes: [UInt8] = Array(try Data(contentsOf: file))
      do {
        let baseline = try BaselineInventory(bytes, file: file.lastPathComponent)
        _ = InventoryDifference(from: baseline, to: InventorySamples.machine)
        if file.lastPathComponent.hasPrefix("valid") {
          valid += 1
          #expect(baseline.unreadable == 0, "\(file.lastPathComponent)")
        }
      } catch {
        #expect(!file.lastPathComponent.hasPrefix("valid"), "\(file.lastPathComponent): \(error)")
        #expect(error.code == .badInput)
      }
    }
    #expect(valid > 100)
  }
}
