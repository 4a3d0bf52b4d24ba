internal import Testing

@testable internal import CordonCollect

@Suite struct DpkgStatusFileTests {
  private func read(_ text: String, _ flavour: DpkgStatusFile.Flavour = .status, isCut: Bool = false) -> DpkgStatusFile
  {
    DpkgStatusFile(Array(text.utf8), flavour: flavour, nameLimit: 64, isCut: isCut)
  }

  @Test(
    "only states in which files are on disk count",
    arguments: [
      ("install ok installed", true), ("hold ok installed", true), ("install ok half-configured", true),
      ("install ok unpacked", true), ("install ok triggers-awaited", true), ("install ok triggers-pending", true),
      ("install reinstreq half-installed", true), ("deinstall ok installed", true),
      ("deinstall ok config-files", false), ("purge ok not-installed", false),
    ])
  func states(_ state: String, _ isPresent: Bool) {
    let file: DpkgStatusFile = read(paragraph("a", "1.0", state: state))
    #expect(file.entries.map(\.name) == (isPresent ? ["a"] : []))
    #expect(file.absent.map(\.name) == (isPresent ? [] : ["a"]))
    #expect(file.problems.isEmpty)
  }

  @Test func fieldsAreReadInAnyOrderAndSpelling() {
    let file: DpkgStatusFile = read(
      "version:  2:1.0-1~x \nPACKAGE: a\nmulti-arch: same\nStatus:install ok installed\narchitecture: arm64\r\n\r\n")
    #expect(
      file.entries == [.init(name: "a", version: "2:1.0-1~x", architecture: "arm64", isMultiArchSame: true)])
    #expect(file.problems.isEmpty)
  }

  @Test func continuationLinesAreNoFields() {
    let file: DpkgStatusFile = read(
      "Package: a\nStatus: install ok installed\nDescription: x\n Package: evil\n\tVersion: 9\nVersion: 1\n\n")
    #expect(file.entries.map(\.name) == ["a"])
    #expect(file.entries.first?.version == "1")
  }

  @Test(
    "what is wrong is named with its line, and good paragraphs are kept",
    arguments: [
      ("Version: 1\nStatus: install ok installed\n\n", 1, "Package"),
      ("Package: x\nVersion: 1\n\n", 1, "Status"),
      ("Package: x\nStatus: install ok installed\nVersion: 5.6.1-1\nVersion: 1.0\n\n", 4, "Version stands twice"),
      ("Package: x\nPackage: y\nStatus: install ok installed\n\n", 2, "Package stands twice"),
      ("Package: x\nStatus: install ok installed\nStatus: purge ok not-installed\n\n", 3, "Status stands twice"),
      ("Package: x\nStatus: install ok\n\n", 1, "three words"),
      ("Package: x\nStatus: install ok melted\n\n", 1, "unknown state"),
      ("Package: x y\nStatus: install ok installed\n\n", 1, "Package"),
      ("Package: x\nno colon here\nStatus: install ok installed\n\n", 2, "neither a field"),
      ("Package: x\n\0\0\0\nStatus: install ok installed\n\n", 2, "NUL"),
      ("Package: x\nStatus: install ok installed\nVersion: 1 2\n\n", 1, "Version"),
      (
        "Package: x\nStatus: install ok installed\nVersion: " + String(repeating: "9", count: 65) + "\n\n", 1, "Version"
      ),
    ])
  func faults(_ bad: String, _ line: Int, _ words: String) {
    let file: DpkgStatusFile = read(paragraph("first", "1.0") + bad + paragraph("last", "2.0"))
    #expect(file.entries.first?.name == "first")
    #expect(file.entries.last?.name == "last")
    #expect(file.problems.contains { $0.line == 8 + line && $0.what.contains(words) }, "\(file.problems)")
  }

  @Test func anUnfinishedLastLineIsNotBelieved() {
    let text: String = "Package: a\nStatus: install ok installed\nVersion: 1.2"
    let file: DpkgStatusFile = read(text)
    #expect(file.entries.map(\.name) == ["a"])
    #expect(file.entries.first?.version == nil)
    #expect(file.problems == [.init(line: 3, what: "the file ends in the middle of a line")])
    #expect(read(text + "\n").entries.first?.version == "1.2")
  }

  @Test func ofACutFileTheLastParagraphIsNotBelieved() {
    let file: DpkgStatusFile = read(paragraph("a", "1") + "Package: b\nStatus: install ok installed\n", isCut: true)
    #expect(file.entries.map(\.name) == ["a"])
  }

  @Test func distrolessParagraphsNeedNoStatus() {
    #expect(read("Package: tzdata\nVersion: 2024a\n", .directory).entries.map(\.name) == ["tzdata"])
  }

  @Test func problemsAreBounded() {
    let file: DpkgStatusFile = read(String(repeating: "Version: 1\n\n", count: 5_000))
    #expect(file.problems.count == DpkgStatusFile.problemLimit)
    #expect(file.problemsOmitted == 5_000 - DpkgStatusFile.problemLimit)
  }
}
