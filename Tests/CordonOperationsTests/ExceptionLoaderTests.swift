import CordonCollect
import CordonModel
import CordonOperations
import CordonTestSupport
import Foundation
import Testing

/// Where exceptions may come from, and what a foreign file cannot do.
@Suite("ExceptionLoader")
struct ExceptionLoaderTests {
  private let tree: FixtureTree

  init() throws {
    tree = try FixtureTree()
    try tree.write("work/.cordon/exceptions.yaml", ExceptionLoaderTests.text("here"))
    try tree.setMode("work/.cordon", 0o755)
    try tree.setMode("work/.cordon/exceptions.yaml", 0o644)
  }

  static func text(_ id: String, until: String = "2099-01-01") -> String {
    """
    format: 1
    exceptions:
      - {id: \(id), kind: accepted, reason: known, advisory: case-1, until: \(until)}

    """
  }

  private func load(
    _ folder: String = "work", target: CollectionRequest = .live, user: UInt32? = nil
  ) -> LoadedExceptions {
    ExceptionLoader.load(
      places: ExceptionPlaces(
        folder: tree.path(folder), user: tree.path("config/exceptions.yaml"), system: tree.path("etc/exceptions.yaml")),
      examining: target, user: user)
  }

  @Test("the current folder, then the user, then the machine; what is not there is no problem")
  func order() throws {
    #expect(load().exceptions.map(\.id) == ["here"])
    try tree.write("config/exceptions.yaml", Self.text("mine"))
    try tree.write("etc/exceptions.yaml", Self.text("ours"))
    for file in ["config/exceptions.yaml", "etc/exceptions.yaml"] { try tree.setMode(file, 0o644) }
    let loaded: LoadedExceptions = load()
    #expect(loaded.exceptions.map(\.id) == ["here", "mine", "ours"])
    #expect(loaded.problems.isEmpty)
    #expect(load("nowhere").exceptions.map(\.id) == ["mine", "ours"])
  }

  @Test("a file or folder that others may write to is not used, and that is said", arguments: [0o664, 0o646, 0o777])
  func writable(mode: Int) throws {
    for name in ["work/.cordon/exceptions.yaml", "work/.cordon"] {
      try tree.setMode(name, mode_t(mode))
      let loaded: LoadedExceptions = load()
      #expect(loaded.exceptions.isEmpty)
      #expect(loaded.problems.map(\.subject) == [.exceptions])
      #expect(loaded.problems.first?.message.contains("written by other users") == true, "\(loaded.problems)")
      #expect(loaded.problems.first?.location.file.hasSuffix("/.cordon/exceptions.yaml") == true)
      try tree.setMode(name, name.hasSuffix("yaml") ? 0o644 : 0o755)
    }
    #expect(load().exceptions.count == 1)
  }

  @Test(
    "a file of another user is not used, and that is said",
    .enabled(if: geteuid() == 0, "only root can give a file away"))
  func foreign() throws {
    for name in ["work/.cordon/exceptions.yaml", "work/.cordon"] {
      try #require(chown(tree.path(name), 12_345, 12_345) == 0)
      let loaded: LoadedExceptions = load()
      #expect(loaded.exceptions.isEmpty)
      #expect(loaded.problems.first?.message.contains("another user (id 12345)") == true, "\(loaded.problems)")
      try #require(chown(tree.path(name), 0, 0) == 0)
    }
    // Root's file is trusted by everybody, a stranger's by nobody.
    #expect(load(user: 777).exceptions.count == 1)
  }

  @Test("a link in the current folder is not followed", arguments: ["work/.cordon", "work/.cordon/exceptions.yaml"])
  func link(name: String) throws {
    try tree.write("other/exceptions.yaml", Self.text("other"))
    try tree.remove(name)
    try tree.link(name, to: tree.path(name.hasSuffix("yaml") ? "other/exceptions.yaml" : "other"))
    let loaded: LoadedExceptions = load()
    #expect(loaded.exceptions.isEmpty)
    #expect(loaded.problems.first?.message.contains("symbolic link") == true, "\(loaded.problems)")
  }

  @Test("a FIFO, a folder and a huge file in its place are no exceptions and end nothing")
  func oddities() throws {
    let name: String = "work/.cordon/exceptions.yaml"
    try tree.remove(name)
    try tree.fifo(name)
    #expect(load().problems.count == 1)
    try tree.remove(name)
    try tree.folder(name)
    #expect(load().problems.count == 1)
    try tree.remove(name)
    try tree.sparse(name, size: 1 << 40)
    let loaded: LoadedExceptions = load()
    #expect(loaded.exceptions.isEmpty && loaded.problems.count == 1)
  }

  @Test("what is being examined is no source: neither a folder nor a mounted system around the current one")
  func examined() throws {
    #expect(load("nowhere", target: .folder(tree.path("work"))).exceptions.isEmpty)
    #expect(load(target: .folder(tree.path("work"))).exceptions.count == 1, "the current folder is the user's choice")
    for root in [tree.path("work"), tree.path] {
      let loaded: LoadedExceptions = load(target: .root(root))
      #expect(loaded.exceptions.isEmpty)
      #expect(loaded.problems.first?.message.contains("being examined") == true)
    }
  }

  @Test("a named file is used alone and without the guard; one that is not there is an error")
  func named() throws {
    try tree.setMode("work/.cordon/exceptions.yaml", 0o666)
    #expect(try ExceptionLoader.load(files: [tree.path("work/.cordon/exceptions.yaml")]).exceptions.count == 1)
    let error: CordonError? = #expect(throws: CordonError.self) { try ExceptionLoader.load(files: [tree.path("gone")]) }
    #expect(error?.code == .badInput)
  }

  @Test("from the file to the exit code: the verdict stays, what is open does not; a mistake sets nothing aside")
  func check() throws {
    try tree.write("packs/case-1.yaml", PackText.pack(id: "case-1", revision: 1))
    try tree.write("project/node_modules/left-pad/package.json", "{\"name\":\"left-pad\",\"version\":\"6.6.6\"}")
    let library: AdvisoryLibrary = try AdvisoryLoader.load(
      places: AdvisoryPlaces(installation: tree.path("packs"), system: nil, user: nil))
    func report(_ text: String) throws -> CheckReport {
      try tree.write("named.yaml", text)
      let operation = CheckOperation(
        library: library, exceptions: try ExceptionLoader.load(files: [tree.path("named.yaml")]),
        clock: { Timestamp(secondsSinceEpoch: 1_795_219_200) })
      return try operation.run(CheckRequest(target: .folder(tree.path("project")), selection: .all))
    }
    let aside: CheckReport = try report(Self.text("one").replacing("case-1", with: "CVE-2020-0001"))
    #expect(aside.verdict == .affected && aside.openVerdict == .notAffected)
    #expect(aside.exceptions.map(\.state) == [.applied])
    let rule: RuleReference? = aside.results.first?.assessment.matches.first?.rule
    #expect(rule?.file == tree.path("packs/case-1.yaml"))
    let lines: [Substring] = try String(contentsOfFile: tree.path("packs/case-1.yaml"), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let line: Int = try #require(rule?.line)
    #expect(lines[line - 1].contains("product_id: left-pad"))

    let expired: CheckReport = try report(Self.text("one", until: "2020-01-01"))
    #expect(expired.openVerdict == .affected && expired.exceptions.map(\.state) == [.expired])
    let broken: CheckReport = try report(Self.text("one").replacing("accepted", with: "acepted"))
    #expect(broken.verdict == .affected && broken.openVerdict == .affected)
    #expect(broken.problems.map(\.subject) == [.exceptions] && broken.exceptions.isEmpty)
    let nobody: CheckReport = try report(Self.text("one").replacing("case-1", with: "case-7"))
    #expect(nobody.problems.first?.message.contains("Did you mean case-1?") == true, "\(nobody.problems)")
  }
}
