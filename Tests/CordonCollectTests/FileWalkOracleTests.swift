internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonCollect

/// The walk against `find`, over trees that no one thought of.
@Suite struct FileWalkOracleTests {
  @Test(.enabled(if: OracleProgram.exists("find"), "find is not here"), arguments: 1...6)
  func theSameFilesWithTheSameMetadata(seed: Int) throws {
    let tree = try FixtureTree()
    var random = SeededGenerator(seed: UInt64(seed))
    try FileWalkOracleTests.fill(tree, &random)
    var lines: [String] = []
    let found = FileWalkResult(FileWalkRequest(.root(tree.path))) { file in
      let identity: FileIdentity = file.identity
      lines.append(
        [
          PrintablePath.text(file.path), String(identity.inode), String(file.size),
          String(file.mode & 0o7777, radix: 8),
          String(file.owner), String(file.links), FileWalkOracleTests.seconds(identity.modified),
          FileWalkOracleTests.seconds(identity.changed),
        ].joined(separator: " "))
    }
    let wanted: [String] = try #require(
      OracleProgram.lines(
        ["find", tree.path, "-xdev", "-type", "f", "-printf", "%p %i %s %m %U %n %T@ %C@\n"], home: tree.path))
    #expect(lines.sorted() == wanted)
    let entries: [String] = try #require(OracleProgram.lines(["find", tree.path, "-mindepth", "1"], home: tree.path))
    #expect(found.count.entries == entries.count)
    #expect(found.coverage.gaps == [])
  }

  /// As find prints them: with ten digits after the point.
  private static func seconds(_ nanoseconds: Int64) -> String {
    let rest: String = String(nanoseconds % 1_000_000_000)
    let zeros: String = String(repeating: "0", count: 9 - rest.count)
    return "\(nanoseconds / 1_000_000_000).\(zeros)\(rest)0"
  }

  /// Folders in folders, files, links, FIFOs, with odd names.
  private static func fill(_ tree: FixtureTree, _ random: inout SeededGenerator) throws {
    var folders: [String] = ["", "d"]
    try tree.folder("d")
    let odd: [String] = ["a b", "ü", "x'y", "-n", "*", "#", "日本", String(repeating: "v", count: 200)]
    for number in 0..<400 {
      let folder: String = folders.randomElement(using: &random) ?? ""
      let name: String = (odd.randomElement(using: &random) ?? "") + "\(number)"
      let path: String = folder.isEmpty ? name : folder + "/" + name
      guard path.utf8.count < 2_000 else { continue }
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<3:
        try tree.folder(path)
        folders.append(path)
      case 3: try tree.link(path, to: folders.randomElement(using: &random).map { tree.path($0) } ?? "/")
      case 4: try tree.fifo(path)
      default:
        try tree.write(path, bytes: Array(repeating: 0x61, count: Int.random(in: 0..<5_000, using: &random)))
        try tree.setMode(path, [0o644, 0o400, 0o755, 0o4755].randomElement(using: &random) ?? 0o644)
      }
    }
  }
}
