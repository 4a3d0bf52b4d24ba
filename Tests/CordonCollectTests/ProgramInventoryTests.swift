internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Testing

@testable internal import CordonCollect

@Suite struct ProgramInventoryTests {
  private static let elf: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0x41, 0x49, 2, 0, 0, 0, 0, 0]

  /// A Linux root, so that something is recognised.
  private func root() throws -> FixtureTree {
    try FixtureTree.debian(status: paragraph("base-files", "13"))
  }

  private func labels(_ inventory: Inventory, _ discovery: SoftwarePackage.Discovery) -> [String] {
    inventory.labels(discovery)
  }

  @Test func foldersOfProgramsAreRecognised() throws {
    let tree: FixtureTree = try root()
    try tree.write("opt/firefox/application.ini", "[App]\nVendor=Mozilla\nName=Firefox\nVersion=128.0\n")
    try tree.write("opt/idea-IU-233/product-info.json", "{\"name\":\"IntelliJ IDEA\",\"version\":\"2023.3\"}")
    try tree.write("opt/jdk/release", "JAVA_VERSION=\"21.0.1\"\nIMAGE_TYPE=\"JDK\"\n")
    try tree.write(
      "opt/Chat/resources/app.asar", bytes: Asar.archive(package: "{\"name\":\"chat\",\"version\":\"4.1.0\"}"))
    try tree.write("opt/Acme/Editor/resources/app/package.json", "{\"productName\":\"Edit\",\"version\":\"1.2.3\"}")
    try tree.write("opt/multi/1.2.3/bin/x", "")
    try tree.write("opt/multi/1.3.0/bin/x", "")
    try tree.write("opt/tool-2.5.1/README", "")
    try tree.write("usr/local/go/VERSION", "go1.22.1\ntime 2024\n")
    try tree.write("opt/old/bin/old", "")
    try tree.write("opt/toolchain/usr/bin/tool", "")
    // No programs: data, hidden folders, shared ones.
    try tree.write("opt/wheels/a.whl", "")
    try tree.write("opt/.cache/bin/x", "")
    try tree.write("usr/local/share/foo-1.2.3/x", "")
    try tree.folder("usr/local/lib")
    let inventory: Inventory = tree.programs(.root)
    #expect(
      labels(inventory, .programFolder) == [
        "Edit@1.2.3", "Firefox@128.0", "IntelliJ IDEA@2023.3", "chat@4.1.0", "go@1.22.1", "jdk@21.0.1", "multi@1.2.3",
        "multi@1.3.0", "old@-", "tool@2.5.1", "toolchain@-",
      ])
    let firefox: SoftwarePackage = try #require(inventory.packages.first { $0.name == "Firefox" })
    #expect(firefox.vendor == "Mozilla")
    #expect(firefox.purl.canonicalText == "pkg:generic/Firefox@128.0")
    #expect(firefox.location.hasSuffix("/opt/firefox"))
    #expect(inventory.gaps(.programs).isEmpty)
  }

  @Test func programsThatSayWhoTheyAreAreFoundInHomes() throws {
    let tree: FixtureTree = try root()
    try tree.write(
      "home/a/apps/Chat/resources/app.asar", bytes: Asar.archive(package: "{\"name\":\"chat\",\"version\":\"1\"}"))
    try tree.write("root/firefox/application.ini", "[App]\nName=Firefox\nVersion=1\n")
    // The package manager tells of this one.
    try tree.write("usr/lib/firefox/application.ini", "[App]\nName=Firefox\nVersion=2\n")
    let inventory: Inventory = tree.programs(.root)
    #expect(labels(inventory, .programFolder) == ["Firefox@1", "chat@1"])
    #expect(inventory.packages.first { $0.name == "chat" }?.location.hasSuffix("/home/a/apps/Chat") == true)
  }

  @Test func aFolderIsAskedToo() throws {
    let tree = try FixtureTree()
    try tree.write("x/resources/app.asar", bytes: Asar.archive(package: "{\"name\":\"chat\",\"version\":\"1.0\"}"))
    try tree.write("App-2.0.AppImage", bytes: ProgramInventoryTests.elf)
    #expect(tree.programs().labels(.programFolder, .appImage) == ["App@2.0", "chat@1.0"])
  }

  @Test func lyingArchivesAreGaps() throws {
    let tree = try FixtureTree()
    try tree.write("x/resources/app.asar", bytes: [4, 0, 0, 0, 255, 255, 255, 255, 1, 0, 0, 0, 1, 0, 0, 0])
    try tree.sparse("y/resources/app.asar", size: 1 << 30)
    let inventory: Inventory = tree.programs()
    #expect(inventory.gaps(.programs).map(\.reason) == [.scanError, .scanError])
    #expect(inventory.coverage(.programs)?.state == .partial)
  }

  @Test func appImagesAreKnownByTheirNames() throws {
    let tree = try FixtureTree()
    try tree.write("home/a/Editor-1.2.3-x86_64.AppImage", bytes: ProgramInventoryTests.elf)
    try tree.write("home/b/nvim.appimage", bytes: ProgramInventoryTests.elf)
    try tree.write("home/b/text.AppImage", "no program")
    let inventory: Inventory = tree.programs()
    #expect(inventory.labels(.appImage) == ["Editor@1.2.3", "nvim@-"])
    #expect(inventory.gaps(.programs).map(\.reason) == [.capabilityMissing])
    #expect(inventory.coverage(.programs)?.leftOut.first?.why == "AppImage: what is packed inside is not read")
  }

  @Test func mountedSnapsHaveAVersion() throws {
    let tree: FixtureTree = try root()
    try tree.write("var/lib/snapd/snaps/firefox_4336.snap", "hsqs")
    try tree.write("snap/firefox/4336/meta/snap.yaml", "name: firefox\nversion: 128.0-2\nsummary: x\n")
    try tree.write("var/lib/snapd/snaps/hello_key_x1.snap", "hsqs")
    try tree.write("var/lib/snapd/snap/hello_key/x1/meta/snap.yaml", "name: hello\nversion: '2.10'\n")
    try tree.write("var/lib/snapd/snaps/core22_1380.snap", "hsqs")
    try tree.write("home/a/core18_1.snap", "a download")
    let inventory: Inventory = tree.programs(.root)
    #expect(inventory.labels(.snap) == ["core22@-", "firefox@128.0-2", "hello@2.10"])
    let gap: Coverage.Gap = try #require(inventory.gaps(.programs).first)
    #expect(gap.path.hasSuffix("core22_1380.snap"))
    #expect(gap.reason == .capabilityMissing)
    #expect(gap.detail.contains("1380"))
  }

  @Test func flatpaksOfTheSystemAndOfEveryUser() throws {
    let tree: FixtureTree = try root()
    func deploy(_ base: String, version: String?) throws {
      let text: String = version.map { "appdata-version\0\0" + $0 + "\0\0s" } ?? "x"
      try tree.write("\(base)/0a1b/deploy", text)
      try tree.write("\(base)/0a1b/metadata", "[Application]\nname=x\n")
      try tree.link("\(base)/active", to: "0a1b")
    }
    try deploy("var/lib/flatpak/app/org.mozilla.firefox/x86_64/stable", version: "128.0")
    try tree.link("var/lib/flatpak/app/org.mozilla.firefox/current", to: "x86_64/stable")
    try deploy("var/lib/flatpak/runtime/org.freedesktop.Platform/x86_64/23.08", version: nil)
    let user: String = "home/a/.local/share/flatpak/app/org.example.App/x86_64/master"
    try deploy(user, version: nil)
    try tree.write(
      "\(user)/0a1b/files/share/metainfo/org.example.App.metainfo.xml",
      "<component><name>App</name><releases><release version=\"2.0\"/></releases></component>")
    try tree.folder("var/lib/flatpak/app/org.removed.App/x86_64/stable")
    let inventory: Inventory = tree.programs(.root)
    #expect(
      inventory.labels(.flatpak) == ["App@2.0", "org.freedesktop.Platform@23.08", "org.mozilla.firefox@128.0"])
    let app: SoftwarePackage = try #require(inventory.packages.first { $0.name == "App" })
    #expect(app.purl.canonicalText == "pkg:generic/org.example.App@2.0")
    #expect(inventory.gaps(.programs).isEmpty)
  }
}

extension FixtureTree {
  fileprivate func programs(_ kind: TargetKind = .folder) -> Inventory {
    InventoryCollector().collect(kind == .folder ? .folder(path) : .root(path), checks: [.programs], now: testNow)
  }
}
