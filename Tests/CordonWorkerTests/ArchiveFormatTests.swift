internal import CordonInspect
internal import CordonModel
internal import CordonTestSupport
internal import Testing

@testable internal import CordonWorker

/// What the programs put in comes out, name by name and byte by byte.
@Suite struct ArchiveFormatTests {
  @Test(arguments: ArchiveRecipe.all)
  func everythingThatWasPutInComesOut(_ recipe: ArchiveRecipe) throws {
    let fixture = try ArchiveFixture()
    guard let bytes = fixture.make(recipe.line, with: recipe.program) else { return }
    let inMemory = RecordingVisitor.look(into: bytes)
    let inFile = try #require(RecordingVisitor.look(intoFile: fixture.tree.path("out")))
    for found in [inMemory, inFile] {
      #expect(found.faults == [])
      #expect(found.gaps.map(\.place) == (recipe.name == "zip lzma" ? ["empty"] : []))
      // An empty member packed with LZMA is more than libarchive can do; it says so.
      for (name, content) in fixture.files where recipe.name != "zip lzma" || !content.isEmpty {
        let place: String = recipe.prefix + name
        let member: String? = found.contents[place] != nil ? place : found.names.first { $0.hasSuffix("/" + name) }
        #expect(member.flatMap { found.contents[$0] } == content, "\(name) of \(found.names)")
      }
    }
    #expect(inMemory.names == inFile.names)
  }

  @Test(arguments: ["gzip", "bzip2", "xz", "zstd -q", "lz4 -q", "xz --format=lzma"])
  func aSingleCompressedFileHasOneMember(_ command: String) throws {
    let fixture = try ArchiveFixture()
    for name in ["sub/noise.bin", "hello.txt", "empty"] {
      guard let bytes = fixture.make("\(command) < in/\(name) > out", with: command) else { return }
      let found = RecordingVisitor.look(into: bytes, name: "thing.bin.gz")
      #expect(found.names == ["thing.bin"])
      #expect(found.contents["thing.bin"] == fixture.files[name])
      #expect(found.gaps == [])
      #expect(found.faults == [])
      #expect(RecordingVisitor.look(into: bytes).names == ["data"])
    }
  }
}
