internal import CordonInspect
internal import CordonTestSupport
internal import Foundation
internal import Testing

@Suite("Version resources of Windows programs")
struct ProgramVersionTests {
  private static let softphone = WindowsProgramBuilder(
    texts: [
      ("CompanyName", "3CX Ltd"), ("FileDescription", "3CX Desktop App"), ("ProductName", " 3CX Desktop App "),
      ("ProductVersion", "18.12.416"), ("FileVersion", "18.12.416.0"), ("Ünï", "日本"),
    ], file: [18, 12, 416, 0], product: [18, 12, 416, 0])

  private static func read(_ bytes: [UInt8]) -> ProgramVersionReading {
    ProgramVersionReader(MemorySource(bytes)).read()
  }

  private static func found(_ bytes: [UInt8]) throws -> ProgramVersion {
    guard case .found(let version) = read(bytes) else {
      throw CocoaError(.fileReadCorruptFile)
    }
    return version
  }

  @Test("numbers and texts of both widths", arguments: [true, false])
  func reads(_ isWide: Bool) throws {
    var builder: WindowsProgramBuilder = Self.softphone
    builder.isWide = isWide
    let version: ProgramVersion = try Self.found(builder.build())
    #expect(version.name == "3CX Desktop App")
    #expect(version.vendor == "3CX Ltd")
    #expect(version.version == "18.12.416")
    #expect(version.fixedFile == "18.12.416.0")
    #expect(version.texts["Ünï"] == "日本")
  }

  @Test(
    "the version is as precise as the file says it",
    arguments: [
      ("5.33", "5.33.0.6162", "5.33.0.6162"), ("5, 33, 0, 6162", "", "5.33.0.6162"), ("18.12", "18.12.0.0", "18.12"),
      ("8.0.1+abcdef", "8.0.1.0", "4.3.2.1"), ("", "1.2", "4.3.2.1"), ("2.0", "1.0", "2.0"), ("0.0.0.0", "", "4.3.2.1"),
    ])
  func version(_ product: String, _ file: String, _ expected: String) throws {
    let builder = WindowsProgramBuilder(
      texts: [("ProductVersion", product), ("FileVersion", file)], file: [1, 2, 3, 4], product: [4, 3, 2, 1])
    #expect(try Self.found(builder.build()).version == expected)
  }

  @Test("without any numbers words are taken")
  func words() throws {
    let builder = WindowsProgramBuilder(texts: [("ProductVersion", "r7.17.90p608"), ("FileDescription", "X_TRADER")])
    let version: ProgramVersion = try Self.found(builder.build())
    #expect(version.version == "r7.17.90p608")
    #expect(version.name == "X_TRADER")
  }

  @Test("what is no program, or has no resource, is not broken")
  func absent() {
    #expect(Self.read([]) == .noProgram)
    #expect(Self.read(Array("MZ".utf8)) == .noProgram)
    #expect(Self.read(Array("MZ".utf8) + Array(repeating: 0, count: 100)) == .noProgram)
    #expect(Self.read(Array("#!/bin/sh\n".utf8)) == .noProgram)
    var bytes: [UInt8] = Self.softphone.build()
    // The entry of the resources among the directories.
    bytes.replaceSubrange((64 + 24 + 112 + 16)..<(64 + 24 + 112 + 24), with: Array(repeating: 0, count: 8))
    #expect(Self.read(bytes) == .absent)
  }

  @Test("directories that contain themselves end, and are said to be broken")
  func cyclic() {
    var builder: WindowsProgramBuilder = Self.softphone
    builder.isCyclic = true
    guard case .broken = Self.read(builder.build()) else {
      Issue.record("a directory of itself was read as a resource")
      return
    }
  }

  @Test("no changed byte and no cut file breaks the reader")
  func mutations() {
    let good: [UInt8] = Self.softphone.build()
    for place in good.indices {
      for value in [0x00, 0x01, 0x7F, 0x80, 0xFF] as [UInt8] {
        var bytes: [UInt8] = good
        bytes[place] = value
        FuzzEntry.peVersion.run(bytes)
      }
    }
    for count in good.indices { FuzzEntry.peVersion.run(Array(good.prefix(count))) }
  }

  private static let hasPefile: Bool = OracleProgram.output("python3", "-c", "import pefile") != nil

  @Test("pefile reads the same", .enabled(if: hasPefile, "pefile is not on this machine"), arguments: [true, false])
  func pefileAgrees(_ isWide: Bool) throws {
    var builder: WindowsProgramBuilder = Self.softphone
    builder.isWide = isWide
    let tree = try FixtureTree()
    try tree.write("a.exe", bytes: builder.build())
    let answer: String? = OracleProgram.output(
      "python3", "-c",
      """
      import pefile, sys
      pe = pefile.PE(sys.argv[1])
      t = {k.decode(): v.decode() for f in pe.FileInfo[0] if f.Key == b'StringFileInfo'
           for s in f.StringTable for k, v in s.entries.items()}
      i = pe.VS_FIXEDFILEINFO[0]
      print(t['ProductVersion'], t['CompanyName'], i.FileVersionMS >> 16, i.FileVersionMS & 0xffff, i.FileVersionLS >> 16)
      """, tree.path("a.exe"))
    #expect(answer == "18.12.416 3CX Ltd 18 12 416\n")
  }

  private static let hasCompiler: Bool =
    OracleProgram.output("sh", "-c", "command -v x86_64-w64-mingw32-gcc x86_64-w64-mingw32-windres") != nil

  @Test("a program from a real compiler is read", .enabled(if: hasCompiler, "mingw-w64 is not on this machine"))
  func compiled() throws {
    let tree = try FixtureTree()
    try tree.write("a.c", "int main(void) { return 0; }\n")
    try tree.write(
      "a.rc",
      """
      1 ICON "a.ico"
      1 VERSIONINFO
      FILEVERSION 18,12,416,0
      PRODUCTVERSION 18,12,416,0
      BEGIN
        BLOCK "StringFileInfo"
        BEGIN
          BLOCK "040704b0"
          BEGIN
            VALUE "CompanyName", "3CX Ltd"
            VALUE "ProductName", "3CX Desktop App"
            VALUE "ProductVersion", "18.12.416"
          END
        END
        BLOCK "VarFileInfo"
        BEGIN
          VALUE "Translation", 0x407, 1200
        END
      END

      """)
    // An icon of one pixel, so that the version is not the only resource.
    try tree.write(
      "a.ico",
      bytes: [0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 32, 0, 48, 0, 0, 0, 22, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0]
        + [1, 0, 32, 0] + Array(repeating: 0, count: 32))
    let built: String? = OracleProgram.output(
      "sh", "-c",
      "cd \"$1\" && x86_64-w64-mingw32-windres a.rc a.o && x86_64-w64-mingw32-gcc -s -o a.exe a.c a.o", "sh", tree.path)
    #expect(built != nil)
    let bytes: [UInt8] = Array(try Data(contentsOf: URL(fileURLWithPath: tree.path("a.exe"))))
    let version: ProgramVersion = try Self.found(bytes)
    #expect(version.name == "3CX Desktop App")
    #expect(version.vendor == "3CX Ltd")
    #expect(version.version == "18.12.416")
    #expect(version.fixedFile == "18.12.416.0")
  }
}
