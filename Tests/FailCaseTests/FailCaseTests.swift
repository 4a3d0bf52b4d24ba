import CordonTestSupport
import Foundation
import Testing

/// Replays every kept input through its parser. A trap ends the test run, and the last case started names the file.
@Suite("Fail cases")
struct FailCaseTests {
  @Test("every parser has a folder of cases, every folder a parser")
  func foldersAndEntriesAgree() {
    let folders: Set<String> = Set(FailCase.folderNames)
    let entries: [String] = FuzzEntry.all.map(\.name)
    #expect(Set(entries).count == entries.count, "two parsers share a name")
    #expect(folders.subtracting(entries) == [], "folders without a parser in FuzzEntry.all")
    #expect(Set(entries).subtracting(folders) == [], "parsers without a folder in FuzzTesting/FailCases")
  }

  @Test("no folder is empty")
  func foldersHoldCases() {
    let filled: Set<String> = Set(FailCase.all.map(\.entryName))
    #expect(FailCase.folderNames.filter { !filled.contains($0) } == [])
  }

  @Test("a parser comes back from every kept input", .timeLimit(.minutes(2)), arguments: FailCase.all)
  func replay(_ failCase: FailCase) throws {
    let entry: FuzzEntry = try #require(FuzzEntry.all.first { $0.name == failCase.entryName })
    let bytes: [UInt8] = Array(try Data(contentsOf: failCase.file))
    entry.run(bytes)
  }
}
