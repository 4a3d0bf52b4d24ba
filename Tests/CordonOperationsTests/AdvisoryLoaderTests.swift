import CordonModel
import CordonOperations
import CordonTestSupport
import Testing

@Suite("AdvisoryLoader")
struct AdvisoryLoaderTests {
  /// Three folders, as installation, system and user have them.
  private func places(_ tree: FixtureTree) throws -> AdvisoryPlaces {
    for name in ["installation", "system", "user"] { try tree.folder(name) }
    return AdvisoryPlaces(
      installation: tree.path("installation"), system: tree.path("system"), user: tree.path("user"))
  }

  @Test(
    "the higher revision is in force; at the same revision the later place",
    arguments: [
      ([1, 1, 1], AdvisoryOrigin.Place.user, 1), ([2, 1, 1], .installation, 2), ([1, 2, 1], .system, 2),
      ([3, 2, 3], .user, 3), ([1, 0, 0], .installation, 1),
    ])
  func override(revisions: [Int], place: AdvisoryOrigin.Place, revision: Int) throws {
    let tree = try FixtureTree()
    let places: AdvisoryPlaces = try places(tree)
    for (name, number) in zip(["installation", "system", "user"], revisions) where number > 0 {
      try tree.write("\(name)/case-1.yaml", PackText.pack(id: "case-1", revision: number))
    }
    let library: AdvisoryLibrary = try AdvisoryLoader.load(places: places)
    let entry: AdvisoryLibrary.Entry = try #require(library["case-1"])
    #expect(entry.origin.place == place)
    #expect(entry.advisory.revision == revision)
    #expect(entry.overridden.count == revisions.filter { $0 > 0 }.count - 1)
    #expect(library.problems.isEmpty)
  }

  @Test("a file named on the command line wins, also with a lower revision")
  func namedFile() throws {
    let tree = try FixtureTree()
    let places: AdvisoryPlaces = try places(tree)
    try tree.write("installation/case-1.yaml", PackText.pack(id: "case-1", revision: 5))
    try tree.write("case-1.yaml", PackText.pack(id: "case-1", revision: 1))
    let library: AdvisoryLibrary = try AdvisoryLoader.load(places: places, files: [tree.path("case-1.yaml")])
    #expect(library["case-1"]?.origin.place == .file)
    #expect(library["case-1"]?.overridden.map(\.revision) == [5])
  }

  @Test("broken, unreadable and strange files hide no other, and each is named")
  func brokenFiles() throws {
    let tree = try FixtureTree()
    let places: AdvisoryPlaces = try places(tree)
    try tree.write("installation/case-1.yaml", PackText.pack(id: "case-1", revision: 1))
    try tree.write("user/case-1.yaml", "pack: 1\nid: case-1\nrevision: two\n")
    try tree.fifo("user/fifo.yaml")
    try tree.folder("user/folder.yaml")
    try tree.link("user/dangling.yaml", to: "nowhere")
    try tree.write("user/binary.yaml", bytes: [0xFF, 0xFE, 0x00, 0x01])
    try tree.sparse("user/huge.yaml", size: 1 << 30)
    try tree.write("user/notes.txt", "not a pack")
    let library: AdvisoryLibrary = try AdvisoryLoader.load(places: places)
    #expect(library["case-1"]?.origin.place == .installation)
    let files: Set<String> = Set(library.problems.map(\.location.file))
    let wanted: [String] = ["case-1", "fifo", "folder", "dangling", "binary", "huge"]
    #expect(files == Set(wanted.map { tree.path("user/\($0).yaml") }))
  }

  @Test("without an installation nothing is answered")
  func noInstallation() throws {
    let error: CordonError? = #expect(throws: CordonError.self) {
      try AdvisoryLoader.load(places: AdvisoryPlaces(installation: nil, system: nil, user: nil))
    }
    #expect(error?.code == .configuration)
  }

  @Test("an installation folder that is gone is a problem, a missing system or user folder is none")
  func missingFolders() throws {
    let tree = try FixtureTree()
    let gone = AdvisoryPlaces(installation: tree.path("gone"), system: nil, user: nil)
    #expect(try AdvisoryLoader.load(places: gone).problems.count == 1)
    try tree.folder("installation")
    let bare = AdvisoryPlaces(
      installation: tree.path("installation"), system: tree.path("no"), user: tree.path("neither"))
    #expect(try AdvisoryLoader.load(places: bare).problems.isEmpty)
  }

  @Test("a broken file makes itself heard where its advisory is asked, by whatever name, or where it was named")
  func problemsOfASelection() throws {
    let tree = try FixtureTree()
    let places: AdvisoryPlaces = try places(tree)
    try tree.write("installation/case-1.yaml", PackText.pack(id: "case-1", revision: 1, alias: "CVE-2020-4711"))
    try tree.write("installation/case-2.yaml", PackText.pack(id: "case-2", revision: 1))
    try tree.write("system/case-1.yaml", "pack: 1\nid: case-1\nrevision: two\n")
    try tree.write("mine.yaml", "pack: 1\n")
    let library: AdvisoryLibrary = try AdvisoryLoader.load(places: places)
    let named: AdvisoryLibrary = try AdvisoryLoader.load(places: places, files: [tree.path("mine.yaml")])
    func files(_ selection: CheckRequest.Selection, _ library: AdvisoryLibrary) throws -> Set<String> {
      let entries: [AdvisoryLibrary.Entry] = try AdvisorySelection.select(selection, from: library)
      return Set(AdvisorySelection.problems(selection, entries, in: library).map(\.location.file))
    }
    let broken: String = tree.path("system/case-1.yaml")
    for name in ["case-1", "CASE-1", "CVE-2020-4711"] { #expect(try files(.named([name]), library) == [broken]) }
    #expect(try files(.all, library) == [broken])
    #expect(try files(.named(["case-2"]), library).isEmpty)
    #expect(try files(.named(["case-2"]), named) == [tree.path("mine.yaml")])
  }

  @Test("ids and aliases are found whatever their letter case; near misses are suggested")
  func selection() throws {
    let tree = try FixtureTree()
    let places: AdvisoryPlaces = try places(tree)
    try tree.write("installation/case-1.yaml", PackText.pack(id: "case-1", revision: 1, alias: "CVE-2020-4711"))
    let library: AdvisoryLibrary = try AdvisoryLoader.load(places: places)
    #expect(try AdvisorySelection.find("CASE-1", in: library).advisory.id == "case-1")
    #expect(try AdvisorySelection.find("cve-2020-4711", in: library).advisory.id == "case-1")
    let error: CordonError? = #expect(throws: CordonError.self) { try AdvisorySelection.find("cas", in: library) }
    #expect(error?.code == .notFound)
    #expect(error?.message.contains("case-1") == true)
  }
}
