import CordonInspect
import CordonTestSupport
import Testing

typealias MemoryArchive = ZipArchive<MemorySource>

extension ZipFixture {
  func archive(_ limits: ZipLimits = ZipLimits()) throws -> MemoryArchive {
    try MemoryArchive(ArchiveBytes(MemorySource(bytes)), limits: limits)
  }
}

extension ZipArchive {
  var names: [String] { entries.map { String(decoding: name(of: $0), as: UTF8.self) } }

  /// The content of an entry, or the kind of failure.
  func content(_ index: Int = 0, limit: Int = 1 << 30) throws(ZipFailure) -> [UInt8] {
    var budget = ZipBudget(limits)
    return try read(entries[index], limit: limit, budget: &budget).bytes
  }
}

@Suite struct ZipArchiveTests {
  private static let two: [ZipFixture.Entry] = [.init("a.txt", "stored"), .init("b/c.txt", "deflated", method: 8)]

  @Test("prefix, comment, appended bytes and zip64 change nothing", arguments: 0..<32)
  func shapes(_ shape: Int) throws {
    var fixture = ZipFixture(ZipArchiveTests.two)
    if shape & 1 != 0 { fixture.prefix = Array("#!/bin/sh\nexec java -jar \"$0\"\n".utf8) }
    if shape & 2 != 0 { fixture.comment = Array(repeating: 0x2A, count: 40_000) }
    if shape & 4 != 0 { fixture.suffix = Array(repeating: 0, count: 100) }
    if shape & 8 != 0 { fixture.isLarge = true }
    if shape & 16 != 0 {
      for index in fixture.entries.indices {
        fixture.entries[index].isLarge = true
        fixture.entries[index].localExtra = Array(repeating: 7, count: 500)
      }
    }
    let archive: MemoryArchive = try fixture.archive()
    #expect(archive.names == ["a.txt", "b/c.txt"])
    #expect(archive.fault == nil)
    #expect(try archive.content(0) == Array("stored".utf8))
    #expect(try archive.content(1) == Array("deflated".utf8))
    #expect(archive.name(of: archive.entries[1], startsWith: "b/"))
    #expect(archive.name(of: archive.entries[1], endsWith: ".txt"))
    #expect(!archive.name(of: archive.entries[0], endsWith: "aa.txt"))
  }

  @Test("no number of end records in the comment hides an archive", arguments: [64, 65, 70, 300])
  func hiddenByItsComment(_ count: Int) throws {
    var fixture = ZipFixture(ZipArchiveTests.two)
    // Without the mark of an archive at its start, as a jar with a launcher before it.
    fixture.prefix = Array("#!/bin/sh\n".utf8)
    let record: [UInt8] = [0x50, 0x4B, 5, 6]
    fixture.comment = Array((0..<count).map { _ in record }.joined()) + Array(repeating: 0x78, count: 30)
    #expect(try fixture.archive().names == ["a.txt", "b/c.txt"])
    // With something appended it may lie behind more records than are looked at: then it is not called none.
    fixture.suffix = [0]
    let outcome = Result { () throws(ZipFailure) in
      try MemoryArchive(ArchiveBytes(MemorySource(fixture.bytes)), limits: ZipLimits())
    }
    switch outcome {
    case .success(let archive): #expect(archive.names == ["a.txt", "b/c.txt"])
    case .failure(let failure): #expect(failure.kind == .limit)
    }
  }

  @Test func anEmptyArchiveIsOne() throws {
    #expect(try ZipFixture([]).archive().entries.isEmpty)
  }

  @Test("what is no archive is none", arguments: [0, 1, 21, 22, 5_000, 100_000])
  func noArchive(_ size: Int) {
    let failure: ZipFailure? = #expect(throws: ZipFailure.self) {
      try MemoryArchive(ArchiveBytes(MemorySource(Array(repeating: 0x50, count: size))), limits: ZipLimits())
    }
    #expect(failure?.kind == .notAnArchive)
  }

  @Test("the count of the end record decides nothing", arguments: [0, 1, 7, 65_535])
  func counts(_ count: Int) throws {
    var fixture = ZipFixture(ZipArchiveTests.two)
    fixture.count = count
    #expect(try fixture.archive().entries.count == 2)
  }

  @Test func moreThan65535EntriesWithoutZip64() throws {
    var fixture = ZipFixture((0..<70_000).map { ZipFixture.Entry("\($0)", "") })
    #expect(try fixture.archive().entries.count == 70_000)
    fixture.isLarge = true
    #expect(try fixture.archive().names.last == "69999")
    var limits = ZipLimits()
    limits.entries = 10
    #expect(try fixture.archive(limits).entries.count == 10)
    #expect(try fixture.archive(limits).fault?.kind == .limit)
    limits = ZipLimits()
    limits.directoryBytes = 1_000
    #expect(try !fixture.archive(limits).entries.isEmpty)
    #expect(try fixture.archive(limits).fault?.kind == .limit)
  }

  @Test func duplicateNamesAreTwoEntries() throws {
    let archive: MemoryArchive = try ZipFixture([.init("x", "1"), .init("x", "2")]).archive()
    #expect(archive.names == ["x", "x"])
    #expect(try archive.content(1) == Array("2".utf8))
  }

  @Test("every cut of an archive ends in a failure or in what is really there")
  func cuts() throws {
    var fixture = ZipFixture(ZipArchiveTests.two)
    fixture.isLarge = true
    let bytes: [UInt8] = fixture.bytes
    for length in 0..<bytes.count {
      let failure: ZipFailure? = #expect(throws: ZipFailure.self) {
        try MemoryArchive(ArchiveBytes(MemorySource(Array(bytes.prefix(length)))), limits: ZipLimits())
      }
      #expect(failure != nil)
    }
  }

  @Test("any byte changed does no harm", arguments: 0..<50 as Range<UInt64>)
  func mutations(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var fixture = ZipFixture(ZipArchiveTests.two)
    fixture.isLarge = seed % 2 == 0
    let right: [UInt8] = fixture.bytes
    for _ in 0..<200 {
      var bytes: [UInt8] = right
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      var walk = ArchiveWalk(MemorySource(bytes), limits: ZipLimits()) { _, _ in true }
      while let visit = walk.next() {
        guard case .success(let archive) = visit.outcome else { continue }
        for entry in archive.entries { _ = try? walk.read(entry, of: archive, limit: 1 << 20) }
      }
    }
  }
}

@Suite struct ZipEntryTests {
  /// One entry, with something wrong.
  private static func fixture(_ change: (inout ZipFixture.Entry) -> Void, method: Int = 8) -> ZipFixture {
    var entry = ZipFixture.Entry("x", "some content", method: method)
    change(&entry)
    return ZipFixture([entry])
  }

  private static let wrong: [(String, ZipFixture, ZipFailure.Kind)] = [
    ("encrypted", fixture { $0.flags = 1 }, .encrypted),
    ("strongly encrypted", fixture { $0.flags = 0x41 }, .encrypted),
    ("masked", fixture { $0.flags = 0x2000 }, .encrypted),
    ("AES", fixture { $0.method = 99 }, .encrypted),
    ("zstandard", fixture { $0.method = 93 }, .unsupported),
    ("claims less", fixture { $0.size = 3 }, .damaged),
    ("claims more", fixture { $0.size = 13 }, .damaged),
    ("claims 100 MB", fixture { $0.size = 100_000_000 }, .limit),
    ("stored, two sizes", fixture({ $0.size = 3 }, method: 0), .damaged),
    ("stream cut", fixture { $0.stream = [1, 12, 0, 0xF3, 0xFF, 0x73] }, .damaged),
    ("stream of rubbish", fixture { $0.stream = [0xFF, 0xFF, 0xFF] }, .damaged),
    ("empty stream", fixture { $0.stream = [] }, .damaged),
    ("reaches into the directory", fixture { $0.compressedSize = 60 }, .damaged),
    ("no local header", fixture { $0.offset = 3 }, .damaged),
    ("begins in the directory", fixture { $0.offset = 70 }, .damaged),
    ("begins beyond everything", fixture { $0.offset = 0xFFFF_FFF0 }, .damaged),
    ("64-bit offset", fixture { ($0.isLarge, $0.offset) = (true, .max) }, .damaged),
    ("64-bit size", fixture { ($0.isLarge, $0.size) = (true, .max) }, .limit),
    ("64-bit compressed size", fixture { ($0.isLarge, $0.compressedSize) = (true, .max) }, .damaged),
  ]

  @Test("an entry that lies is a failure that says so", arguments: 0..<wrong.count)
  func lies(_ index: Int) throws {
    let (name, fixture, kind): (String, ZipFixture, ZipFailure.Kind) = ZipEntryTests.wrong[index]
    let archive: MemoryArchive = try fixture.archive()
    let failure: ZipFailure? = #expect(throws: ZipFailure.self, "\(name)") { try archive.content() }
    #expect(failure?.kind == kind, "\(name): \(failure?.detail ?? "")")
  }

  @Test func aWrongChecksumIsSaidButTheContentIsGiven() throws {
    let archive: MemoryArchive = try ZipEntryTests.fixture { $0.checksum = 1 }.archive()
    var budget = ZipBudget(ZipLimits())
    let content: ZipContents = try archive.read(archive.entries[0], limit: 100, budget: &budget)
    #expect(content.bytes == Array("some content".utf8))
    #expect(!content.isIntact)
  }

  @Test("the beginning of an entry can be enough", arguments: [0, 8])
  func cutContent(_ method: Int) throws {
    let archive: MemoryArchive = try ZipEntryTests.fixture({ _ in }, method: method).archive()
    var budget = ZipBudget(ZipLimits())
    let content: ZipContents = try archive.read(archive.entries[0], limit: 4, orCut: true, budget: &budget)
    #expect(content.bytes == Array("some".utf8))
    #expect(content.isCut)
    #expect(throws: ZipFailure.self) { try archive.content(limit: 4) }
  }

  @Test func aBombEndsBeforeItGrows() throws {
    let bomb: (stream: [UInt8], size: Int) = ZipFixture.zeros(8 << 20)
    var entry = ZipFixture.Entry("bomb", bytes: [], method: 8)
    (entry.stream, entry.size) = (bomb.stream, bomb.size)
    var limits = ZipLimits()
    limits.ratio = 100
    #expect(#expect(throws: ZipFailure.self) { try ZipFixture([entry]).archive(limits).content() }?.kind == .limit)
    limits = ZipLimits()
    limits.entryBytes = 1 << 20
    #expect(#expect(throws: ZipFailure.self) { try ZipFixture([entry]).archive(limits).content() }?.kind == .limit)
    // Within the limits the same entry is no bomb.
    #expect(try ZipFixture([entry]).archive().content().count == bomb.size)
    // It claims to be small: nothing more than that comes out.
    entry.size = 100
    #expect(#expect(throws: ZipFailure.self) { try ZipFixture([entry]).archive().content() }?.kind == .damaged)
  }

  @Test("many entries that share one stream end at the limit of the file")
  func overlapping() throws {
    let kernel: (stream: [UInt8], size: Int) = ZipFixture.zeros(900_000)
    var first = ZipFixture.Entry("0", bytes: [], method: 8)
    (first.stream, first.size) = (kernel.stream, kernel.size)
    var fixture = ZipFixture([first])
    for number in 1..<2_000 {
      var other = ZipFixture.Entry("\(number)", bytes: [], method: 8)
      (other.stream, other.size, other.compressedSize, other.offset) = ([], kernel.size, kernel.stream.count, 0)
      fixture.entries.append(other)
    }
    var limits = ZipLimits()
    limits.inflatedBytes = 10 << 20
    let archive: MemoryArchive = try fixture.archive(limits)
    var budget = ZipBudget(limits)
    var read: Int = 0
    for entry in archive.entries {
      do throws(ZipFailure) {
        read += try archive.read(entry, limit: 1 << 20, budget: &budget).bytes.count
      } catch {
        #expect(error.kind == .limit)
      }
    }
    #expect(read > 9 << 20)
    #expect(read <= 10 << 20)
  }
}
