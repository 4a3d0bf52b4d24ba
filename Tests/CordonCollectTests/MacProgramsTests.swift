internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Testing

@testable internal import CordonCollect

/// Mounted macOS volumes, and bundles wherever they lie.
@Suite("Programs on a macOS disk") struct MacProgramsTests {
  private static func info(_ name: String, _ version: String) -> [(key: String, value: String)] {
    [
      ("CFBundleName", name), ("CFBundleIdentifier", "com.example.x"), ("CFBundleShortVersionString", version),
      ("CFBundleVersion", version + ".0"),
    ]
  }

  /// An empty system, whose version is told in the binary form.
  private static func disk() throws -> FixtureTree {
    let tree = try FixtureTree()
    try tree.write(
      "System/Library/CoreServices/SystemVersion.plist",
      bytes: PropertyListBuilder.binary([("ProductName", "macOS"), ("ProductVersion", "13.2.1")]))
    try tree.folder("private/var/db/receipts")
    return tree
  }

  @Test("the volume of the system alone is no complete answer") func systemVolume() throws {
    let tree: FixtureTree = try Self.disk()
    #expect(tree.look(.root).coverage(.programs)?.state == .complete)
    try tree.remove("private/var/db/receipts")
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.coverage(.programs)?.state == .partial)
    #expect(inventory.gaps(.programs).map(\.path) == [tree.path])
  }

  @Test("application bundles of both forms, and the helpers in them") func bundles() throws {
    let tree: FixtureTree = try Self.disk()
    let app: String = "Applications/3CX Desktop App.app/Contents/"
    try tree.write(app + "Info.plist", bytes: PropertyListBuilder.binary(Self.info("3CX Desktop App", "18.12.402")))
    try tree.write(
      app + "Frameworks/3CX Desktop App Helper.app/Contents/Info.plist",
      bytes: PropertyListBuilder.xml(Self.info("3CX Desktop App Helper", "18.12.402")))
    try tree.write(
      "Users/anna/Applications/Two.app/Contents/Info.plist",
      bytes: PropertyListBuilder.xml([
        ("CFBundleDisplayName", "Zwei"), ("CFBundleName", "Two"), ("CFBundleVersion", "7"),
      ]))
    // Only what stands in Contents tells of an application.
    try tree.write(app + "Resources/Info.plist", bytes: PropertyListBuilder.xml(Self.info("No", "1")))
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.target.platform == .macos)
    #expect(inventory.target.system == "macOS 13.2.1")
    #expect(inventory.coverage(.programs)?.state == .complete)
    #expect(
      inventory.labels(.appBundle) == ["3CX Desktop App Helper@18.12.402", "3CX Desktop App@18.12.402", "Zwei@7"])
    let own: SoftwarePackage = try #require(inventory.packages.first { $0.name == "3CX Desktop App" })
    #expect(own.location == tree.path(app + "Info.plist"))
    #expect(inventory.packages.first { $0.name == "Zwei" }?.purl.name == "Two")
  }

  @Test("a bundle whose list cannot be read keeps its name, and is a gap") func broken() throws {
    let tree: FixtureTree = try Self.disk()
    try tree.write("Applications/3CX Desktop App.app/Contents/Info.plist", "bplist00")
    try tree.write(
      "Applications/Huge.app/Contents/Info.plist",
      "<plist><dict><key>CFBundleName</key><string>" + String(repeating: "x", count: 10 << 20))
    let circle: [UInt8] = PropertyListBuilder.binary(objects: [PropertyListBuilder.array([0])])
    try tree.write("Applications/Circle.app/Contents/Info.plist", bytes: circle)
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.labels(.appBundle) == ["3CX Desktop App@-", "Circle@-", "Huge@-"])
    #expect(inventory.gaps(.programs).count == 3)
    #expect(inventory.coverage(.programs)?.state == .partial)
  }

  @Test("receipts, the latest entries of the history, and Homebrew's kegs") func records() throws {
    let tree: FixtureTree = try Self.disk()
    try tree.write(
      "private/var/db/receipts/com.example.tool.plist",
      """
      <plist><dict><key>PackageIdentifier</key><string>com.example.tool</string><key>PackageVersion</key><string>2.1</string>
      <key>InstallDate</key><date>2023-03-30T08:00:00Z</date></dict></plist>
      """)
    try tree.write("private/var/db/receipts/com.example.tool.bom", "x")
    try tree.write("private/var/db/receipts/none.plist", "<plist><dict/></plist>")
    func entry(_ version: String, _ date: String) -> String {
      "<dict><key>displayName</key><string>Tool</string><key>displayVersion</key><string>\(version)</string>"
        + "<key>date</key><date>\(date)</date></dict>"
    }
    try tree.write(
      "Library/Receipts/InstallHistory.plist",
      "<plist><array>" + entry("2", "2023-02-01T00:00:00Z") + entry("1", "2023-01-01T00:00:00Z")
        + "<dict/></array></plist>")
    try tree.folder("opt/homebrew/Cellar/xz/5.6.1")
    try tree.folder("usr/local/Cellar/wget/1.21_1")
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.labels(.installReceipt) == ["Tool@2", "com.example.tool@2.1"])
    #expect(inventory.labels(.programFolder) == ["wget@1.21_1", "xz@5.6.1"])
    #expect(inventory.packages.first { $0.name == "com.example.tool" }?.installedAt?.text == "2023-03-30T08:00:00Z")
    #expect(inventory.gaps(.programs).map(\.path) == [tree.path("private/var/db/receipts/none.plist")])
  }

  @Test("a folder with a bundle in it, of whatever system") func folder() throws {
    let tree = try FixtureTree()
    try tree.write("x/One.app/Contents/Info.plist", bytes: PropertyListBuilder.xml(Self.info("One", "1")))
    try tree.write("y.app/Info.plist", bytes: PropertyListBuilder.xml(Self.info("Flat", "1")))
    #expect(tree.look().labels(.appBundle) == ["One@1"])
  }
}
