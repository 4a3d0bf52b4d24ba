import CordonTestSupport
import Foundation
import Testing

@Suite("cordon check of mounted Windows and macOS disks, end to end")
struct ForeignRootTests {
  private static func windows(_ version: String, list: RegistryHiveBuilder.ListKind = .lh) throws -> FixtureTree {
    let tree = try FixtureTree()
    var machine = RegistryHiveBuilder(list: list)
    try tree.write("Windows/System32/config/SOFTWARE", bytes: machine.build(RegistryHiveBuilder.Key.software([])))
    var user = RegistryHiveBuilder(list: list)
    try tree.write(
      "Users/anna/NTUSER.DAT",
      bytes: user.build([
        .path(
          ["Software", "Microsoft", "Windows", "CurrentVersion", "Uninstall"],
          [.program("3CX", name: "3CX Desktop App", version: version, vendor: "3CX Ltd", date: "20230324")])
      ]))
    return tree
  }

  private static func mac(_ bytes: [UInt8]) throws -> FixtureTree {
    let tree = try FixtureTree()
    try tree.write(
      "System/Library/CoreServices/SystemVersion.plist",
      bytes: PropertyListBuilder.xml([("ProductName", "macOS"), ("ProductVersion", "13.2.1")]))
    try tree.folder("private/var/db/receipts")
    try tree.folder("Users/anna")
    try tree.write("Applications/3CX Desktop App.app/Contents/Info.plist", bytes: bytes)
    return tree
  }

  private static func info(_ version: String) -> [(key: String, value: String)] {
    [("CFBundleName", "3CX Desktop App"), ("CFBundleShortVersionString", version)]
  }

  @Test(
    "a Windows disk by the list of a user's programs",
    arguments: [
      ("18.12.416", Int32(10), "affected"), ("18.12.416.0", 10, "affected"), ("18.12.422", 0, "not-affected"),
      ("18.11.1213", 0, "not-affected"),
    ])
  func windowsDisk(version: String, code: Int32, verdict: String) throws {
    let root: FixtureTree = try Self.windows(version)
    let outcome = try CordonProgram.run(["check", "3cx-2023", "--root", root.path, "-o", "json"])
    #expect(outcome.code == code)
    #expect(try outcome.verdict(of: "3cx-2023") == verdict)
    guard code == 10 else { return }
    let match: [String: Any] = try #require(try outcome.matches(of: "3cx-2023").first)
    #expect(match["version"] as? String == version)
    #expect((match["location"] as? String)?.contains("NTUSER.DAT/Software/Microsoft") == true)
  }

  @Test("a Windows disk by the program's own version, without any uninstall list")
  func programAlone() throws {
    let root: FixtureTree = try Self.windows("18.12.422")
    let path: String = "Users/anna/AppData/Local/Programs/3CXDesktopApp/app/3CXDesktopApp.exe"
    let program = WindowsProgramBuilder(
      texts: [("ProductName", "3CX Desktop App"), ("ProductVersion", "18.12.416"), ("CompanyName", "3CX Ltd")])
    try root.write(path, bytes: program.build())
    let outcome = try CordonProgram.run(["check", "3cx-2023", "--root", root.path, "-o", "json"])
    #expect(outcome.code == 10)
    let match: [String: Any] = try #require(try outcome.matches(of: "3cx-2023").first)
    #expect((match["location"] as? String)?.hasSuffix(path) == true)
  }

  @Test("a Windows disk whose registry cannot be read is unknown", arguments: ["missing", "broken", "dirty"])
  func unreadable(fault: String) throws {
    let root: FixtureTree = try Self.windows("18.12.422")
    let hive: String = "Windows/System32/config/SOFTWARE"
    var dirty = RegistryHiveBuilder()
    dirty.sequence = (2, 1)
    switch fault {
    case "missing": try root.remove(hive)
    case "broken": try root.write(hive, "regf")
    default: try root.write(hive, bytes: dirty.build(RegistryHiveBuilder.Key.software([])))
    }
    let outcome = try CordonProgram.run(["check", "3cx-2023", "--root", root.path, "-o", "json"])
    #expect(outcome.code == 12)
    #expect(try outcome.verdict(of: "3cx-2023") == "unknown")
  }

  @Test("what no source says how to recognise stays unknown on a clean Windows disk")
  func unknown() throws {
    let root: FixtureTree = try Self.windows("18.12.422")
    let outcome = try CordonProgram.run(["check", "--all", "--root", root.path, "-o", "json"])
    #expect(outcome.code == 12)
    for id in ["javs-2024", "kaseya-revil-2021", "medoc-notpetya-2017", "solarwinds-sunburst-2020", "xtrader-2022"] {
      #expect(try outcome.verdict(of: id) == "unknown", "\(id)")
    }
    for id in ["3cx-2023", "asus-shadowhammer-2018", "ccleaner-2017", "notepadpp-2025"] {
      #expect(try outcome.verdict(of: id) == "not-affected", "\(id)")
    }
  }

  @Test(
    "a macOS disk by the bundle, binary and XML",
    arguments: [
      ("18.12.402", Int32(10), "affected"), ("18.11.1213", 10, "affected"), ("18.10.461", 0, "not-affected"),
    ])
  func macDisk(version: String, code: Int32, verdict: String) throws {
    for bytes in [PropertyListBuilder.binary(Self.info(version)), PropertyListBuilder.xml(Self.info(version))] {
      let root: FixtureTree = try Self.mac(bytes)
      let outcome = try CordonProgram.run(["check", "3cx-2023", "--root", root.path, "-o", "json"])
      #expect(outcome.code == code)
      #expect(try outcome.verdict(of: "3cx-2023") == verdict)
    }
  }

  @Test("a bundle without a readable version is suspected, not clean")
  func brokenBundle() throws {
    let root: FixtureTree = try Self.mac(Array("bplist00 and nothing".utf8))
    let outcome = try CordonProgram.run(["check", "3cx-2023", "--root", root.path, "-o", "json"])
    #expect(outcome.code == 11)
  }
}
