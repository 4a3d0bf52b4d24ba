internal import CordonInspect
internal import CordonTestSupport
internal import Testing

@testable internal import CordonWorker

/// Archives that are cut or damaged anywhere: what comes out is right, or there is a gap.
@Suite struct ArchiveDamageTests {
  @Test(arguments: ArchiveRecipe.all) func aCutArchiveIsNeverSilentlyWhole(_ recipe: ArchiveRecipe) throws {
    let fixture = try ArchiveFixture(small: true)
    guard let bytes = fixture.make(recipe.line, with: recipe.program) else { return }
    let whole = RecordingVisitor.look(into: bytes)
    // Every byte of a small one; some thousand places of a large one.
    for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 4_000)) {
      let cut: [UInt8] = Array(bytes[..<length])
      let found = RecordingVisitor.look(into: cut)
      #expect(found.faults == [])
      guard ArchiveDamageTests.isArchive(cut) else { continue }
      if found.names != whole.names {
        #expect(!found.gaps.isEmpty, "cut at \(length) of \(bytes.count)")
        if found.gaps.isEmpty { break }
      }
      let doubtful: Set<String> = Set(found.gaps.map(\.place))
      for name in found.names where !doubtful.contains(name) && whole.contents[name] != found.contents[name] {
        Issue.record("\(name) is not what it was, cut at \(length)")
      }
    }
  }

  /// Formats with a checksum over everything they hold.
  private static let checked: Set<String> = [
    "zip stored", "zip deflated", "zip bzip2", "tar.gz", "tar.bz2", "tar.xz", "tar.zst", "tar.lz4", "7z", "7z ppmd",
    "7z copy", "cpio.gz",
  ]

  @Test(arguments: ArchiveRecipe.all) func aChangedByteIsNoticedOrChangesNothing(_ recipe: ArchiveRecipe) throws {
    let fixture = try ArchiveFixture(small: true)
    guard let bytes = fixture.make(recipe.line, with: recipe.program) else { return }
    let whole = RecordingVisitor.look(into: bytes)
    let expected: [[UInt8]] = whole.contents.values.sorted { $0.lexicographicallyPrecedes($1) }
    var unnoticed: [Int] = []
    for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 1_500)) {
      var changed: [UInt8] = bytes
      changed[place] ^= 0xFF
      let found = RecordingVisitor.look(into: changed)
      #expect(found.faults == [])
      guard ArchiveDamageTests.isArchive(changed), found.gaps.isEmpty else { continue }
      let contents: [[UInt8]] = found.contents.values.sorted { $0.lexicographicallyPrecedes($1) }
      if contents != expected { unnoticed.append(place) }
    }
    if ArchiveDamageTests.checked.contains(recipe.name) { #expect(unnoticed == [], "of \(bytes.count)") }
  }

  private static func isArchive(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { ArchiveKind(ByteWindow(memory: $0)) != nil }
  }
}
