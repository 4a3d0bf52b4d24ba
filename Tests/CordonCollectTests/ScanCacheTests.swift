internal import CordonInspect
internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonCollect

/// When the cache answers, and when it must not.
struct ScanCacheTests {
  private static let second: Int64 = 1_000_000_000
  private static let start: Int64 = 1_700_000_000 * second
  private static let key = ScanCacheKey(volume: 7, inode: 11)

  private static func identity(changed: Int64 = start - 10 * second, size: UInt64 = 3) -> FileIdentity {
    FileIdentity(device: 1, inode: 11, size: size, modified: start - 20 * second, changed: changed)
  }

  private static func wanted(
    rules: String? = "rule a { condition: true }", digests: Set<Digest.Kind> = [], depth: Int = 5
  ) -> ScanCache.Wanted {
    var request = FileScanRequest(FileWalkRequest(.live), digests: digests)
    if let rules { request.rules = [RuleSource(name: "r", text: Array(rules.utf8))] }
    var options = FileScanOptions()
    options.archiveDepth = depth
    return ScanCache.Wanted(request: request, options: options)
  }

  private static func item(_ members: [[UInt8]] = [], md5: Bool = false) -> InspectedItem {
    InspectedItem(
      task: 0, members: members, size: 3,
      digests: Digest(.sha256, bytes: Array(repeating: 0xAB, count: 32)).map {
        FileDigests(sha256: $0, md5: md5 ? Digest(.md5, bytes: Array(repeating: 1, count: 16)) : nil)
      },
      hits: [
        RuleHit(
          rule: "a", source: "r", verdict: .suspected, summary: "ä", strings: [.init(identifier: "$a", offset: 1 << 40)]
        )
      ], ruleReach: .prefix(300), version: "1.2")
  }

  private static func cache(_ tree: FixtureTree, _ limits: ScanCacheLimits = ScanCacheLimits()) -> ScanCache {
    var limits: ScanCacheLimits = limits
    limits.grain = 2 * second
    return ScanCache(place: ScanCachePlace(base: tree.path), limits: limits)
  }

  private static func remember(
    _ cache: ScanCache, _ identity: FileIdentity = identity(), items: [InspectedItem] = [item()],
    key: ScanCacheKey = key, wanted: ScanCache.Wanted = wanted(), start: Int64 = start
  ) {
    cache.remember(items, of: key, identity: identity, path: [0x61], wanted: wanted, start: start)
    cache.finish(now: start)
  }

  /// A look some time later.
  private struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var stored: FileIdentity = identity()
    var asked: FileIdentity = identity()
    /// Seconds after the start of the scan that stored it.
    var later: Int64 = 60
    var path: [UInt8] = [0x61]
    var wanted: ScanCache.Wanted = ScanCacheTests.wanted()
    var answer: String
  }

  private static let cases: [Case] = [
    Case(testDescription: "unchanged", answer: "whole"),
    Case(
      testDescription: "changed within the grain before it was read", stored: identity(changed: start - second),
      asked: identity(changed: start - second), answer: "nothing"),
    Case(
      testDescription: "changed exactly a grain before", stored: identity(changed: start - 2 * second),
      asked: identity(changed: start - 2 * second), answer: "nothing"),
    Case(
      testDescription: "changed just before the grain", stored: identity(changed: start - 2 * second - 1),
      asked: identity(changed: start - 2 * second - 1), answer: "whole"),
    Case(
      testDescription: "changed in the future when it was read", stored: identity(changed: start + second),
      asked: identity(changed: start + second), answer: "nothing"),
    Case(testDescription: "the clock was set back behind the scan", later: -5, answer: "nothing"),
    Case(testDescription: "the clock was set back behind the change", later: -15, answer: "nothing"),
    Case(testDescription: "the clock was set far ahead", later: 1 << 30, answer: "whole"),
    Case(testDescription: "other size", asked: identity(size: 4), answer: "nothing"),
    Case(
      testDescription: "same number, other time of change", asked: identity(changed: start - 11 * second),
      answer: "nothing"),
    Case(testDescription: "other path", path: [0x62], answer: "digests"),
    Case(testDescription: "other rules", wanted: wanted(rules: "rule b { condition: true }"), answer: "digests"),
    Case(testDescription: "no rules", wanted: wanted(rules: nil), answer: "whole"),
    Case(testDescription: "another digest", wanted: wanted(digests: [.sha1]), answer: "nothing"),
    Case(testDescription: "other depth of archives", wanted: wanted(depth: 2), answer: "nothing"),
    Case(testDescription: "no archives", wanted: wanted(depth: 0), answer: "nothing"),
  ]

  @Test(arguments: cases)
  private func answersOnlyWhatIsSafe(_ look: Case) throws {
    let tree = try FixtureTree()
    Self.remember(Self.cache(tree), look.stored)
    let cache: ScanCache = Self.cache(tree)
    let answer: ScanCache.Answer = cache.answer(
      Self.key, identity: look.asked, path: look.path, wanted: look.wanted, now: Self.start + look.later * Self.second)
    let word: String =
      switch answer {
      case .nothing: "nothing"
      case .digests: "digests"
      case .whole: "whole"
      }
    #expect(word == look.answer)
    #expect(cache.notices.isEmpty)
  }

  @Test func keepsEverythingOfAnItem() throws {
    let tree = try FixtureTree()
    let items: [InspectedItem] = [Self.item(md5: true), Self.item([[0x2E, 0x2E, 0xFF], []])]
    Self.remember(Self.cache(tree), items: items)
    let answer: ScanCache.Answer = Self.cache(tree).answer(
      Self.key, identity: Self.identity(), path: [0x61], wanted: Self.wanted(), now: Self.start)
    guard case .whole(let entry) = answer else {
      Issue.record("no answer")
      return
    }
    #expect(entry.items == items)
  }

  @Test func withoutRulesTellsNoHits() throws {
    let tree = try FixtureTree()
    Self.remember(Self.cache(tree))
    let answer: ScanCache.Answer = Self.cache(tree).answer(
      Self.key, identity: Self.identity(), path: [0x61], wanted: Self.wanted(rules: nil), now: Self.start)
    guard case .whole(let entry) = answer else {
      Issue.record("no answer")
      return
    }
    #expect(entry.items.first?.hits == [])
    #expect(entry.items.first?.ruleReach == FileFacts.RuleReach.none)
  }

  /// Members are read again with their archive when the rules change.
  @Test func changedRulesReadArchivesAgain() throws {
    let tree = try FixtureTree()
    Self.remember(Self.cache(tree), items: [Self.item(), Self.item([[0x61]])])
    let answer: ScanCache.Answer = Self.cache(tree).answer(
      Self.key, identity: Self.identity(), path: [0x61], wanted: Self.wanted(rules: "rule c { condition: true }"),
      now: Self.start)
    #expect(answer == .nothing)
  }

  @Test func unfinishedRulesAreNotKept() throws {
    let tree = try FixtureTree()
    var item: InspectedItem = Self.item()
    item.ruleReach = .unfinished
    Self.remember(Self.cache(tree), items: [item])
    let answer: ScanCache.Answer = Self.cache(tree).answer(
      Self.key, identity: Self.identity(), path: [0x61], wanted: Self.wanted(), now: Self.start)
    #expect(answer == .nothing)
  }

  // MARK: The file

  @Test func isForItsUserAlone() throws {
    let tree = try FixtureTree()
    Self.remember(Self.cache(tree))
    let folder: [FileAttributeKey: Any] = try FileManager.default.attributesOfItem(atPath: tree.path("cordon"))
    let file: [FileAttributeKey: Any] = try FileManager.default.attributesOfItem(
      atPath: tree.path("cordon/files.sqlite"))
    #expect(folder[.posixPermissions] as? Int == 0o700)
    #expect(file[.posixPermissions] as? Int == 0o600)
  }

  /// How a database can be of no use.
  private enum Damage: String, CaseIterable, Sendable {
    case garbage, truncated, halved, otherVersion, otherSchema, zeros
  }

  @Test(arguments: Damage.allCases)
  private func beginsAnewInPlaceOfADamagedFile(_ damage: Damage) throws {
    let tree = try FixtureTree()
    Self.remember(Self.cache(tree))
    let name = "cordon/files.sqlite"
    var bytes: [UInt8] = try tree.bytes(name)
    switch damage {
    case .garbage: bytes = Array("this is no database, whatever its name says".utf8)
    case .truncated: bytes.removeLast(bytes.count - 100)
    case .halved: bytes.removeLast(bytes.count / 2)
    case .otherVersion: bytes[63] = 99
    case .otherSchema:
      guard let place = bytes.firstRange(of: Array("seen INTEGER".utf8)) else {
        Issue.record("no schema")
        return
      }
      bytes[place.lowerBound] = 0x78
    case .zeros: bytes = Array(repeating: 0, count: bytes.count)
    }
    for companion in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: tree.path(name + companion)) {
      try tree.remove(name + companion)
    }
    try tree.write(name, bytes: bytes)
    let cache: ScanCache = Self.cache(tree)
    _ = cache.answer(Self.key, identity: Self.identity(), path: [0x61], wanted: Self.wanted(), now: Self.start)
    // Broken pages show when they are read; then the cache is given up for this scan and put aside for the next.
    let next: ScanCache = cache.isOpen ? cache : Self.cache(tree)
    Self.remember(next)
    let last: ScanCache = Self.cache(tree)
    let answer: ScanCache.Answer = last.answer(
      Self.key, identity: Self.identity(), path: [0x61], wanted: Self.wanted(), now: Self.start)
    #expect(answer != .nothing)
    #expect(!cache.notices.isEmpty)
    #expect(try tree.names("cordon").contains("files.sqlite.unusable"))
  }

  /// Every flipped bit of an entry makes it none, never another.
  @Test func aFlippedBitIsNoticed() {
    let entry = ScanCacheEntry(
      identity: Self.identity(), readAt: Self.start, path: ContentSum(), rules: ContentSum(), archives: ContentSum(),
      items: [Self.item()])
    let bytes: [UInt8] = ScanCacheCodec.bytes(of: entry, key: Self.key)
    #expect(ScanCacheCodec.entry(bytes, key: Self.key) == entry)
    #expect(ScanCacheCodec.entry(bytes, key: ScanCacheKey(volume: 7, inode: 12)) == nil)
    for index in bytes.indices {
      var broken: [UInt8] = bytes
      broken[index] ^= 1 << UInt8(index % 8)
      #expect(ScanCacheCodec.entry(broken, key: Self.key) == nil)
      #expect(ScanCacheCodec.entry(Array(bytes[..<index]), key: Self.key) == nil)
    }
  }

  @Test func linksAreNotFollowed() throws {
    let tree = try FixtureTree()
    try tree.folder("elsewhere")
    try tree.link("cordon", to: tree.path("elsewhere"))
    let cache: ScanCache = Self.cache(tree)
    #expect(!cache.isOpen)
    #expect(cache.notices.count == 1)
    #expect(try tree.names("elsewhere").isEmpty)
    try tree.remove("cordon")
    try tree.folder("cordon")
    try tree.write("target", "keep")
    try tree.link("cordon/files.sqlite", to: tree.path("target"))
    #expect(!Self.cache(tree).isOpen)
    #expect(try tree.bytes("target") == Array("keep".utf8))
  }

  @Test func aFolderThatCannotBeMadeIsOnlySaid() {
    let cache = ScanCache(place: ScanCachePlace(base: "/proc/self/nowhere/at/all"))
    Self.remember(cache)
    #expect(!cache.isOpen)
    #expect(cache.notices.count == 1)
  }

  @Test func twoWriteAtOnce() throws {
    let tree = try FixtureTree()
    let caches: [ScanCache] = [Self.cache(tree), Self.cache(tree)]
    for number in 0..<40 {
      for (index, cache) in caches.enumerated() {
        let key = ScanCacheKey(volume: Int64(index), inode: Int64(number))
        cache.remember(
          [Self.item()], of: key, identity: Self.identity(), path: [0x61], wanted: Self.wanted(), start: Self.start)
        _ = cache.answer(key, identity: Self.identity(), path: [0x61], wanted: Self.wanted(), now: Self.start)
        if number % 10 == 9 { cache.finish(now: Self.start) }
      }
    }
    for cache in caches { cache.finish(now: Self.start) }
    let reader: ScanCache = Self.cache(tree)
    for index in 0..<2 {
      for number in 0..<40 {
        let answer: ScanCache.Answer = reader.answer(
          ScanCacheKey(volume: Int64(index), inode: Int64(number)), identity: Self.identity(), path: [0x61],
          wanted: Self.wanted(), now: Self.start)
        #expect(answer != .nothing)
      }
    }
    #expect(caches.allSatisfy { $0.notices.isEmpty })
  }

  @Test func staysWithinItsBound() throws {
    let tree = try FixtureTree()
    var limits = ScanCacheLimits()
    limits.bytes = 256 << 10
    limits.batch = 50
    let cache: ScanCache = Self.cache(tree, limits)
    for number in 0..<4_000 as Range<Int64> {
      cache.remember(
        [Self.item()], of: ScanCacheKey(volume: 1, inode: number), identity: Self.identity(), path: [0x61],
        wanted: Self.wanted(), start: Self.start + number)
    }
    cache.finish(now: Self.start + 4_000)
    #expect(try tree.bytes("cordon/files.sqlite").count <= 256 << 10)
    #expect(cache.notices.isEmpty)
  }

  @Test func problemsOfRulesAreKept() throws {
    let tree = try FixtureTree()
    let rules: ContentSum = try #require(Self.wanted().rules)
    let problems: [RuleProblem] = [
      RuleProblem(source: "r", line: 3, message: "ä"),
      RuleProblem(source: "s", line: nil, message: "", isWarning: true),
    ]
    let cache: ScanCache = Self.cache(tree)
    #expect(cache.problems(of: rules) == nil)
    cache.remember(problems, of: rules, now: Self.start)
    cache.finish(now: Self.start)
    #expect(Self.cache(tree).problems(of: rules) == problems)
    #expect(Self.cache(tree).problems(of: ContentSum()) == nil)
  }

  @Test(arguments: [
    (["XDG_CACHE_HOME": "/x"], true, "/x/cordon"), (["HOME": "/home/u"], false, "/home/u/.cache/cordon"),
    (["HOME": "/home/u"], true, "/var/cache/cordon"),
    (["XDG_CACHE_HOME": "x", "HOME": "/h"], false, "/h/.cache/cordon"),
  ])
  private func liesInItsPlace(_ environment: [String: String], isRoot: Bool, path: String) {
    #expect(ScanCachePlace.standard(environment: environment, isRoot: isRoot)?.path == path)
    #expect(ScanCachePlace.standard(environment: [:], isRoot: false) == nil)
  }
}
