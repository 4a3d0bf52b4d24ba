internal import CordonInspect
internal import CordonModel
internal import CordonTestSupport
internal import Testing

@testable internal import CordonWorker

/// What software is installed from: cabinets, installers, RAR, programs that carry an archive; and what is only named.
@Suite struct InstallerFormatTests {
  private static let noise: [UInt8] = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7 ^ $0) }

  @Test func cabinets() throws {
    let bytes: [UInt8] = StoredArchive.cabinet(["a.dll": Array("MZ inert".utf8), "sub/b": Self.noise])
    let found = RecordingVisitor.look(into: bytes)
    #expect(found.names == ["a.dll", "sub/b"])
    #expect(found.contents["sub/b"] == Self.noise)
    #expect(found.gaps == [] && found.faults == [])
    let tree = try FixtureTree()
    try tree.write("x.cab", bytes: bytes)
    guard OracleProgram.output("7z", "t", "x.cab", folder: tree.path) != nil else {
      print("skipped: 7z is not here")
      return
    }
  }

  @Test(arguments: [4, 5]) func rar(_ version: Int) {
    let files: KeyValuePairs<String, [UInt8]> = ["a.txt": Array("hello".utf8), "sub/noise": Self.noise, "empty": []]
    let bytes: [UInt8] = version == 4 ? StoredArchive.rar4(files) : StoredArchive.rar5(files)
    let found = RecordingVisitor.look(into: bytes)
    #expect(found.gaps == [] && found.faults == [])
    for (name, content) in files { #expect(found.contents[name] == content, "\(name) of \(found.names)") }
    let cut = RecordingVisitor.look(into: Array(bytes[..<(bytes.count / 2)]))
    #expect(cut.gaps.isEmpty == false && cut.contents["sub/noise"] == nil)
    guard let tree = try? FixtureTree(), (try? tree.write("x.rar", bytes: bytes)) != nil,
      OracleProgram.output("7z", "t", "x.rar", folder: tree.path) != nil
    else {
      print("skipped: 7z is not here or reads no RAR")
      return
    }
  }

  /// The library lies in a cabinet in a stream of the installer, which is larger than what is held in memory.
  @Test(arguments: [false, true]) func anInstallerIsOpenedDownToItsFiles(_ isFragmented: Bool) throws {
    let cabinet: [UInt8] = StoredArchive.cabinet(["fil1": Array("MZ inert".utf8), "fil2": Self.noise])
    let names: [String] = ["Data1.cab", "Other", "!File"]
    var fixture = CompoundFixture([
      .init(CompoundFixture.packed(names[0]), cabinet), .init(CompoundFixture.packed(names[1]), Self.noise),
      .init(CompoundFixture.packed(names[2]), [1, 2, 3]),
    ])
    fixture.isInstaller = true
    fixture.isFragmented = isFragmented
    let tree = try FixtureTree()
    try tree.write("x.msi", bytes: fixture.bytes)
    var limits = InspectionLimits()
    limits.memberBytes = 4_096
    for found in [
      RecordingVisitor.look(into: fixture.bytes, limits: limits),
      try #require(RecordingVisitor.look(intoFile: tree.path("x.msi"), limits: limits)),
    ] {
      #expect(found.names == ["Data1.cab", "Data1.cab!/fil1", "Data1.cab!/fil2", "Other", "!File"])
      #expect(found.contents["Data1.cab!/fil2"] == Self.noise)
      #expect(found.contents["!File"] == [1, 2, 3])
      #expect(found.gaps == [] && found.faults == [])
    }
  }

  @Test func aDamagedInstallerIsNeverSilentlyWhole() {
    let cabinet: [UInt8] = StoredArchive.cabinet(["fil1": Array(Self.noise.prefix(6_000))])
    let bytes: [UInt8] = CompoundFixture([.init("a.cab", cabinet), .init("small", [1, 2, 3])]).bytes
    let whole = RecordingVisitor.look(into: bytes)
    for length in stride(from: 512, to: bytes.count, by: 61) {
      let found = RecordingVisitor.look(into: Array(bytes[..<length]))
      #expect(found.faults == [])
      if found.names != whole.names { #expect(!found.gaps.isEmpty, "cut at \(length)") }
    }
  }

  private static let closed: [(name: String, head: [UInt8], tail: [UInt8])] = [
    ("squashfs", Array("hsqs".utf8), []), ("pbzx", Array("pbzx".utf8), []), ("WIM", Array("MSWIM\0\0\0".utf8), []),
    ("QCOW", [0x51, 0x46, 0x49, 0xFB], []), ("VMDK", Array("KDMV".utf8), []), ("VHDX", Array("vhdxfile".utf8), []),
    ("AppImage", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0x41, 0x49, 2], []),
    ("encrypted Apple disk image", Array("encrcdsa".utf8), []),
    ("Apple disk image", [], Array("koly".utf8) + [0, 0, 0, 4, 0, 0, 2, 0]), ("VHD", [], Array("conectix".utf8)),
  ]

  @Test(arguments: closed.indices) func whatIsNotOpenedIsNamed(_ index: Int) {
    let (name, head, tail): (String, [UInt8], [UInt8]) = Self.closed[index]
    let bytes: [UInt8] =
      head + Array(repeating: 0x2A, count: 4_096 - head.count) + tail + Array(repeating: 0, count: 512 - tail.count)
    let found = RecordingVisitor.look(into: bytes)
    #expect(found.gaps.map(\.detail) == ["its format, \(name), is none that is opened"])
    #expect(found.gaps.map(\.reason) == [.capabilityMissing])
    #expect(found.names == [])
    let nested = RecordingVisitor.look(into: ZipFixture([.init("x.img", bytes: bytes)]).bytes)
    #expect(nested.names == ["x.img"])
    #expect(nested.gaps.map(\.place) == ["x.img"])
  }

  /// Nobody hides an archive by what is put behind it.
  @Test func whatEndsAsADiskImageIsOpenedByItsBeginning() throws {
    let fixture = try ArchiveFixture(small: true)
    guard let bytes = fixture.make(ArchiveFixture.tar("w"), with: "python3") else { return }
    let tail: [UInt8] = Array("koly".utf8) + [0, 0, 0, 4, 0, 0, 2, 0] + Array(repeating: 0, count: 500)
    let found = RecordingVisitor.look(into: bytes + tail)
    #expect(found.names.contains("hello.txt"))
    #expect(found.gaps.contains { $0.place.isEmpty && $0.detail.contains("disk image") })
  }

  /// Behind a program: with a comment of any length, and with the signature of the program behind it.
  @Test(arguments: [(0, 0), (5, 0), (20_000, 0), (65_535, 0), (0, 3_000)])
  func aZipBehindAProgramIsOpened(comment: Int, signature: Int) {
    var zip = ZipFixture(files: ["a.dll": "MZ inert", "b": "other"])
    zip.prefix = [0x4D, 0x5A] + Array(repeating: 0x90, count: 3_000)
    zip.comment = Array(repeating: 0x3B, count: comment)
    zip.suffix = Array(repeating: 0x55, count: signature)
    let found = RecordingVisitor.look(into: zip.bytes)
    #expect(found.names == ["a.dll", "b"])
    #expect(found.gaps == [] && found.faults == [])
  }

  @Test func aProgramThatOnlySpeaksOfZipIsNone() {
    let program: [UInt8] =
      [0x4D, 0x5A] + Array(repeating: 0x90, count: 100) + [0x50, 0x4B, 5, 6] + Array(repeating: 1, count: 90)
    let found = RecordingVisitor.look(into: program)
    #expect(found.names == [] && found.gaps == [])
  }

  @Test func aCommentOfAnyLengthHidesNoZip() {
    for length in [0, 1, 16_384, 65_535] {
      var zip = ZipFixture(files: ["a": "1", "b": "2"])
      zip.comment = Array(repeating: 0x50, count: length)
      #expect(RecordingVisitor.look(into: zip.bytes).names == ["a", "b"], "\(length)")
    }
  }

  /// The content of what says that it is a link is a file to whoever unpacks it on Windows.
  @Test func aLinkInAZipIsNamed() throws {
    let fixture = try ArchiveFixture(small: true)
    let script: String = """
      with zipfile.ZipFile('out', 'w') as z:
        i = zipfile.ZipInfo('link'); i.create_system = 3; i.external_attr = 0o120777 << 16
        z.writestr(i, 'hello.txt'); z.writestr('hello.txt', 'hello')
      """
    guard let bytes = fixture.make(ArchiveFixture.python(script), with: "python3") else { return }
    let found = RecordingVisitor.look(into: bytes)
    #expect(found.names == ["hello.txt"])
    #expect(found.gaps.map(\.place) == ["link"])
    #expect(found.gaps.first?.detail.contains("symbolic link") == true)
  }

  /// Zip64 leaves the count to a record of its own, however small it is.
  @Test(arguments: [(nil, 0), (2, 0), (3, 1)] as [(Int?, Int)]) func theCountOfZip64(count: Int?, gaps: Int) {
    var zip = ZipFixture(files: ["a": "1", "b": "2"])
    zip.isLarge = true
    zip.count = count
    let found = RecordingVisitor.look(into: zip.bytes)
    #expect(found.names == ["a", "b"])
    #expect(found.gaps.count == gaps, "\(found.gaps)")
  }

  @Test func aSparseTarHoldsItsHolesAsZeros() throws {
    let fixture = try ArchiveFixture(small: true)
    let line: String = """
      truncate -s 200000 sparse; printf middle | dd of=sparse bs=1 seek=100000 conv=notrunc 2>/dev/null
      truncate -s 300000 sparse; tar -S -cf out sparse
      """
    guard let bytes = fixture.make(line, with: "tar") else { return }
    let found = RecordingVisitor.look(into: bytes)
    #expect(found.gaps == [] && found.faults == [])
    let expected: [UInt8] = try fixture.tree.bytes("sparse")
    #expect(found.contents["sparse"] == expected)
    #expect(found.sizes["sparse"] == 300_000)
  }
}
