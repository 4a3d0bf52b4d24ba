import CordonInspect
import CordonTestSupport
import Testing

struct GoBuildInfoTests {
  private static let modules: String = """
    path\texample.org/main/cmd
    mod\texample.org/main\t(devel)\t
    dep\tgolang.org/x/sys\tv0.1.0\th1:abc=
    dep\texample.org/old\tv1.2.3
    =>\texample.org/fork\tv1.2.4\th1:def=
    dep\texample.org/here\tv0.1.0
    =>\t./here\t(devel)\t
    build\t-compiler=gc

    """

  private static let limits = GoBuildInfo.Limits(text: 100_000, name: 256, entries: 1_000)

  private func find(_ bytes: [UInt8], limits: GoBuildInfo.Limits = Self.limits) throws(BuildInfoFault) -> GoBuildInfo? {
    let source = MemorySource(bytes)
    guard let image = ExecutableImage(source, limit: 1_000) else { return nil }
    return try GoBuildInfo.find(in: image, of: source, limits: limits)
  }

  private func check(_ found: GoBuildInfo?) throws {
    let info: GoBuildInfo = try #require(found)
    #expect(info.libraryVersion == "1.22.8")
    #expect(info.main == .init(module: .init(path: "example.org/main", version: nil)))
    #expect(
      info.dependencies == [
        .init(module: .init(path: "golang.org/x/sys", version: "v0.1.0")),
        .init(
          module: .init(path: "example.org/old", version: "v1.2.3"),
          replacement: .init(path: "example.org/fork", version: "v1.2.4")),
        .init(
          module: .init(path: "example.org/here", version: "v0.1.0"),
          replacement: .init(path: "./here", version: nil)),
      ])
    #expect(info.unreadLines == 0)
  }

  @Test("the texts of Go 1.18 and newer, in every format")
  func inline() throws {
    let blob: [UInt8] = SampleProgram.goBuildInfo(version: "go1.22.8", modules: Self.modules)
    try check(find(SampleProgram([.init(".text", [1]), .init(".go.buildinfo", blob)]).elf()))
    try check(find(SampleProgram([.init("__go_buildinfo", blob)]).machO()))
    // A Windows program has no section of that name: the data begins with it, at a multiple of 16.
    try check(
      find(
        SampleProgram([.init(".text", [1]), .init(".data", Array(repeating: 7, count: 48) + blob)]).portableExecutable()
      ))
    var stripped = SampleProgram([.init("x", blob)])
    stripped.isStripped = true
    try check(find(stripped.elf()))
  }

  @Test("the addresses of Go 1.13 to 1.17", arguments: [true, false], [true, false])
  func pointers(isWide: Bool, isBigEndian: Bool) throws {
    var sample = SampleProgram()
    (sample.isWide, sample.isBigEndian) = (isWide, isBigEndian)
    sample.sections = [.init(".go.buildinfo", sample.oldGoBuildInfo(version: "go1.22.8", modules: Self.modules))]
    try check(find(sample.elf()))
  }

  @Test("a program in C is none, whatever its data holds")
  func others() throws {
    let blob: [UInt8] = SampleProgram.goBuildInfo(version: "go1.22.8", modules: Self.modules)
    #expect(try find(SampleProgram([.init(".data", blob)]).elf()) == nil)
    #expect(try find(SampleProgram([.init(".go.buildinfo", [1] + blob)]).elf()) == nil)
    #expect(try find(SampleProgram([.init(".go.buildinfo", Array(blob.prefix(20)))]).elf()) == nil)
    #expect(
      try find(SampleProgram([.init(".go.buildinfo", SampleProgram.goBuildInfo(version: "", modules: "x"))]).elf())
        == nil)
  }

  private static let head: [UInt8] = [0xFF] + Array(" Go buildinf:".utf8)

  @Test(
    "lengths and addresses that lie are a fault",
    arguments: [
      // A gigabyte, more than the file, a length without end, one beyond 64 bits.
      head + [8, 2] + Array(repeating: 0, count: 16) + SampleProgram.varint(1 << 30),
      head + [8, 2] + Array(repeating: 0, count: 16) + SampleProgram.varint(200) + [1, 2, 3],
      head + [8, 2] + Array(repeating: 0, count: 16) + Array(repeating: 0xFF, count: 5),
      head + [8, 2] + Array(repeating: 0, count: 16) + Array(repeating: 0xFF, count: 20),
      // Addresses: outside, of the mark itself, pointers of three bytes.
      head + [8, 0] + SampleProgram().word(1, 8) + SampleProgram().word(1, 8),
      head + [8, 0] + SampleProgram().word(SampleProgram.base, 8) + SampleProgram().word(SampleProgram.base, 8),
      head + [8, 0] + SampleProgram().word(.max, 8) + SampleProgram().word(.max - 8, 8),
      head + [3, 0] + Array(repeating: 0, count: 16),
    ])
  func lies(blob: [UInt8]) {
    let bytes: [UInt8] = SampleProgram([.init(".go.buildinfo", blob + Array(repeating: 0, count: 0))]).elf()
    #expect(throws: BuildInfoFault.self) { try find(bytes) }
  }

  @Test("a string that is its own address ends")
  func cycle() {
    let base: UInt64 = SampleProgram.base
    let pair: [UInt8] = SampleProgram().word(base + 32, 8) + SampleProgram().word(16, 8)
    let blob: [UInt8] =
      Self.head + [8, 0] + SampleProgram().word(base + 32, 8) + SampleProgram().word(base + 32, 8) + pair
    #expect(throws: Never.self) { _ = try find(SampleProgram([.init(".go.buildinfo", blob)]).elf()) }
  }

  @Test("bad lines are counted, the others kept")
  func lines() {
    let text: String =
      "=>\ta\tv1\nmod\nmod\tm\tv1\t\ndep\t\tv1\ndep\t\(String(repeating: "n", count: 300))\tv1\ndep\ta\tv1\ndep\tb\tv1\n"
    let info = GoBuildInfo(goVersion: "devel +abc", modules: Array(text.utf8)[...], nameLimit: 256, entryLimit: 1)
    #expect(info.libraryVersion == nil)
    #expect(info.main?.module.version == "v1")
    #expect(info.dependencies.map(\.module.path) == ["a"])
    #expect(info.unreadLines == 5)
  }

  @Test("the words behind a space are no part of the version of the library")
  func libraryVersion() {
    let version: (String) -> String? = {
      GoBuildInfo(goVersion: $0, modules: [], nameLimit: 9, entryLimit: 9).libraryVersion
    }
    #expect(version("go1.23.1 X:nocoverageredesign") == "1.23.1")
    #expect(version("go1.25-20250209-RC00 cl/724970549 +ff27d270c9") == "1.25-20250209-RC00")
    #expect(version("go") == nil)
  }
}
