import CordonInspect
import CordonTestSupport
import Foundation
import Testing

@Suite("Compound files")
struct CompoundFileTests {
  /// Sizes around the sectors and around the border between small and large streams.
  private static let sizes: [Int] = [0, 1, 63, 64, 65, 4_095, 4_096, 4_097, 5_000, 70_000]

  private static func fixture(_ sectorBytes: Int, isFragmented: Bool) -> CompoundFixture {
    var fixture = CompoundFixture(
      sizes.enumerated().map { number, size in
        let content: [UInt8] = (0..<size).map { UInt8(truncatingIfNeeded: ($0 &* 31) ^ size ^ $0 >> 8) }
        return CompoundFixture.Stream("stream \(size)", content, storage: number % 3 == 1 ? "Storage" : nil)
      })
    fixture.sectorBytes = sectorBytes
    fixture.isFragmented = isFragmented
    return fixture
  }

  /// Name to content, and what was said to be wrong.
  private static func read(_ bytes: [UInt8]) throws -> (contents: [String: [UInt8]], faults: [String]) {
    var file = try CompoundFile(MemorySource(bytes))
    var contents: [String: [UInt8]] = [:]
    var faults: [String] = file.fault.map { [$0.detail] } ?? []
    for stream in file.streams {
      let place: (parts: ByteParts, fault: CompoundFailure?) = file.place(of: stream)
      if let fault = place.fault { faults.append(fault.detail) }
      contents[String(decoding: stream.name, as: UTF8.self)] = place.parts.ranges.flatMap { bytes[$0] }
    }
    return (contents, faults)
  }

  @Test("Every stream is read from where it lies", arguments: [512, 4_096], [false, true])
  func roundTrip(sectorBytes: Int, isFragmented: Bool) throws {
    let fixture: CompoundFixture = Self.fixture(sectorBytes, isFragmented: isFragmented)
    let found = try Self.read(fixture.bytes)
    #expect(found.faults == [])
    #expect(found.contents.count == Self.sizes.count)
    for stream in fixture.streams {
      let name: String = (stream.storage.map { $0 + "/" } ?? "") + stream.name
      #expect(found.contents[name] == stream.content, "\(name)")
    }
  }

  @Test("7z lists the same streams with the same sizes", arguments: [512, 4_096])
  func oracle(sectorBytes: Int) throws {
    let tree = try FixtureTree()
    let fixture: CompoundFixture = Self.fixture(sectorBytes, isFragmented: true)
    try tree.write("x.doc", bytes: fixture.bytes)
    guard OracleProgram.output("7z", "x", "-tcompound", "-oout", "x.doc", folder: tree.path) != nil else {
      print("skipped: 7z is not here, or does not read this")
      return
    }
    for stream in fixture.streams {
      let name: String = (stream.storage.map { $0 + "/" } ?? "") + stream.name
      #expect(try tree.bytes("out/" + name) == stream.content, "\(name)")
    }
  }

  @Test("Names of the Windows Installer are unpacked, and only its", arguments: [true, false])
  func installerNames(isInstaller: Bool) throws {
    let names: [String] = ["Data1.cab", "Binary.custom_action.dll", "!_StringPool", "\u{5}SummaryInformation", "a"]
    var fixture = CompoundFixture(names.map { CompoundFixture.Stream(CompoundFixture.packed($0), [1]) })
    fixture.isInstaller = isInstaller
    let found = try Self.read(fixture.bytes)
    #expect(Set(found.contents.keys) == Set(isInstaller ? names : names.map { CompoundFixture.packed($0) }))
  }

  @Test("What is cut anywhere is a failure or whole, never something else")
  func cut() throws {
    let fixture: CompoundFixture = Self.fixture(512, isFragmented: true)
    let bytes: [UInt8] = fixture.bytes
    let whole: [String: [UInt8]] = try Self.read(bytes).contents
    for length in stride(from: 0, to: bytes.count, by: 97) {
      guard let found = try? Self.read(Array(bytes[..<length])) else { continue }
      if found.faults.isEmpty { #expect(found.contents == whole, "cut at \(length)") }
    }
  }

  @Test("Chains that go round, lead outside or never end are failures")
  func chains() throws {
    let large = CompoundFixture.Stream("large", Array(repeating: 7, count: 70_000))
    let bytes: [UInt8] = CompoundFixture([large]).bytes
    let table: Int = bytes.count - 2 * 512
    for (place, value, words): (Int, [UInt8], String) in [
      // The first sector leads to itself, far outside, or nowhere.
      (table, [0, 0, 0, 0], "circle"), (table, [0, 0, 0, 0x10], "outside"), (table, [0xFE, 0xFF, 0xFF, 0xFF], "early"),
    ] {
      var broken: [UInt8] = bytes
      broken.replaceSubrange(place..<(place + 4), with: value)
      let found = try Self.read(broken)
      #expect(found.faults.count == 1)
      #expect(found.faults.first?.contains(words) == true, "\(found.faults)")
    }
  }

  @Test("A stream that no storage leads to is read all the same")
  func orphan() throws {
    var bytes: [UInt8] = CompoundFixture([.init("one", [1]), .init("two", [2])]).bytes
    // The link of the root to what lies in it.
    let root: Int = try #require(bytes.firstIndex(ofText: "R\0o\0o\0t\0"))
    bytes.replaceSubrange((root + 76)..<(root + 80), with: [0xFF, 0xFF, 0xFF, 0xFF])
    let found: [String: [UInt8]] = try Self.read(bytes).contents
    #expect(Set(found.keys) == ["one", "two"])
  }

  @Test("More entries than the limit are said")
  func limit() throws {
    var limits = CompoundLimits()
    limits.entries = 3
    let streams: [CompoundFixture.Stream] = (0..<9).map { CompoundFixture.Stream("s\($0)", [1]) }
    let file = try CompoundFile(MemorySource(CompoundFixture(streams).bytes), limits: limits)
    #expect(file.streams.count == 2)
    #expect(file.fault?.isLimit == true)
  }
}

extension [UInt8] {
  fileprivate func firstIndex(ofText text: String) -> Int? {
    let wanted: [UInt8] = Array(text.utf8)
    return indices.first { self[$0...].starts(with: wanted) }
  }
}
