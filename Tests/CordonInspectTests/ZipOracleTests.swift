import CordonInspect
import CordonTestSupport
import Foundation
import Testing

/// Programs that own the format list the same entries with the same contents.
@Suite struct ZipOracleTests {
  /// What a command writes to standard output, or `nil` when it is not there or fails.
  private static func output(_ command: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    do { try process.run() } catch { return nil }
    let data: Data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }

  private static let hasPython: Bool = output(["python3", "-c", "import zipfile, zlib"]) != nil
  private static let hasJar: Bool = output(["jar", "--version"]) != nil

  /// Writes 200 archives, and beside each the names (one a line, hexadecimal) and all contents in a row.
  private static let generator: String = """
    import io, random, sys, zipfile
    folder = sys.argv[1]
    limits = (zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT)
    for seed in range(200):
        rnd = random.Random(seed)
        path = f"{folder}/{seed}.zip"
        prefix = rnd.randbytes(rnd.choice([0, 0, 1, 300, 70000]))
        open(path, "wb").write(prefix)
        # Below these limits everything is written in its 64-bit form.
        zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = rnd.choice([limits, limits, (50, limits[1]), (50, 1)])
        with zipfile.ZipFile(path, "a") as archive:
            for number in range(rnd.choice([0, 1, 5, 20])):
                name = "".join(rnd.choice("ab/ü\\u202e.\\t\\\\") for _ in range(rnd.randrange(1, 40)))
                kind = rnd.randrange(3)
                size = rnd.choice([0, 1, 100, 5000, 70000])
                data = bytes(size) if kind == 0 else rnd.randbytes(size) if kind == 1 else b"abc " * (size // 4)
                method = rnd.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
                info = zipfile.ZipInfo(name.strip("/") or "x")
                info.compress_type = method
                if rnd.random() < 0.2:
                    info.extra = b"\\xfe\\xca\\x04\\x00abcd"
                with archive.open(info, "w", force_zip64=size > 40 or rnd.random() < 0.3) as file:
                    file.write(data)
            archive.comment = rnd.randbytes(rnd.choice([0, 0, 10, 60000]))
        zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = limits
        with zipfile.ZipFile(path) as archive, open(f"{folder}/{seed}.bin", "wb") as contents:
            names = []
            for info in archive.infolist():
                names.append(f"{info.orig_filename.encode().hex()} {info.file_size} {info.compress_size} {info.CRC}\\n")
                contents.write(archive.read(info))
        open(f"{folder}/{seed}.txt", "w").write("".join(names))
    """

  @Test(.enabled(if: hasPython, "python3 is not on this machine"))
  func pythonReadsTheSame() throws {
    let tree = try FixtureTree()
    try #require(ZipOracleTests.output(["python3", "-c", ZipOracleTests.generator, tree.path]) != nil)
    var entries: Int = 0
    for seed in 0..<200 {
      let bytes: [UInt8] = Array(try Data(contentsOf: URL(fileURLWithPath: tree.path("\(seed).zip"))))
      let archive = try MemoryArchive(ArchiveBytes(MemorySource(bytes)), limits: ZipLimits())
      let expected: String = try String(contentsOfFile: tree.path("\(seed).txt"), encoding: .utf8)
      var listing: String = ""
      var contents: [UInt8] = []
      var budget = ZipBudget(ZipLimits())
      for entry in archive.entries {
        let name: String = archive.name(of: entry).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        listing += "\(name) \(entry.size) \(entry.compressedSize) \(entry.checksum)\n"
        let content: ZipContents = try archive.read(entry, limit: 1 << 20, budget: &budget)
        #expect(content.isIntact)
        contents += content.bytes
      }
      entries += archive.entries.count
      #expect(archive.fault == nil, "seed \(seed)")
      #expect(listing == expected, "seed \(seed)")
      #expect(contents == Array(try Data(contentsOf: URL(fileURLWithPath: tree.path("\(seed).bin")))), "seed \(seed)")
    }
    #expect(entries > 1_000)
  }

  @Test(.enabled(if: hasJar, "jar of a JDK is not on this machine"), arguments: [true, false])
  func jarListsTheSame(isCompressed: Bool) throws {
    let tree = try FixtureTree()
    try tree.write("in/org/example/Main.class", String(repeating: "class ", count: 1_000))
    try tree.write("in/META-INF/maven/g/a/pom.properties", "groupId=g\nartifactId=a\nversion=1\n")
    try tree.write("in/ü/\u{202E}x.txt", "text")
    try tree.write("manifest", "Implementation-Title: x\n")
    let flags: String = isCompressed ? "cfm" : "cfm0"
    let command: [String] = ["jar", flags, tree.path("x.jar"), tree.path("manifest"), "-C", tree.path("in"), "."]
    try #require(ZipOracleTests.output(command) != nil)
    let expected: String = try #require(ZipOracleTests.output(["jar", "tf", tree.path("x.jar")]))
    let bytes: [UInt8] = Array(try Data(contentsOf: URL(fileURLWithPath: tree.path("x.jar"))))
    let archive = try MemoryArchive(ArchiveBytes(MemorySource(bytes)), limits: ZipLimits())
    #expect(archive.entries.count == expected.split(separator: "\n").count)
    // jar writes to the locale of the terminal: what is not ASCII may come out as question marks.
    #expect(
      archive.names.filter { $0.allSatisfy(\.isASCII) }
        == expected.split(separator: "\n").map(String.init).filter { !$0.contains("?") && $0.allSatisfy(\.isASCII) })
    let index: Int = try #require(archive.names.firstIndex(of: "org/example/Main.class"))
    #expect(try archive.content(index) == Array(String(repeating: "class ", count: 1_000).utf8))
  }
}
