internal import CordonInspect
internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonCollect

/// What a scan knows from the one before, what it leaves out, and what it says of both.
struct FileRescanTests {
  private typealias Scan = FileScannerTests.Scan

  private static func scan(
    _ tree: FixtureTree, rule: String? = "rule evil", engine: String = "",
    prepare: (FileScannerTests.Reader) -> Void = { _ in }, change: (inout FileScanOptions) -> Void = { _ in }
  ) -> Scan {
    FileScannerTests.scan(tree, rule: rule, engine: engine, prepare: prepare, change: change)
  }

  /// Only a reading that hashes can tell a rule the MD5.
  @Test func rulesThatAskForTheMD5AreNotLookedForAlone() throws {
    let tree: FixtureTree = try FileScannerTests.tree()
    guard FileScannerTests.isCached(tree) else { return }
    _ = Self.scan(tree, rule: nil)
    let second: Scan = Self.scan(tree, rule: "rule evil") { $0.ruleDigests = [.md5] }
    #expect(second.tasks.count == 3)
    #expect(second.tasks.allSatisfy { !$0.rulesOnly && $0.digests == [.md5] })
    let third: Scan = Self.scan(tree, rule: "rule other")
    #expect(third.tasks.allSatisfy { $0.rulesOnly && $0.digests.isEmpty })
  }

  @Test func aVersionIsKeptWhenOnlyTheRulesAreNew() throws {
    let tree: FixtureTree = try FileScannerTests.tree()
    guard FileScannerTests.isCached(tree) else { return }
    func version(_ reader: FileScannerTests.Reader) { reader.version = "18.12.416" }
    _ = Self.scan(tree, rule: "rule one", prepare: version)
    let second: Scan = Self.scan(tree, rule: "rule two", prepare: version)
    #expect(second.tasks.allSatisfy { $0.rulesOnly })
    let path: String = tree.path("files/a")
    #expect(second.facts[path]?.version == "18.12.416")
    let third: Scan = Self.scan(tree, rule: "rule two", prepare: version)
    #expect(third.tasks.isEmpty)
    #expect(third.facts[path]?.version == "18.12.416")
  }

  /// A newer libyara or libarchive finds other things in the same bytes.
  @Test func anotherEngineReadsAgain() throws {
    let tree: FixtureTree = try FileScannerTests.tree()
    guard FileScannerTests.isCached(tree) else { return }
    _ = Self.scan(tree, engine: "libyara 1")
    #expect(Self.scan(tree, engine: "libyara 1").tasks.isEmpty)
    #expect(Self.scan(tree, engine: "libyara 2").tasks.count == 3)
  }

  @Test func whatCannotBeOpenedIsSaidAgainWithoutReading() throws {
    let tree: FixtureTree = try FileScannerTests.tree()
    guard FileScannerTests.isCached(tree) else { return }
    func closed(_ reader: FileScannerTests.Reader) {
      reader.more = { task in
        guard task.path.last == 0x61, !task.rulesOnly else { return [] }
        return [
          .gap(
            InspectionGap(task: task.number, members: [[0x6D]], reason: .excludedByPolicy, detail: "its format, x"))
        ]
      }
    }
    let first: Scan = Self.scan(tree, rule: "rule one", prepare: closed)
    let expected = [Coverage.Exclusion(path: tree.path("files/a") + "!/m", why: "not opened: its format, x")]
    #expect(first.result.coverage.leftOut == expected)
    #expect(first.result.coverage.state == .complete)
    let second: Scan = Self.scan(tree, rule: "rule one", prepare: closed)
    #expect(second.tasks.isEmpty)
    #expect(second.result.coverage.leftOut == expected)
    // With other rules as well, which open no archive that has no members.
    let third: Scan = Self.scan(tree, rule: "rule two", prepare: closed)
    #expect(third.tasks.allSatisfy { $0.rulesOnly })
    #expect(third.result.coverage.leftOut == expected)
    #expect(Self.scan(tree, rule: "rule two", prepare: closed).result.coverage.leftOut == expected)
  }

  /// What was wrong with bytes that have changed since is no doubt any more.
  @Test func aGapOfWhatWasWrittenToIsDroppedWhenItIsReadAgain() throws {
    let tree: FixtureTree = try FileScannerTests.tree()
    var isDone = false
    let scan: Scan = Self.scan(tree) { reader in
      reader.more = { task in
        guard task.path.last == 0x61, !isDone else { return [] }
        isDone = true
        let file: UnsafeMutablePointer<FILE>? = fopen(tree.path("files/a"), "a")
        fputs(" and more", file)
        fclose(file)
        return [.gap(InspectionGap(task: task.number, reason: .scanPartial, detail: "it was cut"))]
      }
    }
    #expect(scan.result.count.repeated == 1)
    #expect(scan.result.coverage.gaps == [])
    #expect(scan.result.coverage.state == .complete)
    #expect(scan.facts[tree.path("files/a")]?.size == 23)
  }

  /// Nobody typed the path: a link that stands there by now is not followed, and what was read is judged.
  @Test func aLinkInThePlaceOfAFileIsNotFollowedWhenItIsReadAgain() throws {
    let tree: FixtureTree = try FileScannerTests.tree()
    try tree.write("elsewhere", "something evil elsewhere, and longer")
    var isDone = false
    let scan: Scan = Self.scan(tree) { reader in
      reader.before = { task in
        guard task.path.last == 0x61, !isDone else { return }
        isDone = true
        try? tree.remove("files/a")
        try? tree.link("files/a", to: tree.path("elsewhere"))
      }
    }
    #expect(scan.tasks.count(where: { $0.path.last == 0x61 }) == 1)
    #expect(scan.tasks.allSatisfy { !String(decoding: $0.path, as: UTF8.self).hasSuffix("elsewhere") })
    #expect(scan.facts[tree.path("files/a")]?.size == 14)
    #expect(scan.result.coverage.leftOut.map(\.path) == [tree.path("files/a")])
  }

  @Test func whatDoesNotFitIntoTheBytesInAllIsNamed() throws {
    let tree: FixtureTree = try FileScannerTests.tree()
    let scan: Scan = FileScannerTests.scan(tree, cached: false, change: { $0.bytesInAll = 14 })
    #expect(scan.tasks.count == 2)
    #expect(scan.facts.count == 2)
    #expect(scan.result.coverage.state == .complete)
    let left: [Coverage.Exclusion] = scan.result.coverage.leftOut
    #expect(left.count == 1)
    #expect(left.first?.why.contains("14 are read in all") == true)
  }

  /// What is in the cache costs no reading.
  @Test func theCacheAnswersBeyondTheBytesInAll() throws {
    let tree: FixtureTree = try FileScannerTests.tree()
    guard FileScannerTests.isCached(tree) else { return }
    _ = Self.scan(tree)
    let second: Scan = Self.scan(tree, change: { $0.bytesInAll = 0 })
    #expect(second.facts.count == 3)
    #expect(second.result.coverage.leftOut == [])
  }

  @Test func largeArchivesAreOnlyNamed() throws {
    let tree: FixtureTree = try FileScannerTests.tree()
    let scan: Scan = FileScannerTests.scan(tree, cached: false, change: { $0.archiveFileBytes = 7 })
    for task in scan.tasks {
      #expect(task.opensArchives == (task.size <= 7))
      #expect(task.namesArchives == (task.size > 7))
    }
    // Small files have the same answers in both, large ones have not.
    guard FileScannerTests.isCached(tree) else { return }
    _ = Self.scan(tree)
    #expect(Self.scan(tree, change: { $0.archiveFileBytes = 7 }).tasks.map(\.size) == [14])
  }
}
