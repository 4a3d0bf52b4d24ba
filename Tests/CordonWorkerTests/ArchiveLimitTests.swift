internal import CordonInspect
internal import CordonModel
internal import CordonTestSupport
internal import Testing

@testable internal import CordonWorker

/// What costs too much ends in one gap that names the place and the limit; what was found before is kept.
@Suite struct ArchiveLimitTests {
  @Test func members() {
    var limits = InspectionLimits()
    limits.archiveMembers = 2
    let found = RecordingVisitor.look(into: ZipFixture(files: ["a": "1", "b": "2", "c": "3", "d": "4"]).bytes, limits: limits)
    #expect(found.names == ["a", "b"])
    #expect(found.gaps.map(\.place) == ["c"])
    #expect(found.gaps.first?.detail == "the limit of 2 members in one file is reached")
    #expect(found.gaps.first?.reason == .scanPartial)
  }

  @Test func unpackedBytes() {
    var limits = InspectionLimits()
    limits.unpackedBytes = 10
    let found = RecordingVisitor.look(into: ZipFixture(files: ["a": "12345", "b": "123456", "c": "3"]).bytes, limits: limits)
    #expect(found.names == ["a"])
    #expect(found.gaps.map(\.place) == ["b"])
    #expect(found.gaps.first?.detail.contains("10 bytes unpacked") == true)
  }

  @Test func bytesForRules() throws {
    var limits = InspectionLimits()
    limits.memberBytes = 1_000
    let fixture = try ArchiveFixture()
    guard let bytes = fixture.make(ArchiveFixture.tar("w:gz"), with: "python3") else { return }
    let found = RecordingVisitor.look(into: bytes, limits: limits)
    #expect(found.prefixes["sub/noise.bin"] == 1_000)
    #expect(found.contents["sub/noise.bin"] == fixture.files["sub/noise.bin"])
    #expect(found.gaps == [])
  }

  /// Bombs made of zeros: one file, many files, archives in archives.
  @Test(arguments: [
    "head -c 100000000 /dev/zero | gzip > out", "head -c 100000000 /dev/zero | xz -0 > out",
    "head -c 100000000 /dev/zero | bzip2 > out", "head -c 100000000 /dev/zero | zstd -q > out",
    "head -c 100000000 /dev/zero > zero; 7z a out.7z zero >/dev/null; rm zero; mv out.7z out",
    // A tar that is over, and then goes on for ever.
    "{ tar -C in -c hello.txt; head -c 100000000 /dev/zero; } | gzip > out",
    nest, overlapping,
  ]) func bombs(_ line: String) throws {
    let fixture = try ArchiveFixture(small: true)
    guard let bytes = fixture.make(line, with: "a packer") else { return }
    let summary = ArchiveSummary(of: bytes, limits: InspectionLimits())
    #expect(summary.gaps == 1)
    #expect(summary.bytes <= 16 << 20)
    let found = RecordingVisitor.look(into: bytes)
    #expect(found.gaps.first?.detail.contains("250 times") == true, "\(found.gaps)")
    #expect(found.faults == [])
  }

  /// 16 zips of 16 zips of 16 zips of a megabyte of zeros.
  private static let nest: String = ArchiveFixture.python(
    """
    content = bytes(1 << 20)
    for level in range(4):
      b = io.BytesIO()
      with zipfile.ZipFile(b, 'w', zipfile.ZIP_DEFLATED) as z:
        for n in range(16): z.writestr('%d.zip' % n, content)
      content = b.getvalue()
    open('out', 'wb').write(content)
    """)

  /// Each member quotes the header of the next in a stored block and goes on into its data: David Fifield, "A better zip
  /// bomb" (2019).
  private static let overlapping: String = ArchiveFixture.python(
    """
    import struct, zlib
    content = bytes(1 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packer.compress(content) + packer.flush()
    body, entries = b'', []
    for n in range(100):
      name = b'%04d' % n
      fields = struct.pack('<HHHHHIIIHH', 20, 0, 8, 0, 33, zlib.crc32(content), len(data), len(content), len(name), 0)
      header = b'PK\\3\\4' + fields + name
      body = header + data
      entries.append((fields, name, len(body)))
      data = struct.pack('<BHH', 0, len(header), len(header) ^ 0xFFFF) + body
      content = header + content
    directory = b''.join(b'PK\\1\\2' + struct.pack('<H', 20) + f + struct.pack('<HHHII', 0, 0, 0, 0, len(body) - at) + n
      for f, n, at in reversed(entries))
    end = b'PK\\5\\6' + struct.pack('<HHHHIIH', 0, 0, 100, 100, len(directory), len(body), 0)
    open('out', 'wb').write(body + directory + end)
    """)

  @Test func aHugeDictionaryIsNeverFilled() throws {
    let fixture = try ArchiveFixture(small: true)
    for (program, line) in [
      ("xz", "head -c 3000000 /dev/urandom | xz --lzma2=dict=1GiB > out"),
      ("xz", "head -c 3000000 /dev/urandom | xz --format=lzma --lzma1=dict=1GiB > out"),
      ("zstd", "head -c 3000000 /dev/urandom | zstd -q --ultra -22 --zstd=wlog=27 > out"),
    ] {
      guard let bytes = fixture.make(line, with: program) else { continue }
      let found = RecordingVisitor.look(into: bytes)
      #expect(found.names == [], "\(line)")
      #expect(found.gaps.count == 1)
      #expect(found.gaps.first?.detail.contains("of memory") == true, "\(found.gaps)")
    }
  }

  @Test func emptyMembersWithoutEnd() throws {
    let fixture = try ArchiveFixture(small: true)
    let script: String = """
      header = tarfile.TarInfo('empty').tobuf()
      with __import__('gzip').open('out', 'wb', 1) as f: f.write(header * 30000); f.write(bytes(1024))
      """
    guard let bytes = fixture.make(ArchiveFixture.python(script), with: "python3") else { return }
    var limits = InspectionLimits()
    limits.archiveMembers = 20_000
    let summary = ArchiveSummary(of: bytes, limits: limits)
    #expect(summary.members == 20_000)
    #expect(summary.gaps == 1)
  }

  @Test func aSparseMemberOfATerabyteEndsAtTheRatio() throws {
    let fixture = try ArchiveFixture(small: true)
    let line: String = "truncate -s 1T sparse; printf x >> sparse; tar -S -cf out sparse; rm sparse"
    guard let bytes = fixture.make(line, with: "tar") else { return }
    let summary = ArchiveSummary(of: bytes, limits: InspectionLimits())
    #expect(summary.members == 0)
    #expect(summary.gaps == 1)
    #expect(summary.bytes <= 16 << 20)
  }
}
