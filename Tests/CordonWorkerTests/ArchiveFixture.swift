internal import CordonTestSupport
internal import Foundation
internal import Testing

/// Files that are put into archives by the programs people use.
struct ArchiveFixture {
  let tree: FixtureTree
  /// Name to content.
  let files: [String: [UInt8]]

  /// Files of every kind in the folder `in`.
  init(small: Bool = false) throws {
    tree = try FixtureTree()
    var generator = SeededGenerator(seed: 7)
    var files: [String: [UInt8]] = [:]
    files["empty"] = []
    files["hello.txt"] = Array("hello, world\n".utf8)
    files["sub/noise.bin"] = (0..<(small ? 200 : 300_000)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    files["sub/grüße.txt"] = Array(String(repeating: "grüße ", count: small ? 40 : 100_000).utf8)
    for (name, content) in files { try tree.write("in/" + name, bytes: content) }
    self.files = files
  }

  /// Runs a shell line in the folder of the fixture; the bytes of the file `out` that it makes, or `nil`.
  func make(_ line: String) -> [UInt8]? {
    guard OracleProgram.output("sh", "-c", "set -e; rm -f out*; " + line, folder: tree.path) != nil else { return nil }
    return try? tree.bytes("out")
  }

  /// Makes an archive as ``make(_:)`` does, and says so when the program for it is missing.
  func make(_ line: String, with program: String) -> [UInt8]? {
    if let bytes = make(line) { return bytes }
    print("skipped: \(program) is not here or cannot do this")
    return nil
  }

  /// A line that runs a Python script with the module archives are made with.
  static func python(_ body: String) -> String {
    """
    python3 - <<'END'
    import io, os, tarfile, zipfile
    names = ['empty', 'hello.txt', 'sub/noise.bin', 'sub/grüße.txt']
    \(body)
    END
    """
  }

  static func zip(_ method: String) -> String {
    python("with zipfile.ZipFile('out', 'w', zipfile.\(method)) as z:\n  for n in names: z.write('in/' + n, n)")
  }

  static func tar(_ mode: String, _ format: String = "PAX_FORMAT") -> String {
    python(
      "with tarfile.open('out', '\(mode)', format=tarfile.\(format)) as t:\n  for n in names: t.add('in/' + n, n)")
  }
}

/// One way to make an archive of the files of a fixture.
struct ArchiveRecipe: Sendable, CustomTestStringConvertible {
  let name: String
  let program: String
  let line: String
  /// What stands before each name in the archive.
  var prefix: String = ""

  var testDescription: String { name }

  static let all: [ArchiveRecipe] = zips + tars + others

  static let zips: [ArchiveRecipe] = [
    ArchiveRecipe(name: "zip stored", program: "python3", line: ArchiveFixture.zip("ZIP_STORED")),
    ArchiveRecipe(name: "zip deflated", program: "python3", line: ArchiveFixture.zip("ZIP_DEFLATED")),
    ArchiveRecipe(name: "zip bzip2", program: "python3", line: ArchiveFixture.zip("ZIP_BZIP2")),
    ArchiveRecipe(name: "zip lzma", program: "python3", line: ArchiveFixture.zip("ZIP_LZMA")),
    ArchiveRecipe(name: "zip", program: "zip", line: "cd in; zip -qr ../out.zip .; mv ../out.zip ../out"),
    ArchiveRecipe(name: "zip streamed", program: "zip", line: "cd in; zip -qr - . | cat > ../out"),
    ArchiveRecipe(
      name: "zip behind a program", program: "python3",
      line: ArchiveFixture.zip("ZIP_DEFLATED") + "\ncat /bin/true out > out2; mv out2 out"),
  ]

  static let tars: [ArchiveRecipe] = [
    ArchiveRecipe(name: "tar pax", program: "python3", line: ArchiveFixture.tar("w")),
    ArchiveRecipe(name: "tar gnu", program: "python3", line: ArchiveFixture.tar("w", "GNU_FORMAT")),
    ArchiveRecipe(name: "tar ustar", program: "python3", line: ArchiveFixture.tar("w", "USTAR_FORMAT")),
    ArchiveRecipe(name: "tar v7", program: "tar", line: "tar --format=v7 -C in -cf out empty hello.txt sub"),
    ArchiveRecipe(name: "tar.gz", program: "python3", line: ArchiveFixture.tar("w:gz")),
    ArchiveRecipe(name: "tar.bz2", program: "python3", line: ArchiveFixture.tar("w:bz2")),
    ArchiveRecipe(name: "tar.xz", program: "python3", line: ArchiveFixture.tar("w:xz")),
    ArchiveRecipe(name: "tar.zst", program: "zstd", line: "tar -C in -c empty hello.txt sub | zstd -q > out"),
    ArchiveRecipe(name: "tar.lz4", program: "lz4", line: "tar -C in -c empty hello.txt sub | lz4 -q > out"),
    ArchiveRecipe(name: "tar.lzma", program: "xz", line: "tar -C in -c empty hello.txt sub | xz --format=lzma > out"),
  ]

  static let others: [ArchiveRecipe] = [
    ArchiveRecipe(name: "7z", program: "7z", line: "cd in; 7z a ../out.7z . >/dev/null; mv ../out.7z ../out"),
    ArchiveRecipe(
      name: "7z ppmd", program: "7z", line: "cd in; 7z a -m0=PPMd ../out.7z . >/dev/null; mv ../out.7z ../out"),
    ArchiveRecipe(
      name: "7z copy", program: "7z", line: "cd in; 7z a -m0=Copy ../out.7z . >/dev/null; mv ../out.7z ../out"),
    ArchiveRecipe(name: "cpio newc", program: "bsdtar", line: "bsdtar -C in --format newc -cf out empty hello.txt sub"),
    ArchiveRecipe(name: "cpio odc", program: "bsdtar", line: "bsdtar -C in --format odc -cf out empty hello.txt sub"),
    ArchiveRecipe(
      name: "cpio.gz", program: "bsdtar", line: "bsdtar -C in --format newc -cf - empty hello.txt sub | gzip > out"),
    ArchiveRecipe(name: "iso", program: "bsdtar", line: "bsdtar -C in --format iso9660 -cf out empty hello.txt sub"),
    ArchiveRecipe(name: "xar", program: "bsdtar", line: "bsdtar -C in --format xar -cf out empty hello.txt sub"),
    ArchiveRecipe(
      name: "deb xz", program: "dpkg-deb", line: debian("xz"), prefix: "data.tar.xz!/./"),
    ArchiveRecipe(
      name: "deb gzip", program: "dpkg-deb", line: debian("gzip"), prefix: "data.tar.gz!/./"),
    ArchiveRecipe(
      name: "deb zstd", program: "dpkg-deb", line: debian("zstd"), prefix: "data.tar.zst!/./"),
    ArchiveRecipe(name: "rpm gzip", program: "rpmbuild", line: rpm("w6.gzdio"), prefix: "./opt/in/"),
    ArchiveRecipe(name: "rpm xz", program: "rpmbuild", line: rpm("w6.xzdio"), prefix: "./opt/in/"),
    ArchiveRecipe(name: "rpm zstd", program: "rpmbuild", line: rpm("w3.zstdio"), prefix: "./opt/in/"),
  ]

  private static func debian(_ packing: String) -> String {
    """
    rm -rf deb; cp -r in deb; mkdir deb/DEBIAN
    printf 'Package: x\\nVersion: 1\\nArchitecture: all\\nMaintainer: x <x@example.org>\\nDescription: x\\n' > deb/DEBIAN/control
    dpkg-deb -Z\(packing) --root-owner-group -b deb out.deb >/dev/null; mv out.deb out
    """
  }

  private static func rpm(_ packing: String) -> String {
    """
    here=$PWD
    printf 'Name: x\\nVersion: 1\\nRelease: 1\\nSummary: x\\nLicense: x\\nBuildArch: noarch\\n' > x.spec
    printf '%%description\\nx\\n%%install\\nmkdir -p %%{buildroot}/opt; cp -r %s/in %%{buildroot}/opt\\n' "$here" >> x.spec
    printf '%%files\\n/opt/in\\n' >> x.spec
    rpmbuild -bb --quiet --define "_topdir $here/rpm" --define "_binary_payload \(packing)" \
      --define "_dbpath $here/rpmdb" --define "__os_install_post true" x.spec >/dev/null 2>&1
    mv rpm/RPMS/noarch/x-1-1.noarch.rpm out
    """
  }
}
