internal import CordonCollect
internal import CordonInspect
internal import CordonTestSupport
internal import Testing

@Suite struct RpmHeaderTests {
  @Test func everyFieldIsRead() throws {
    let header = try RpmHeader(
      RpmFixture.header(
        RpmFixture.Package("vim-common", "9.1", "2.fc40", epoch: 2, vendor: "Fedora Project", installTime: 17)),
      nameLimit: 64)
    #expect(header.name == "vim-common")
    #expect(header.fullVersion == "2:9.1-2.fc40")
    #expect(header.architecture == "x86_64")
    #expect(header.vendor == "Fedora Project")
    #expect(header.installTime == 17)
    #expect(!header.isPublicKey)
  }

  @Test("of two entries the later one counts, as what rpm adds at installation stands behind")
  func laterEntryWins() throws {
    let blob: [UInt8] = RpmFixture.header([
      .text(1_000, "a"), .text(1_001, "1"), .text(1_002, "1"), .number(1_008, 1), .number(1_008, 2),
    ])
    #expect(try RpmHeader(blob, nameLimit: 64).installTime == 2)
  }

  @Test func foreignTextIsMadePrintable() throws {
    let blob: [UInt8] = RpmFixture.header([.text(1_000, "a\u{1B}[2J"), .text(1_001, "1"), .text(1_002, "1")])
    #expect(try RpmHeader(blob, nameLimit: 64).name == "a\\x1B[2J")
  }

  private static let good: [UInt8] = RpmFixture.header(RpmFixture.Package("a", "1", "1"))

  @Test(
    "what lies about its lengths is no header",
    arguments: [
      [], [0, 0, 0, 1], Array(repeating: 0xFF, count: 64), Array(good.dropLast()), good + [0],
      // No entries; the first entry's text begins beyond the data; has no end; is a number; is empty.
      [0, 0, 0, 0, 0, 0, 0, 0],
      Array(good[..<16]) + [0x7F, 0xFF, 0xFF, 0xFF] + Array(good[20...]),
      RpmFixture.header([.init(tag: 1_000, type: 6, data: [0x61])]),
      RpmFixture.header([.number(1_000, 1)]), RpmFixture.header([.text(1_000, "")]),
      RpmFixture.header([.text(1_000, "a"), .text(1_001, "1")]),
      RpmFixture.header([.text(1_000, String(repeating: "a", count: 65)), .text(1_001, "1"), .text(1_002, "1")]),
      RpmFixture.header([.text(1_003, "1")]),
      // A number whose four bytes are not all there.
      [0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 3, 0xEB, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 1],
    ] as [[UInt8]])
  func lies(_ blob: [UInt8]) {
    #expect(throws: RpmHeader.Fault.self) { try RpmHeader(blob, nameLimit: 64) }
  }
}

@Suite struct RpmStoreTests {
  private static let limits = RpmStoreLimits(headerBytes: 1 << 20, records: 1_000)
  static let packages: [RpmFixture.Package] = [
    .init("xz-libs", "5.6.0", "1.fc40"), .init("vim", "9.1", "2", epoch: 2), .init("tzdata", "2024a", "1"),
  ]

  private static func names(_ items: [RpmStoreItem]) -> [String] {
    items.compactMap { item in
      guard case .header(let bytes) = item else { return nil }
      return (try? RpmHeader(bytes, nameLimit: 64))?.name
    }
  }

  private static func all(_ store: some RpmStore) -> [RpmStoreItem] {
    var store = store
    var items: [RpmStoreItem] = []
    while let item = store.next() { items.append(item) }
    return items
  }

  private static func ndb(_ bytes: [UInt8], _ limits: RpmStoreLimits = limits) -> [RpmStoreItem] {
    all(RpmNdbStore(MemorySource(bytes), limits: limits))
  }

  private static func berkeley(_ bytes: [UInt8], _ limits: RpmStoreLimits = limits) -> [RpmStoreItem] {
    all(RpmBerkeleyStore(MemorySource(bytes), limits: limits))
  }

  /// Headers of several sizes, so that some fill many pages.
  private static let blobs: [[UInt8]] = packages.enumerated().map { RpmFixture.header($1, padding: $0 * 9_000) }

  @Test func everyPackageOfAnNdbStore() {
    #expect(
      RpmStoreTests.names(RpmStoreTests.ndb(RpmFixture.ndb(RpmStoreTests.blobs))) == ["xz-libs", "vim", "tzdata"])
  }

  @Test(arguments: [512, 4_096, 65_536], [false, true])
  func everyPackageOfABerkeleyStore(pageBytes: Int, isSwapped: Bool) {
    // An offset of 65,536 does not fit into its field: the largest pages are left to the others.
    guard pageBytes < 65_536 else { return }
    let many: [[UInt8]] = (0..<100).flatMap { _ in RpmStoreTests.blobs }
    let file: [UInt8] = RpmFixture.berkeley(many, pageBytes: pageBytes, isSwapped: isSwapped)
    let items: [RpmStoreItem] = RpmStoreTests.berkeley(file)
    #expect(items.count == 300)
    #expect(RpmStoreTests.names(items).count == 300)
  }

  @Test("limits are said where they bite")
  func limits() {
    for items in [
      RpmStoreTests.ndb(RpmFixture.ndb(RpmStoreTests.blobs), .init(headerBytes: 1 << 20, records: 2)),
      RpmStoreTests.berkeley(RpmFixture.berkeley(RpmStoreTests.blobs), .init(headerBytes: 1 << 20, records: 2)),
    ] {
      #expect(RpmStoreTests.names(items).count == 2)
      #expect(items.contains(.limit("more than 2 records")))
    }
    for items in [
      RpmStoreTests.ndb(RpmFixture.ndb(RpmStoreTests.blobs), .init(headerBytes: 1_000, records: 9)),
      RpmStoreTests.berkeley(RpmFixture.berkeley(RpmStoreTests.blobs), .init(headerBytes: 1_000, records: 9)),
    ] {
      #expect(RpmStoreTests.names(items) == ["xz-libs"])
      #expect(items.filter { $0 == .limit("a header larger than 1000 bytes") }.count == 2)
    }
  }

  @Test("slots that overlap or lead outside are faults, and the others count")
  func hostileNdb() {
    var file: [UInt8] = RpmFixture.ndb(RpmStoreTests.blobs)
    // The second slot points at the first one's blocks.
    file.replaceSubrange(56..<60, with: file[40..<44])
    let overlapping: [RpmStoreItem] = RpmStoreTests.ndb(file)
    #expect(RpmStoreTests.names(overlapping) == ["xz-libs", "tzdata"])
    #expect(overlapping.count == 3)
    // Its number of blocks is beyond any file.
    file.replaceSubrange(56..<64, with: Array(repeating: 0xFF, count: 8))
    #expect(RpmStoreTests.names(RpmStoreTests.ndb(file)) == ["xz-libs", "tzdata"])
    // More pages of slots than the file has.
    file.replaceSubrange(12..<16, with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(RpmStoreTests.ndb(file).count == 1)
  }

  @Test("a chain of pages that comes back to itself, or to another's, ends with a fault")
  func hostileBerkeley() {
    let file: [UInt8] = RpmFixture.berkeley(RpmStoreTests.blobs, pageBytes: 512)
    // Page 3 is the first of the second header (page 2 holds the first one): its next page becomes itself.
    var circle: [UInt8] = file
    circle.replaceSubrange((3 * 512 + 16)..<(3 * 512 + 20), with: [3, 0, 0, 0])
    let items: [RpmStoreItem] = RpmStoreTests.berkeley(circle)
    #expect(RpmStoreTests.names(items) == ["xz-libs", "tzdata"])
    #expect(items.count == 3)
    // It becomes the page of the first header.
    circle.replaceSubrange((3 * 512 + 16)..<(3 * 512 + 20), with: [2, 0, 0, 0])
    #expect(RpmStoreTests.names(RpmStoreTests.berkeley(circle)) == ["xz-libs", "tzdata"])
    // The number of items is the largest there is.
    var crowded: [UInt8] = file
    crowded.replaceSubrange((512 + 20)..<(512 + 22), with: [0xFF, 0xFF])
    #expect(RpmStoreTests.berkeley(crowded).count == 1)
  }

  @Test(
    "a page that may have held packages is never passed over in silence",
    arguments: [(25, 5), (25, 9), (8, 7), (20, 1)] as [(Int, UInt8)])
  func silentBerkeley(offset: Int, byte: UInt8) {
    var file: [UInt8] = RpmFixture.berkeley(RpmStoreTests.blobs, pageBytes: 512)
    file[512 + offset] = byte
    let items: [RpmStoreItem] = RpmStoreTests.berkeley(file)
    #expect(RpmStoreTests.names(items).isEmpty)
    #expect(items.count == 1)
  }

  @Test("every cut and many flipped bytes end", arguments: [UInt64(1), 2, 3])
  func mutations(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let files: [[UInt8]] = [
      RpmFixture.ndb(RpmStoreTests.blobs), RpmFixture.berkeley(RpmStoreTests.blobs, pageBytes: 512),
    ]
    for file in files {
      for _ in 0..<200 {
        var broken: [UInt8] = Array(file.prefix(Int.random(in: 0...file.count, using: &generator)))
        for _ in 0..<Int.random(in: 0...20, using: &generator) where !broken.isEmpty {
          // Mostly where the structure is.
          let place: Int = Int.random(in: 0..<min(broken.count, 2_000), using: &generator)
          broken[place] = UInt8.random(in: 0...255, using: &generator)
        }
        #expect(RpmStoreTests.ndb(broken).count <= 1_500)
        #expect(RpmStoreTests.berkeley(broken).count <= 1_500)
      }
    }
  }
}
