import CordonDetect
import CordonInspect
import CordonModel
import CordonTestSupport
import CordonWorker
import Foundation
import Testing

@Suite("The inspection of one content")
struct ContentInspectorTests {
  /// Around the block of SHA-256, the pieces that are read and the size from which files are mapped or streamed.
  static let sizes: [Int] = [
    0, 1, 55, 56, 63, 64, 65, 4_095, 4_096, 4_097, (256 << 10) - 1, 256 << 10, (256 << 10) + 1, (1 << 20) - 1, 1 << 20,
    (1 << 20) + 1, (3 << 20) + 17,
  ]

  @Test("Digests are those of openssl", arguments: sizes)
  func digests(size: Int) throws {
    let look = try Look()
    try look.tree.write("content", bytes: ContentInspectorTests.bytes(size))
    look.inspect("content") { $0.digests = [.md5, .sha1] }
    let item: InspectedItem = try #require(look.items.first)
    #expect(look.gaps.isEmpty)
    #expect(item.size == UInt64(size))
    for digest in try #require(item.digests).all {
      let path: String = look.tree.path("content")
      guard let output = OracleProgram.output("openssl", "dgst", "-\(digest.kind.name)", "-r", path) else {
        print("skipped: openssl is not there")
        return
      }
      #expect(String(output.prefix { $0 != " " }) == digest.hex)
    }
    #expect(item.digests?.all.count == 3)
  }

  @Test("Only the wanted digests are made, and none when only rules are wanted")
  func wishes() throws {
    let look = try Look(scanner: Recorder())
    try look.tree.write("content", "content")
    look.inspect("content")
    look.inspect("content") { $0.digests = [.md5] }
    look.inspect("content") { ($0.rulesOnly, $0.wantsRules) = (true, true) }
    #expect(look.items.map { $0.digests?.all.map(\.kind) } == [[.sha256], [.sha256, .md5], nil])
    #expect(look.items.map(\.ruleReach) == [.none, .none, .whole])
  }

  @Test(
    "Rules see the content in one piece up to their limit",
    arguments: [(0, 0), (100, 100), (1 << 20, 1 << 20), (3 << 20, 2 << 20)])
  func reach(size: Int, seen: Int) throws {
    let recorder = Recorder()
    let look = try Look(scanner: recorder) { $0.ruleBytes = 2 << 20 }
    let content: [UInt8] = ContentInspectorTests.bytes(size)
    try look.tree.write("content", bytes: content)
    look.inspect("content") { $0.wantsRules = true }
    let item: InspectedItem = try #require(look.items.first)
    #expect(item.ruleReach == (seen == size ? .whole : .prefix(UInt64(seen))))
    #expect(recorder.memory.contents == [Array(content.prefix(seen))])
    #expect(item.digests != nil)
    // The digest is of the whole content, whatever rules see.
    let other = try Look()
    try other.tree.write("content", bytes: content)
    other.inspect("content")
    #expect(item.digests == other.items.first?.digests)
  }

  @Test("Rules are told what they may ask for")
  func externals() throws {
    let recorder = Recorder()
    let look = try Look(scanner: recorder)
    try look.tree.write("Update.tar.EXE", "MZ and more")
    look.inspect("Update.tar.EXE") { ($0.wantsRules, $0.digests, $0.owner) = (true, [.md5], 1_000) }
    let externals: RuleExternals = try #require(recorder.memory.externals.first)
    #expect(externals.fileName == "Update.tar.EXE")
    #expect(externals.filePath == look.tree.path("Update.tar.EXE"))
    #expect(externals.fileExtension == ".exe")
    #expect(externals.fileType == "EXE")
    #expect(externals.owner == "1000")
    #expect(externals.md5 == look.items.first?.digests?.md5?.hex)
  }

  @Test("Rules are told the MD5 of the whole content, however large it is", arguments: [100, 3 << 20])
  func digestOfLarge(size: Int) throws {
    let recorder = Recorder()
    let look = try Look(scanner: recorder) { $0.ruleBytes = 2 << 20 }
    try look.tree.write("content", bytes: ContentInspectorTests.bytes(size))
    look.inspect("content") { ($0.wantsRules, $0.digests) = (true, [.md5]) }
    let md5: String = try #require(look.items.first?.digests?.md5?.hex)
    #expect(recorder.memory.externals.map(\.md5) == [md5])
    if size > 2 << 20 { #expect(look.items.first?.ruleReach == .prefix(2 << 20)) }
  }

  @Test("A large archive that stays closed is named, and nothing else is", arguments: [100, 3 << 20])
  func namedArchive(size: Int) throws {
    let look = try Look()
    let content: [UInt8] = ContentInspectorTests.bytes(size)
    try look.tree.write("a.zip", bytes: ZipFixture([.init("member", bytes: content)]).bytes)
    try look.tree.write("plain", bytes: content)
    for name in ["a.zip", "plain"] { look.inspect(name) { $0.namesArchives = true } }
    #expect(look.items.map(\.members.count) == [0, 0])
    #expect(look.items.allSatisfy { $0.digests != nil })
    #expect(look.gaps.map(\.reason) == [.excludedByPolicy])
    #expect(look.gaps.first?.detail.contains("quick look") == true)
  }

  @Test("Rules that take too long or fail are a gap, and the digests stay")
  func stopped() throws {
    for (outcome, reason): (RuleScanOutcome, UnknownReason) in [
      (.timedOut, .scanPartial), (.failed("words"), .scanError),
    ] {
      let recorder = Recorder()
      recorder.memory.outcome = outcome
      let look = try Look(scanner: recorder)
      try look.tree.write("content", "content")
      look.inspect("content") { $0.wantsRules = true }
      #expect(look.items.first?.ruleReach == .unfinished)
      #expect(look.items.first?.digests != nil)
      #expect(look.gaps.map(\.reason) == [reason])
    }
  }

  @Test("A sparse file is hashed as the zeros it says it holds", arguments: [2 << 20, (64 << 20) + 5])
  func sparse(size: Int) throws {
    let look = try Look()
    try look.tree.sparse("holes", size: size)
    // Data in the midst of holes.
    let file: FileHandle = try #require(FileHandle(forUpdatingAtPath: look.tree.path("holes")))
    try file.seek(toOffset: 1 << 20)
    try file.write(contentsOf: Data("data".utf8))
    try file.close()
    try look.tree.write("full", bytes: try look.tree.bytes("holes"))
    look.inspect("holes")
    look.inspect("full")
    #expect(look.gaps.isEmpty)
    #expect(look.items.first?.digests != nil)
    #expect(look.items.first?.digests == look.items.last?.digests)
  }

  @Test("A file that cannot be hashed in its time has no digest and is a gap")
  func late() throws {
    let look = try Look { $0.hashSeconds = -1 }
    try look.tree.sparse("large", size: 1 << 30)
    look.inspect("large")
    #expect(look.items.first?.digests == nil)
    #expect(look.gaps.first?.detail.contains("not hashed") == true)
  }

  @Test("Folders and pipes are gaps")
  func noFile() throws {
    let look = try Look()
    try look.tree.fifo("pipe")
    try look.tree.folder("folder")
    look.inspect("pipe")
    look.inspect("folder")
    #expect(look.items.isEmpty)
    #expect(look.gaps.map(\.detail) == ["not a regular file", "not a regular file"])
  }

  @Test(
    "Members of an archive have their own digests and rules, whether it is read or mapped", arguments: [10, 2 << 20])
  func archive(size: Int) throws {
    let recorder = Recorder()
    let look = try Look(scanner: recorder)
    let content: [UInt8] = ContentInspectorTests.bytes(size)
    try look.tree.write("in/member", bytes: content)
    try look.tree.write("in/other", "other")
    guard
      OracleProgram.output("tar", "-cf", look.tree.path("a.tar"), "member", "other", folder: look.tree.path("in"))
        != nil
    else {
      print("skipped: tar is not there")
      return
    }
    look.inspect("a.tar") { ($0.wantsRules, $0.opensArchives) = (true, true) }
    look.inspect("in/member")
    #expect(look.gaps.isEmpty)
    #expect(
      look.items.map { $0.members.map { String(decoding: $0, as: UTF8.self) } } == [[], ["member"], ["other"], []])
    try #require(look.items.count == 4)
    #expect(look.items[1].digests == look.items[3].digests)
    #expect(look.items[1].ruleReach == .whole)
    #expect(recorder.memory.contents.dropFirst() == [content, Array("other".utf8)])
  }

  static func bytes(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    var state: UInt64 = UInt64(count) | 1
    for _ in 0..<count {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      bytes.append(UInt8(truncatingIfNeeded: state >> 56))
    }
    return bytes
  }

  /// An inspector within the test, and what it said.
  private final class Look {
    let tree: FixtureTree
    private let memory: Memory
    private let inspector: ContentInspector

    var items: [InspectedItem] { memory.items }
    var gaps: [InspectionGap] { memory.gaps }

    final class Memory {
      var items: [InspectedItem] = []
      var gaps: [InspectionGap] = []
    }

    init(scanner: Recorder? = nil, change: (inout InspectionLimits) -> Void = { _ in }) throws {
      tree = try FixtureTree()
      var limits = InspectionLimits()
      change(&limits)
      let memory = Memory()
      self.memory = memory
      inspector = ContentInspector(limits: limits, scanner: scanner, digests: DigestMaker()) { answer in
        switch answer {
        case .item(let item): memory.items.append(item)
        case .gap(let gap): memory.gaps.append(gap)
        case .done: break
        }
      }
    }

    func inspect(_ name: String, change: (inout InspectionTask) -> Void = { _ in }) {
      let path: String = tree.path(name)
      let descriptor: Int32 = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      defer { close(descriptor) }
      var task = InspectionTask(number: 1, path: Array(path.utf8), size: 0)
      change(&task)
      inspector.inspect(task, descriptor: descriptor)
    }
  }

  /// A scanner that keeps what it was given.
  private struct Recorder: RuleScanner {
    final class Memory {
      var contents: [[UInt8]] = []
      var externals: [RuleExternals] = []
      var outcome: RuleScanOutcome = .hits([])
    }

    let memory = Memory()

    mutating func scan(
      _ content: UnsafeRawBufferPointer, externals: RuleExternals, seconds: Int
    ) -> RuleScanOutcome {
      memory.contents.append(Array(content))
      memory.externals.append(externals)
      return memory.outcome
    }
  }
}
