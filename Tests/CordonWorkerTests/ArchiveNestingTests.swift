internal import CordonInspect
internal import CordonModel
internal import CordonTestSupport
internal import Testing

@testable internal import CordonWorker

/// Archives in archives, archives behind archives, and what is in an archive without being content.
@Suite struct ArchiveNestingTests {
  private static let chain: String = ArchiveFixture.python(
    """
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, 'w', zipfile.ZIP_DEFLATED) as z: z.writestr('lib/inner.dll', 'MZ inert')
    middle = io.BytesIO()
    with tarfile.open(fileobj=middle, mode='w:gz') as t:
      i = tarfile.TarInfo('inner.nupkg'); i.size = len(inner.getvalue()); t.addfile(i, io.BytesIO(inner.getvalue()))
    with zipfile.ZipFile('out', 'w', zipfile.ZIP_DEFLATED) as z:
      z.writestr('first.txt', 'first'); z.writestr('middle.tar.gz', middle.getvalue()); z.writestr('last.txt', 'last')
    """)

  @Test func aChainOfArchivesComesOutWithAllItsNames() throws {
    let fixture = try ArchiveFixture(small: true)
    guard let bytes = fixture.make(ArchiveNestingTests.chain, with: "python3") else { return }
    let found = RecordingVisitor.look(into: bytes)
    #expect(
      found.names == [
        "first.txt", "middle.tar.gz", "middle.tar.gz!/inner.nupkg", "middle.tar.gz!/inner.nupkg!/lib/inner.dll",
        "last.txt",
      ])
    #expect(found.contents["middle.tar.gz!/inner.nupkg!/lib/inner.dll"] == Array("MZ inert".utf8))
    #expect(found.gaps == [])
    #expect(found.faults == [])
  }

  @Test func whatLiesTooDeepIsAGapAndTheRestIsKept() throws {
    let fixture = try ArchiveFixture(small: true)
    guard let bytes = fixture.make(ArchiveNestingTests.chain, with: "python3") else { return }
    var limits = InspectionLimits()
    limits.archiveDepth = 2
    let found = RecordingVisitor.look(into: bytes, limits: limits)
    #expect(found.names == ["first.txt", "middle.tar.gz", "middle.tar.gz!/inner.nupkg", "last.txt"])
    #expect(found.gaps.map(\.place) == ["middle.tar.gz!/inner.nupkg"])
    #expect(found.gaps.first?.detail.contains("2 levels") == true)
  }

  @Test func aThousandLevelsEndAtTheLimit() {
    let deep: [UInt8] = ZipFixture.nested(1_000, name: "a.zip", innermost: Array("end".utf8))
    let found = RecordingVisitor.look(into: deep)
    #expect(found.names.count == 5)
    #expect(found.gaps.count == 1)
    #expect(found.faults == [])
  }

  @Test func anArchiveTooLargeToBeOpenedIsHashedAndAGap() throws {
    let fixture = try ArchiveFixture(small: true)
    guard let bytes = fixture.make(ArchiveNestingTests.chain, with: "python3") else { return }
    var limits = InspectionLimits()
    limits.memberBytes = 100
    let found = RecordingVisitor.look(into: bytes, limits: limits)
    #expect(found.names == ["first.txt", "middle.tar.gz", "last.txt"])
    #expect(found.gaps.map(\.place) == ["middle.tar.gz"])
    #expect(found.gaps.first?.detail.contains("larger than 100 bytes and was not opened") == true)
    #expect(found.prefixes["middle.tar.gz"] == 100)
  }

  /// A package larger than what is held in memory is read where it lies.
  @Test func anArchiveInWhatPacksNothingIsOpenedInItsPlace() throws {
    let fixture = try ArchiveFixture()
    let line: String = ArchiveFixture.tar("w:gz") + "\nmv out inner.tgz; tar -cf out inner.tgz"
    guard let bytes = fixture.make(line, with: "tar") else { return }
    var limits = InspectionLimits()
    limits.memberBytes = 1_000
    for found in [
      RecordingVisitor.look(into: bytes, limits: limits),
      try #require(RecordingVisitor.look(intoFile: fixture.tree.path("out"), limits: limits)),
    ] {
      #expect(found.gaps == [])
      for (name, content) in fixture.files { #expect(found.contents["inner.tgz!/" + name] == content) }
    }
  }

  /// As the first file systems of Linux are made, and as `tar -i` reads.
  @Test(arguments: ["newc", "ustar"]) func archivesBehindEachOtherAreAllRead(_ format: String) throws {
    let fixture = try ArchiveFixture(small: true)
    let line: String = """
      bsdtar -C in --format \(format) -cf one hello.txt; bsdtar -C in --format \(format) -cf two sub
      cat one two > out; [ \(format) = ustar ] || { head -c 512 /dev/zero; gzip < two; } >> out
      """
    guard let bytes = fixture.make(line, with: "bsdtar") else { return }
    let found = RecordingVisitor.look(into: bytes)
    let twice: [String] = ["sub/grüße.txt", "sub/noise.bin"] + (format == "newc" ? ["sub/grüße.txt", "sub/noise.bin"] : [])
    #expect(found.names.sorted() == (["hello.txt"] + twice).sorted())
    #expect(found.gaps == [])
  }

  @Test func whatIsNoGzipBehindAGzipIsAGap() throws {
    let fixture = try ArchiveFixture(small: true)
    guard let bytes = fixture.make("{ gzip < in/hello.txt; echo more; } > out", with: "gzip") else { return }
    let found = RecordingVisitor.look(into: bytes)
    #expect(found.contents["data"] == fixture.files["hello.txt"])
    #expect(found.gaps.map(\.place) == ["data"])
  }

  @Test func linksFoldersAndDevicesAreNoContent() throws {
    let fixture = try ArchiveFixture(small: true)
    let script: String = """
      with tarfile.open('out', 'w') as t:
        for type, name in [(tarfile.SYMTYPE, 'link'), (tarfile.DIRTYPE, 'folder'), (tarfile.CHRTYPE, 'device'),
                           (tarfile.FIFOTYPE, 'fifo'), (tarfile.LNKTYPE, 'hard')]:
          i = tarfile.TarInfo(name); i.type = type; i.linkname = '/etc/passwd'; t.addfile(i)
        t.add('in/hello.txt', 'hello.txt')
      """
    guard let bytes = fixture.make(ArchiveFixture.python(script), with: "python3") else { return }
    let found = RecordingVisitor.look(into: bytes)
    #expect(found.names == ["hello.txt"])
    #expect(found.gaps == [])
  }

  @Test func namesAreOnlyNames() throws {
    let names: [String] = ["../../etc/passwd", "/etc/shadow", "C:\\Windows\\x.dll", String(repeating: "n", count: 300), "a\nb"]
    var zip = ZipFixture(names.map { ZipFixture.Entry($0, "content of a file") })
    zip.entries.append(ZipFixture.Entry("", "no name"))
    var broken = ZipFixture.Entry("x", "no UTF-8")
    broken.name = [0xFF, 0xFE, 0x41]
    zip.entries.append(broken)
    let found = RecordingVisitor.look(into: zip.bytes)
    let printed: [String] = names.map { PrintablePath.text(Array($0.utf8)) } + ["", "\\xFF\\xFEA"]
    #expect(Set(found.names) == Set(printed))
    #expect(found.names.count == printed.count)
  }

  @Test func aCorruptMemberIsAGapAndTheOthersAreRead() {
    var zip = ZipFixture(files: ["a": "first file", "b": "second file", "c": "third file"])
    zip.entries[1].checksum = 1
    let stored = RecordingVisitor.look(into: zip.bytes)
    #expect(stored.names.sorted() == ["a", "b", "c"])
    #expect(stored.gaps.map(\.place) == ["b"])
    zip.entries[1].checksum = nil
    zip.entries[1].method = 8
    zip.entries[1].stream = [0xFF, 0xFF, 0xFF, 0xFF]
    let damaged = RecordingVisitor.look(into: zip.bytes)
    #expect(damaged.names.sorted() == ["a", "c"])
    #expect(damaged.gaps.map(\.place) == ["b"])
    #expect(damaged.faults == [])
  }

  @Test func aDirectoryThatCountsOtherwiseIsAGap() {
    var zip = ZipFixture(files: ["a": "first file", "b": "second file"])
    zip.count = 3
    #expect(RecordingVisitor.look(into: zip.bytes).gaps.count == 1)
    zip.count = nil
    // Two entries of the directory for one member: libarchive keeps one.
    zip.entries[1].offset = 0
    let found = RecordingVisitor.look(into: zip.bytes)
    #expect(found.gaps.isEmpty == false)
    #expect(found.names.contains("a"))
  }

  @Test(arguments: [
    "zip -q -P secret out.zip in/hello.txt; mv out.zip out", "7z a -psecret out.7z in/hello.txt >/dev/null; mv out.7z out",
    "7z a -psecret -mhe=on out.7z in/hello.txt >/dev/null; mv out.7z out",
    "7z a -tzip -mem=AES256 -psecret out.zip in/hello.txt >/dev/null; mv out.zip out",
  ]) func whatIsEncryptedIsAGap(_ line: String) throws {
    let fixture = try ArchiveFixture(small: true)
    guard let bytes = fixture.make(line, with: String(line.prefix(3))) else { return }
    let found = RecordingVisitor.look(into: bytes)
    #expect(found.names == [])
    #expect(found.gaps.count == 1)
    #expect(found.gaps.first?.detail.contains("ncrypt") == true, "\(found.gaps)")
  }
}
