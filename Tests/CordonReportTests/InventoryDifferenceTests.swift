internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Testing

@testable internal import CordonReport

/// What changed between two inventories.
struct InventoryDifferenceTests {
  /// `name version place`, a dash for no version.
  private static func report(_ lines: [String], type: String = "npm") -> InventoryReport {
    var report: InventoryReport = InventorySamples.machine
    report.packages = lines.map { line in
      let parts: [String] = line.split(separator: " ").map(String.init)
      let version: String? = parts[1] == "-" ? nil : parts[1]
      let purl: String = "pkg:\(type)/" + parts[0] + (version.map { "@" + $0 } ?? "")
      return InventorySamples.package(purl, parts[0], version, parts.count > 2 ? parts[2] : "/x")
    }
    return report
  }

  private static func shown(_ difference: InventoryDifference) -> [String] {
    difference.changes.map { change in
      [
        change.kind.symbol, change.name, change.oldVersion ?? "-", change.newVersion ?? "-",
        change.direction?.rawValue ?? "-", String(change.places),
      ].joined(separator: " ")
    }
  }

  @Test(
    arguments: [
      (["a 1"], ["a 1"], []),
      (["a 1"], ["a 2"], ["~ a 1 2 up 1"]),
      (["a 2"], ["a 1"], ["~ a 2 1 down 1"]),
      (["a 10.0.0"], ["a 9.0.0"], ["~ a 10.0.0 9.0.0 down 1"]),
      (["a 1"], ["a 1", "b 1"], ["+ b - 1 - 1"]),
      (["a 1", "b 1"], ["b 1"], ["- a 1 - - 1"]),
      (["a -"], ["a 1"], ["~ a - 1 - 1"]),
      // One more or less copy of a version is no change, and neither is another place.
      (["a 1 /x"], ["a 1 /x", "a 1 /y"], []), (["a 1 /x", "a 1 /y"], ["a 1 /x"], []), (["a 1 /x"], ["a 1 /y"], []),
      // The place decides what became what.
      (["a 1 /x", "a 2 /y"], ["a 3 /x", "a 2 /y"], ["~ a 1 3 up 1"]),
      (["a 1 /x", "a 1 /y"], ["a 2 /x", "a 2 /y"], ["~ a 1 2 up 2"]),
      (["a 1 /x"], ["a 1 /x", "a 2 /y"], ["+ a - 2 - 1"]),
      (["a 1 /x", "a 2 /y"], ["a 2 /y"], ["- a 1 - - 1"]),
      // Without a shared place: the lowest with the lowest.
      (["a 1 /x", "a 5 /y"], ["a 6 /z", "a 2 /w"], ["~ a 1 2 up 1", "~ a 5 6 up 1"]),
      (["a 1 /x"], ["a 2 /y", "a 3 /z"], ["+ a - 3 - 1", "~ a 1 2 up 1"]),
    ] as [([String], [String], [String])])
  func changes(old: [String], new: [String], wanted: [String]) {
    let difference = InventoryDifference(
      from: BaselineInventory(InventoryDifferenceTests.report(old)), to: InventoryDifferenceTests.report(new))
    #expect(InventoryDifferenceTests.shown(difference) == wanted)
  }

  @Test("the order is that of the ecosystem, and versions that are equal to it are no change")
  func ecosystems() {
    for (type, old, new, wanted) in [
      ("rpm/fedora", "0:1.2-3", "1.2-3", []), ("pypi", "1.0", "1.0.0", []), ("deb/debian", "1:1", "2", ["down"]),
      ("deb/debian", "1.0~rc1", "1.0", ["up"]), ("pypi", "1.0rc1", "1.0", ["up"]),
      ("maven/g", "1.0-alpha", "1.0", ["up"]),
    ] {
      var (before, after) = (InventorySamples.machine, InventorySamples.machine)
      before.packages = [InventorySamples.package("pkg:\(type)/x", "x", old, "/x")]
      after.packages = [InventorySamples.package("pkg:\(type)/x", "x", new, "/x")]
      let difference = InventoryDifference(from: BaselineInventory(before), to: after)
      #expect(difference.changes.map { $0.direction?.rawValue ?? "-" } == wanted, "\(type) \(old) \(new)")
    }
  }

  @Test("what the earlier inventory could not know is counted, not called added") func unknownToOld() throws {
    let text: String = """
      {"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [
        {"type": "library", "name": "bash", "version": "5.1", "purl": "pkg:deb/debian/bash@5.1?arch=amd64"},
        {"type": "library", "name": "left-over", "purl": "pkg:deb/debian/left-over@1"},
        {"type": "library", "name": "fmt", "purl": "pkg:conan/fmt@9"}, {"type": "library", "name": "no purl"},
        {"type": "library", "name": "liblzma5", "version": "5.6.1-1"}]}
      """
    let baseline = try BaselineInventory(Array(text.utf8), file: "b.json")
    let difference = InventoryDifference(from: baseline, to: InventorySamples.machine)
    #expect(
      InventoryDifferenceTests.shown(difference) == [
        "- left-over 1 - - 1", "~ bash 5.1 5.2.15-2 up 1",
      ])
    #expect(difference.unknownToOld == [.init(type: "npm", count: 4)])
    #expect(difference.unknownToNew == [.init(type: nil, count: 1), .init(type: "conan", count: 1)])
    let page: String = try difference.text(as: .table)
    for part in ["npm: 4 packages are there now", "conan: 1 package of the earlier", "no package URL"] {
      #expect(page.replacing("\n", with: " ").split(separator: " ").joined(separator: " ").contains(part), "\(part)")
    }
  }

  @Test("Cordon's own inventory knew what it looked for") func ownCoverage() {
    let before: InventoryReport = InventoryDifferenceTests.report([])
    let difference = InventoryDifference(from: BaselineInventory(before), to: InventorySamples.machine)
    #expect(difference.count(.added) == 5)
    var blind: InventoryReport = before
    blind.coverage.removeAll { $0.check == .npmPackages }
    let partly = InventoryDifference(from: BaselineInventory(blind), to: InventorySamples.machine)
    #expect(partly.count(.added) == 2)
    #expect(partly.unknownToOld == [.init(type: "npm", count: 4)])
    // The other way round: what was not looked for now is not gone.
    let back = InventoryDifference(from: BaselineInventory(InventorySamples.machine), to: blind)
    #expect(back.count(.removed) == 2)
    #expect(back.unknownToNew == [.init(type: "npm", count: 4)])
  }

  @Test("doubts about the two sides are said") func remarks() throws {
    let other = InventoryDifference(from: BaselineInventory(InventorySamples.folder), to: InventorySamples.partial)
    #expect(other.isOtherTarget)
    let text: String = try other.text(as: .md)
    #expect(text.contains("different targets"))
    #expect(text.contains("may be there still"))
    let reverse = InventoryDifference(from: BaselineInventory(InventorySamples.partial), to: InventorySamples.machine)
    #expect(try reverse.text(as: .html, language: .german).contains("frühere Inventar war nicht vollständig"))
    #expect(!reverse.isOtherTarget)
  }

  @Test("pages are calm, and every format is inert", arguments: InventoryDifferenceRenderer.formats)
  func inert(format: OutputFormat) throws {
    let difference = InventoryDifference(
      from: BaselineInventory(InventorySamples.machine), to: InventorySamples.hostile)
    #expect(difference.changes.count > 9)
    for language in Language.allCases {
      let text: String = try difference.text(as: format, language: language)
      if format == .table { PageChecks.expectCalm(text, width: 80) }
      let unsafe: Unicode.Scalar? = text.unicodeScalars.first {
        $0 != "\n" && $0 != "\r" && $0 != "\t" && InertText.isUnsafe($0)
      }
      #expect(unsafe == nil)
    }
    #expect(throws: CordonError.self) { try difference.rendered(as: .sarif) }
  }

  /// Nothing against itself is no difference; there and back are the same changes the other way round.
  @Test func differencesAreSymmetric() {
    var generator = SeededGenerator(seed: 21)
    for _ in 0..<500 {
      let sides: [InventoryReport] = (0..<2).map { _ in
        let lines: [String] = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
          let name: String = ["a", "b", "c"].randomElement(using: &generator) ?? "a"
          return "\(name) \(Int.random(in: 1...4, using: &generator)) /\(Int.random(in: 1...4, using: &generator))"
        }
        return InventoryDifferenceTests.report(lines)
      }
      let same = InventoryDifference(from: BaselineInventory(sides[0]), to: sides[0])
      #expect(same.changes.isEmpty && same.unchanged == sides[0].packages.count)
      let there = InventoryDifference(from: BaselineInventory(sides[0]), to: sides[1])
      let back = InventoryDifference(from: BaselineInventory(sides[1]), to: sides[0])
      #expect(there.count(.added) == back.count(.removed))
      #expect(there.count(.removed) == back.count(.added))
      #expect(there.count(.changed) == back.count(.changed))
    }
  }
}

extension InventoryDifference {
  func rendered(as format: OutputFormat, language: Language = .english) throws(CordonError) -> [UInt8] {
    try Collected.bytes { (output) throws(CordonError) in
      try InventoryDifferenceRenderer.write(self, as: format, options: TextOptions(language: language), to: &output)
    }
  }

  func text(as format: OutputFormat, language: Language = .english) throws(CordonError) -> String {
    String(decoding: try rendered(as: format, language: language), as: UTF8.self)
  }
}
