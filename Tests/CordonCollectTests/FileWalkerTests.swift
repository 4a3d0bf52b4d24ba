internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Glibc
internal import Testing

@testable internal import CordonCollect

/// What a walk handed on, kept for a test.
struct FileWalkResult {
  var paths: [[UInt8]] = []
  var count = FileWalkCount()
  var coverage = Coverage(check: .files, state: .complete, collectedAt: Timestamp(secondsSinceEpoch: 0))

  init(
    _ request: FileWalkRequest, options: FileWalkOptions = FileWalkOptions(),
    observer: CollectionObserver = CollectionObserver(), _ body: (borrowing FoundFile) -> Void = { _ in }
  ) {
    var walker = FileWalker(request, options: options, observer: observer)
    walker.walk { file in
      paths.append(file.path)
      body(file)
    }
    count = walker.count
    coverage.leftOut = walker.leftOut
    coverage.scope = walker.walked
    walker.gaps.settle(&coverage)
  }

  /// Relative to a folder, in the order they came.
  func names(in folder: String) -> [String] {
    paths.map { PrintablePath.text($0.dropFirst(folder.utf8.count + 1)) }
  }
}

extension FixtureTree {
  fileprivate func files(
    first: [String] = [], excluded: [String] = [], options: FileWalkOptions = FileWalkOptions()
  ) -> FileWalkResult {
    FileWalkResult(
      FileWalkRequest(.root(path), first: first.map { Array($0.utf8) }, excluded: excluded), options: options)
  }

  fileprivate func files(paths: [String]) -> FileWalkResult {
    FileWalkResult(FileWalkRequest(.paths(paths.map { Array(path($0).utf8) })))
  }

  fileprivate func makeTree() throws {
    try write("a/one.txt", "1")
    try write("a/b/two.txt", "22")
    try write("c/three.txt", "333")
    try write("four.txt", "4444")
  }
}

@Suite struct FileWalkerTests {
  @Test func everyRegularFileIsMetOnce() throws {
    let tree = try FixtureTree()
    try tree.makeTree()
    try tree.link("a/loop", to: "..")
    try tree.link("a/file-link", to: "one.txt")
    try tree.link("out", to: "/etc")
    try tree.fifo("a/pipe")
    let found: FileWalkResult = tree.files()
    #expect(found.names(in: tree.path).sorted() == ["a/b/two.txt", "a/one.txt", "c/three.txt", "four.txt"])
    #expect(found.coverage.gaps == [])
    #expect(found.coverage.scope == [tree.path])
    #expect(found.count.files == 4)
    #expect(found.count.folders == 4)
    #expect(found.count.links == 3)
    #expect(found.count.special == 1)
    #expect(found.count.entries == 11)
  }

  @Test func metadataIsThatOfTheFile() throws {
    let tree = try FixtureTree()
    try tree.write("f", "12345")
    try tree.setMode("f", 0o640)
    let times: [timespec] = [timespec(tv_sec: 1, tv_nsec: 2), timespec(tv_sec: 1_700_000_000, tv_nsec: 123_456_789)]
    #expect(utimensat(AT_FDCWD, tree.path("f"), times, 0) == 0)
    var identity: FileIdentity?
    var mode: UInt32 = 0
    var owner: UInt32 = 1
    _ = FileWalkResult(FileWalkRequest(.root(tree.path))) { file in
      identity = file.identity
      mode = file.mode
      owner = file.owner
      #expect(file.links == 1)
      #expect(file.withName { $0.elementsEqual("f".utf8) })
    }
    var facts = stat()
    #expect(stat(tree.path("f"), &facts) == 0)
    let expected = FileIdentity(
      device: UInt64(facts.st_dev), inode: UInt64(facts.st_ino), size: 5, modified: 1_700_000_000_123_456_789,
      changed: Int64(facts.st_ctim.tv_sec) * 1_000_000_000 + Int64(facts.st_ctim.tv_nsec))
    #expect(identity == expected)
    #expect(mode == UInt32(S_IFREG) | 0o640)
    #expect(owner == geteuid())
  }

  @Test func aFileWithSeveralNamesIsMetOnce() throws {
    let tree = try FixtureTree()
    try tree.makeTree()
    #expect(link(tree.path("a/one.txt"), tree.path("c/again")) == 0)
    #expect(link(tree.path("a/one.txt"), tree.path("zz")) == 0)
    let found: FileWalkResult = tree.files()
    #expect(found.count.files == 4)
    #expect(found.count.furtherNames == 2)
    // Without memory for it, each of its names is handed on: nothing is ever left out.
    var options = FileWalkOptions()
    options.linkedFiles = 0
    #expect(tree.files(options: options).count.files == 6)
  }

  @Test func foldersAskedForFirstComeFirstAndOnce() throws {
    let tree = try FixtureTree()
    try tree.makeTree()
    try tree.link("link", to: "c")
    for first in [["/c", "/a/b"], [tree.path("c"), tree.path("a/b")], ["/link", "/c", "/nowhere", "a/b", "/a/b/"]] {
      let found: FileWalkResult = tree.files(first: first)
      let names: [String] = found.names(in: tree.path)
      #expect(Array(names.prefix(2)) == ["c/three.txt", "a/b/two.txt"])
      #expect(names.sorted() == ["a/b/two.txt", "a/one.txt", "c/three.txt", "four.txt"])
      #expect(found.coverage.gaps == [])
      #expect(found.coverage.scope == [tree.path])
    }
    // One in the other, in both orders; the root itself.
    for first in [["/a", "/a/b"], ["/a/b", "/a"], ["/"], ["/..", "/a"]] {
      let found: FileWalkResult = tree.files(first: first)
      #expect(found.names(in: tree.path).sorted() == ["a/b/two.txt", "a/one.txt", "c/three.txt", "four.txt"])
    }
  }

  @Test func aFolderLeftOutOnRequestIsAGapAlsoWhenItIsWantedFirst() throws {
    let tree = try FixtureTree()
    try tree.makeTree()
    let found: FileWalkResult = tree.files(first: ["/a/b"], excluded: ["/a"])
    #expect(found.names(in: tree.path).sorted() == ["c/three.txt", "four.txt"])
    #expect(found.coverage.gaps.map(\.reason) == [.excludedByPolicy])
  }

  @Test func whatWasNamedIsLookedAt() throws {
    let tree = try FixtureTree()
    try tree.makeTree()
    try tree.fifo("pipe")
    try tree.link("to-file", to: "a/one.txt")
    try tree.link("to-folder", to: "a")
    try tree.link("to-nothing", to: "nothing")
    #expect(tree.files(paths: ["four.txt"]).names(in: tree.path) == ["four.txt"])
    #expect(tree.files(paths: ["to-file"]).names(in: tree.path) == ["a/one.txt"])
    #expect(tree.files(paths: ["to-folder"]).names(in: tree.path).sorted() == ["a/b/two.txt", "a/one.txt"])
    let twice: FileWalkResult = tree.files(paths: ["a/one.txt", "a", "a/b", "a", "a/b/two.txt", "to-file"])
    #expect(twice.names(in: tree.path).sorted() == ["a/b/two.txt", "a/one.txt"])
    let gone: FileWalkResult = tree.files(paths: ["pipe", "to-nothing", "nothing", "c"])
    #expect(gone.names(in: tree.path) == ["c/three.txt"])
    #expect(
      gone.coverage.gaps.map(\.path) == [tree.path("nothing"), tree.path("pipe"), tree.path("to-nothing")])
    #expect(gone.coverage.gaps.map(\.detail).filter { $0 == "there is no such file or folder" }.count == 2)
  }

  @Test func namesAreAnyBytes() throws {
    let tree = try FixtureTree()
    let names: [[UInt8]] = [
      [0xFF, 0xFE], Array("line\nbreak".utf8), Array("ümlaut".utf8), Array(repeating: 0x78, count: 255),
    ]
    for name in names {
      let path: [CChar] = (Array(tree.path.utf8) + [0x2F] + name).map { CChar(bitPattern: $0) } + [0]
      let file: Int32 = open(path, O_CREAT | O_WRONLY, 0o644)
      #expect(file >= 0)
      close(file)
    }
    let found: FileWalkResult = tree.files()
    #expect(Set(found.paths) == Set(names.map { Array(tree.path.utf8) + [0x2F] + $0 }))
  }

  @Test(arguments: [(50, "n"), (5_000, "n"), (60, String(repeating: "n", count: 255))])
  func deepTreesAreWalkedWithFewDescriptors(levels: Int, name: String) throws {
    let tree = try FixtureTree()
    try tree.deepFile(name, levels: levels, file: "last", "x")
    // A sibling on each of the upper levels is met on the way back.
    try tree.write("z/file", "")
    try tree.write("\(name)/z/file", "")
    try tree.write("\(name)/\(name)/a/file", "")
    var options = FileWalkOptions()
    options.openFolders = 8
    var most: Int = 0
    let found = FileWalkResult(FileWalkRequest(.root(tree.path)), options: options) { file in
      most = max(most, Int(file.folder))
      var text: [UInt8] = Array(repeating: 0, count: file.pathLength)
      #expect(text.withUnsafeMutableBytes { file.copyPath(to: $0) })
      #expect(text == file.path)
    }
    #expect(found.coverage.gaps == [])
    #expect(found.count.files == 4)
    #expect(found.count.folders == levels + 4)
    #expect(found.paths.map(\.count).max() ?? 0 > levels * (name.utf8.count + 1))
    let lowest: Int32 = open("/dev/null", O_RDONLY)
    close(lowest)
    #expect(most < 900, "a number this high means that every folder on the way down is open (lowest: \(lowest))")
  }

  @Test func levelsAndLengthsHaveLimits() throws {
    let tree = try FixtureTree()
    try tree.deepFile("n", levels: 12, file: "last", "x")
    try tree.makeTree()
    var options = FileWalkOptions()
    options.depth = 10
    let shallow: FileWalkResult = tree.files(options: options)
    #expect(shallow.count.files == 4)
    #expect(shallow.coverage.gaps.map(\.detail) == ["more than 10 levels of folders"])
    options = FileWalkOptions()
    options.pathBytes = tree.path.utf8.count + 10
    let short: FileWalkResult = tree.files(options: options)
    #expect(short.count.files == 4)
    #expect(short.coverage.gaps.map(\.detail) == ["a path longer than \(options.pathBytes) bytes"])
  }

  @Test func oneFolderMayHoldVeryMany() throws {
    let tree = try FixtureTree()
    let folder: Int32 = open(tree.path, O_RDONLY | O_DIRECTORY)
    defer { close(folder) }
    for number in 0..<100_000 { close(openat(folder, "file-\(number)", O_CREAT | O_WRONLY, 0o644)) }
    var sum: Int = 0
    let found = FileWalkResult(FileWalkRequest(.root(tree.path))) { sum += $0.pathLength }
    #expect(found.count.files == 100_000)
    #expect(Set(found.paths).count == 100_000)
    #expect(sum > 0)
  }

  @Test func aFolderThatMayNotBeReadIsAGap() throws {
    let tree = try FixtureTree()
    try tree.makeTree()
    try tree.write("names-only/x", "")
    try tree.write("names-only/y", "")
    try tree.setMode("a", 0o000)
    try tree.setMode("names-only", 0o444)
    for folder in ["", "c"] { try tree.setMode(folder, 0o755) }
    let path: String = tree.path
    let gaps: [Coverage.Gap] = try #require(
      Unprivileged.gaps { FileWalkResult(FileWalkRequest(.root(path))).coverage.gaps })
    try tree.setMode("a", 0o755)
    try tree.setMode("names-only", 0o755)
    #expect(gaps.map(\.path) == [tree.path("a"), tree.path("names-only")])
    #expect(gaps.map(\.detail) == ["permission denied", "permission denied (2 files in it)"])
    #expect(gaps.allSatisfy { $0.isRefused })
  }

  @Test func whatVanishesOrChangesMeanwhileIsTakenAsItIs() throws {
    let tree = try FixtureTree()
    for number in 0..<20 { try tree.write("f\(number)", "x") }
    for number in 0..<20 { try tree.write("d\(number)/x", "x") }
    var isFirst: Bool = true
    // All names were listed by then: at the first file every other one goes.
    let found = FileWalkResult(FileWalkRequest(.paths([Array(tree.path.utf8)]))) { file in
      guard isFirst else { return }
      isFirst = false
      for number in 0..<20 {
        unlink(tree.path("f\(number)"))
        unlink(tree.path("d\(number)/x"))
        rmdir(tree.path("d\(number)"))
      }
      // One file becomes a folder with a file in it, one folder a link.
      mkdir(tree.path("f3"), 0o755)
      close(open(tree.path("f3/new"), O_CREAT | O_WRONLY, 0o644))
      symlink("/etc", tree.path("d3"))
      mkfifo(tree.path("f4"), 0o644)
    }
    #expect(found.coverage.gaps == [])
    let rest: [String] = found.names(in: tree.path).filter { $0.hasSuffix("new") }
    // The first file handed on may have been f3 itself: then its name is past already.
    #expect(rest == ["f3/new"] || found.names(in: tree.path).first == "f3")
    #expect(found.count.vanished >= 37)
  }

  @Test func aStopIsHonoured() throws {
    let tree = try FixtureTree()
    try tree.makeTree()
    let flag = CancellationFlag()
    let found = FileWalkResult(
      FileWalkRequest(.root(tree.path)), observer: CollectionObserver(cancellation: flag)
    ) { _ in flag.cancel() }
    #expect(found.count.files == 1)
    #expect(found.coverage.gaps.map(\.detail) == ["stopped on request"])
  }

  @Test func anEmptyFolderIsNoCompleteAnswer() throws {
    let tree = try FixtureTree()
    #expect(tree.files().coverage.state == .partial)
  }

  @Test func aFolderMovedAwayOnTheWayDownIsAGap() throws {
    let tree = try FixtureTree()
    // a…/ holds two chains; the walk is far down in one when the folder between is taken away.
    for side in ["l", "r"] {
      try tree.write("top/mid/\(side)/1/2/3/4/file", "x")
    }
    try tree.folder("elsewhere")
    var options = FileWalkOptions()
    options.openFolders = 2
    var isFirst: Bool = true
    let found = FileWalkResult(FileWalkRequest(.root(tree.path)), options: options) { _ in
      guard isFirst else { return }
      isFirst = false
      for side in ["l", "r"] { rename(tree.path("top/mid/\(side)/1"), tree.path("elsewhere/\(side)")) }
    }
    #expect(found.count.files == 1)
    #expect(found.coverage.gaps.map(\.detail) == ["moved while being looked at: some folders in it were not listed"])
    #expect(found.coverage.gaps.map(\.path) == [tree.path("top/mid")])
  }
}
