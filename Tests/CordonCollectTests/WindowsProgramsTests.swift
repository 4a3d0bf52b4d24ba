internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Testing

@testable internal import CordonCollect

/// Mounted Windows disks.
@Suite("Programs on a Windows disk") struct WindowsProgramsTests {
  private typealias Key = RegistryHiveBuilder.Key

  private static let softphone: Key = .program(
    "3CX Desktop App", name: "3CX Desktop App", version: "18.12.416", vendor: "3CX Ltd", date: "20230324",
    written: 1_679_999_999)

  private static func software(_ programs: [Key], narrow: [Key] = [], profiles: [String] = []) -> [UInt8] {
    var builder = RegistryHiveBuilder()
    return builder.build(Key.software(programs, narrow: narrow, profiles: profiles))
  }

  private static func user(_ programs: [Key]) -> [UInt8] {
    var builder = RegistryHiveBuilder(list: .lf)
    return builder.build([.path(["Software", "Microsoft", "Windows", "CurrentVersion", "Uninstall"], programs)])
  }

  private static func program(_ name: String, _ version: String) -> [UInt8] {
    WindowsProgramBuilder(
      texts: [("ProductName", name), ("ProductVersion", version), ("CompanyName", "Maker")]
    ).build()
  }

  /// A system with these programs, and an empty folder of users.
  private static func disk(
    _ programs: [Key] = [], narrow: [Key] = [], profiles: [String] = []
  ) throws -> FixtureTree {
    let tree = try FixtureTree()
    try tree.write(
      "Windows/System32/config/SOFTWARE", bytes: software(programs, narrow: narrow, profiles: profiles))
    try tree.folder("Users")
    return tree
  }

  private static func programs(_ inventory: Inventory) -> [SoftwarePackage] {
    inventory.packages.filter { [.uninstallKey, .versionResource, .userProgram].contains($0.foundBy) }
  }

  @Test("the uninstall lists of the machine, of both widths") func machine() throws {
    let tree: FixtureTree = try Self.disk(
      [Self.softphone, .program("KB5000", name: nil, version: nil)],
      narrow: [.program("n", name: "Narrow", version: nil)])
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.target.platform == .windows)
    #expect(inventory.target.system == "Windows 11 Pro 22H2 (build 22621)")
    #expect(inventory.coverage(.programs)?.state == .complete)
    #expect(inventory.coverage(.programs)?.itemsFound == 2)
    #expect(inventory.labels(.uninstallKey) == ["3CX Desktop App@18.12.416", "Narrow@-"])
    let package: SoftwarePackage = try #require(inventory.packages.first { $0.version != nil })
    #expect(package.purl.canonicalText == "pkg:generic/3CX%20Desktop%20App@18.12.416")
    #expect(package.vendor == "3CX Ltd")
    #expect(package.installedAt == Timestamp(parsing: "2023-03-24"))
    #expect(package.updatedAt == Timestamp(secondsSinceEpoch: 1_679_999_999))
    let key: String = "SOFTWARE/Microsoft/Windows/CurrentVersion/Uninstall/3CX Desktop App"
    #expect(package.location == tree.path("Windows/System32/config/" + key))
  }

  @Test("names in any spelling") func spelling() throws {
    let tree = try FixtureTree()
    try tree.write("WINDOWS/system32/Config/software", bytes: Self.software([Self.softphone]))
    try tree.write("users/Anna/ntuser.dat", bytes: Self.user([.program("u", name: "Mine", version: "1")]))
    try tree.write("users/Anna/appdata/LOCAL/programs/App/App.EXE", bytes: Self.program("App", "2.0"))
    try tree.write("PROGRAM FILES/Tool/tool.Exe", bytes: Self.program("Tool", "3.0"))
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.gaps(.programs) == [])
    #expect(
      Self.programs(inventory).map { $0.name + "@" + ($0.version ?? "") }.sorted() == [
        "3CX Desktop App@18.12.416", "App@2.0", "Mine@1", "Tool@3.0",
      ])
  }

  @Test("every user's list and programs; profiles elsewhere are followed, or a gap") func users() throws {
    let tree: FixtureTree = try Self.disk(
      profiles: [
        #"C:\Users\Anna"#, #"%systemroot%\system32\config\systemprofile"#, #"%SystemDrive%\Profiles\ben"#,
        #"D:\Users\cleo"#, #"C:\Users\gone"#,
      ])
    try tree.write("Users/Anna/NTUSER.DAT", bytes: Self.user([.program("a", name: "Of Anna", version: "1")]))
    try tree.write("Profiles/Ben/NTUSER.DAT", bytes: Self.user([.program("b", name: "Of Ben", version: "1")]))
    try tree.write(
      "Windows/System32/config/systemprofile/NTUSER.DAT",
      bytes: Self.user([.program("s", name: "Of All", version: "1")]))
    try tree.folder("Users/Public")
    try tree.link("Users/All Users", to: "/ProgramData")
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.labels(.uninstallKey) == ["Of All@1", "Of Anna@1", "Of Ben@1"])
    #expect(inventory.gaps(.programs).map(\.detail) == ["a user's folder on another disk than the system's"])
    #expect(inventory.gaps(.programs).map(\.path) == [#"D:\x5CUsers\x5Ccleo"#])
  }

  @Test("applications below AppData, in the layouts that update themselves") func userPrograms() throws {
    let tree: FixtureTree = try Self.disk()
    let local: String = "Users/Anna/AppData/Local/"
    try tree.write(
      local + "Programs/3CXDesktopApp/app/3CXDesktopApp.exe", bytes: Self.program("3CX Desktop App", "1.2.3"))
    // Squirrel: a version without a readable program still has its folder's name.
    try tree.write(local + "slack/Update.exe", bytes: Self.program("Slack Update", "1.0"))
    try tree.write(local + "slack/app-4.29.1/slack.exe", bytes: Self.program("Slack", "4.29.1"))
    try tree.write(local + "slack/app-4.29.1/helper.exe", bytes: Self.program("Slack", "4.29.1"))
    try tree.folder(local + "slack/app-4.28.0")
    // A program that says nothing of itself is known by its name alone.
    try tree.write(local + "Programs/Mute App/muteapp.exe", bytes: Self.mute)
    try tree.write(local + "Programs/Mute App/other.exe", bytes: Self.mute)
    try tree.write(local + "Temp/setup/setup.exe", bytes: Self.program("Setup", "1"))
    try tree.write("Users/Anna/AppData/Roaming/Zoom/bin/Zoom.exe", bytes: Self.program("Zoom", "5.1"))
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.gaps(.programs) == [])
    #expect(
      inventory.labels(.userProgram) == [
        "3CX Desktop App@1.2.3", "Slack Update@1.0", "Slack@4.29.1", "Zoom@5.1", "muteapp@-", "slack@4.28.0",
      ])
    // The name of the program's file is a name it is looked for under as well.
    let found: SoftwarePackage = try #require(inventory.packages.first { $0.version == "1.2.3" })
    #expect(found.purl.name == "3CXDesktopApp")
  }

  /// A program without a version resource.
  private static var mute: [UInt8] {
    var bytes: [UInt8] = program("x", "1")
    bytes.replaceSubrange((64 + 24 + 112 + 16)..<(64 + 24 + 112 + 24), with: Array(repeating: 0, count: 8))
    return bytes
  }

  @Test("the top two levels below Program Files, and no link") func programFiles() throws {
    let tree: FixtureTree = try Self.disk()
    try tree.write("Program Files/A/a.exe", bytes: Self.program("A", "1"))
    try tree.write("Program Files/Maker/B/b.exe", bytes: Self.program("B", "2"))
    try tree.write("Program Files/Maker/B/deep/c.exe", bytes: Self.program("C", "3"))
    try tree.write("Program Files (x86)/D/d.exe", bytes: Self.program("D", "4"))
    try tree.write("Program Files/E/script.exe", "no program")
    try tree.link("Program Files/loop", to: "/Program Files")
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.gaps(.programs) == [])
    #expect(inventory.labels(.versionResource) == ["A@1", "B@2", "D@4"])
    let leftOut: [String] = inventory.coverage(.programs)?.leftOut.map(\.path) ?? []
    #expect(leftOut.contains(tree.path("Program Files")), "what lies deeper is said to be left out")
  }

  @Test("a link that leads out of the disk is not followed") func links() throws {
    let outside = try FixtureTree()
    try outside.write("SOFTWARE", bytes: Self.software([Self.softphone]))
    let tree = try FixtureTree()
    try tree.folder("Users")
    try tree.link("Windows/System32/config/SOFTWARE", to: outside.path("SOFTWARE"))
    let inventory: Inventory = tree.look(.root)
    #expect(Self.programs(inventory).isEmpty)
    #expect(inventory.coverage(.programs)?.state == .partial)
  }

  @Test(
    "a hive that is missing, none, or not written to its end is a gap",
    arguments: [
      ([UInt8]?.none, "there is no registry hive"), ([0x72], "not a registry hive"),
    ])
  func unreadable(_ hive: [UInt8]?, _ detail: String) throws {
    let tree = try FixtureTree()
    try tree.folder("Windows/System32/config")
    try tree.folder("Users")
    if let hive { try tree.write("Windows/System32/config/SOFTWARE", bytes: hive) }
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.coverage(.programs)?.state == .partial)
    #expect(inventory.gaps(.programs).contains { $0.detail.contains(detail) }, "\(inventory.gaps(.programs))")
  }

  @Test("a dirty hive is read, and said to be one") func dirty() throws {
    let tree: FixtureTree = try Self.disk()
    var builder = RegistryHiveBuilder()
    builder.sequence = (9, 8)
    try tree.write("Windows/System32/config/SOFTWARE", bytes: builder.build(Key.software([Self.softphone])))
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.labels(.uninstallKey) == ["3CX Desktop App@18.12.416"])
    #expect(inventory.gaps(.programs).contains { $0.detail.contains("transaction logs") })
  }

  @Test("a list of programs that is not there, or shorter than announced, is a gap") func shortLists() throws {
    let tree: FixtureTree = try Self.disk([Self.softphone])
    var hive: [UInt8] = Self.software([Self.softphone])
    // The number of subkeys stands 56 bytes before the name of a key.
    let name: Range<Int> = try #require(hive.firstRange(of: Array("Uninstall".utf8)))
    hive[name.lowerBound - 56] = 9
    try tree.write("Windows/System32/config/SOFTWARE", bytes: hive)
    let short: Inventory = tree.look(.root)
    #expect(short.labels(.uninstallKey) == ["3CX Desktop App@18.12.416"])
    #expect(short.gaps(.programs).map(\.detail) == ["9 programs are announced and 1 listed"])
    var builder = RegistryHiveBuilder()
    try tree.write("Windows/System32/config/SOFTWARE", bytes: builder.build([.path(["Microsoft", "Other"], [])]))
    #expect(tree.look(.root).gaps(.programs).count == 1)
  }

  @Test("users that the registry lists and the disk does not show are gaps") func hiddenUsers() throws {
    let tree: FixtureTree = try Self.disk(profiles: ["C:\\Users\\bob", "C:\\Users\\eve"])
    try tree.link("Users/bob", to: "/mnt/d/bob")
    #expect(
      tree.look(.root).gaps(.programs).map(\.path) == ["C:\\Users\\bob"].map { PrintablePath.text(Array($0.utf8)) })
    var options = InventoryOptions()
    options.windowsProfiles = 1
    #expect(tree.look(.root, options: options).gaps(.programs).contains { $0.path.hasSuffix("ProfileList") })
  }

  @Test("limits are gaps") func limits() throws {
    let tree: FixtureTree = try Self.disk([Self.softphone])
    try tree.write("Program Files/A/a.exe", bytes: Self.program("A", "1"))
    var options = InventoryOptions()
    options.registryHiveBytes = 100
    options.versionResources = 0
    let inventory: Inventory = tree.look(.root, options: options)
    #expect(Self.programs(inventory).isEmpty)
    #expect(
      inventory.gaps(.programs).map(\.detail).sorted() == [
        "larger than the limit of 100 bytes", "more than 0 programs",
      ])
    var few = InventoryOptions()
    few.registryCells = 5
    #expect(
      tree.look(.root, options: few).gaps(.programs).contains { $0.detail == "more registry cells than the limit" })
  }

  @Test("names that would act on a terminal are kept without acting, others are a gap") func hostileNames() throws {
    let tree: FixtureTree = try Self.disk([
      .program("a\n\u{1B}]0;x\u{7}", name: "Bad\u{1B}[2J\nName\u{202E}fdp.exe", version: "1\r2", vendor: "V\u{9B}"),
      .program("long", name: String(repeating: "x", count: 2_000), version: "1"),
    ])
    let inventory: Inventory = tree.look(.root)
    let found: [SoftwarePackage] = Self.programs(inventory)
    #expect(found.count == 1)
    for package in found {
      for text in [package.name, package.version ?? "", package.vendor ?? "", package.location] {
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) }, "\(text)")
      }
    }
    #expect(inventory.gaps(.programs).count == 1)
  }

  @Test("a broken version resource is a gap, and the program's name still counts") func brokenResource() throws {
    let tree: FixtureTree = try Self.disk()
    var builder = WindowsProgramBuilder(texts: [("ProductName", "x")])
    builder.isCyclic = true
    try tree.write("Program Files/Evil/evil.exe", bytes: builder.build())
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.labels(.versionResource) == ["evil@-"])
    #expect(inventory.gaps(.programs).count == 1)
  }
}
