internal import CordonTestSupport
internal import Foundation
internal import Testing

/// Between the runs of the fuzzer: the parsers of programs and extensions come back from every small change of their
/// kept inputs.
@Suite struct MutatedInputTests {
  @Test(arguments: [
    "asar", "chromium-manifest", "chromium-preferences", "firefox-extensions", "flatpak-deploy", "metainfo",
    "program-record", "snap-yaml",
  ])
  func parsersComeBack(name: String) throws {
    let entry: FuzzEntry = try #require(FuzzEntry.all.first { $0.name == name })
    let seeds: [[UInt8]] = try FailCase.all.filter { $0.entryName == name }.map { Array(try Data(contentsOf: $0.file)) }
    let small: [[UInt8]] = seeds.filter { (1...2_000).contains($0.count) }
    #expect(!small.isEmpty)
    var random = SeededGenerator(seed: 3)
    for _ in 0..<3_000 {
      var bytes: [UInt8] = small[Int.random(in: 0..<small.count, using: &random)]
      for _ in 0...Int.random(in: 0...4, using: &random) { mutate(&bytes, &random) }
      entry.run(bytes)
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    guard !bytes.isEmpty else { return bytes.append(0) }
    let place: Int = Int.random(in: 0..<bytes.count, using: &random)
    let telling: [UInt8] = Array("\"'{}[]:,<>/=-&;!?\\#\n\0".utf8) + [0xFF, 0x80, 0x30, 0x39]
    switch Int.random(in: 0...4, using: &random) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes[place] = telling[Int.random(in: 0..<telling.count, using: &random)]
    case 2: bytes.remove(at: place)
    case 3: bytes.removeLast(bytes.count - place)
    default:
      let end: Int = min(bytes.count, place + Int.random(in: 1...32, using: &random))
      bytes.insert(contentsOf: bytes[place..<end], at: place)
    }
  }
}
