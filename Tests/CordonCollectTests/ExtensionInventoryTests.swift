internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Testing

@testable internal import CordonCollect

@Suite struct ExtensionInventoryTests {
  private static let id: String = String(repeating: "abcdefgh", count: 4)
  private static let other: String = String(repeating: "p", count: 32)

  private func manifest(_ name: String, _ version: String, locale: String? = nil) -> String {
    let field: String = locale.map { ",\"default_locale\":\"\($0)\"" } ?? ""
    return "{\n// made by hand\n\"name\":\"\(name)\",\"version\":\"\(version)\",\"manifest_version\":3\(field)}"
  }

  @Test(arguments: [
    "home/a/.config/google-chrome/Default", "root/.config/chromium/Profile 1",
    "home/b/.var/app/com.brave.Browser/config/BraveSoftware/Brave-Browser/Default",
    "home/c/snap/chromium/common/chromium/Default", "Users/d/AppData/Local/Microsoft/Edge/User Data/Default",
    "Users/e/Library/Application Support/Vivaldi/Default", "var/lib/svc/.config/opera",
  ])
  func chromiumsFamilyOfEveryUser(profile: String) throws {
    let tree = try FixtureTree()
    let place: String = "\(profile)/Extensions/\(ExtensionInventoryTests.id)/24.10.4_0"
    try tree.write("\(place)/manifest.json", manifest("__MSG_AppName__", "24.10.4", locale: "en"))
    try tree.write("\(place)/_locales/en/messages.json", "{\"appname\":{\"message\":\"Guard\"}}")
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.browserExtension) == ["Guard@24.10.4"])
    let found: SoftwarePackage = try #require(inventory.packages.first)
    #expect(found.purl.canonicalText == "pkg:chrome-extension/\(ExtensionInventoryTests.id)@24.10.4")
    #expect(inventory.gaps(.extensions).isEmpty)
    #expect(inventory.coverage(.extensions)?.itemsFound == 1)
  }

  @Test(arguments: ["../../x", "en/../../../x", "..", "", "xx"])
  func aLocaleLeadsNowhereElse(locale: String) throws {
    let tree = try FixtureTree()
    let profile: String = "p/Extensions/\(ExtensionInventoryTests.id)"
    try tree.write("\(profile)/1.0_0/manifest.json", manifest("__MSG_n__", "1.0", locale: locale))
    try tree.write("\(profile)/x/messages.json", "{\"n\":{\"message\":\"stolen\"}}")
    try tree.write("\(profile)/1.0_0/x/messages.json", "{\"n\":{\"message\":\"stolen\"}}")
    #expect(tree.look().labels(.browserExtension) == ["\(ExtensionInventoryTests.id)@1.0"])
  }

  @Test func aMessageIsLookedUpOnce() throws {
    let tree = try FixtureTree()
    let place: String = "p/Extensions/\(ExtensionInventoryTests.id)/1.0_0"
    try tree.write("\(place)/manifest.json", manifest("__MSG_a__", "1.0", locale: "en"))
    try tree.write(
      "\(place)/_locales/en/messages.json", "{\"a\":{\"message\":\"__MSG_b__\"},\"b\":{\"message\":\"__MSG_a__\"}}")
    #expect(tree.look().labels(.browserExtension) == ["__MSG_b__@1.0"])
  }

  @Test func whatTheFolderSaysCountsWhereTheManifestFails() throws {
    let tree = try FixtureTree()
    let profile: String = "p/Extensions"
    try tree.write("\(profile)/\(ExtensionInventoryTests.id)/1.2.3_1/manifest.json", "{")
    try tree.sparse("\(profile)/\(ExtensionInventoryTests.other)/2.0_0/manifest.json", size: 100 << 20)
    // No extensions.
    try tree.write("\(profile)/Temp/1.0_0/manifest.json", manifest("temp", "1"))
    try tree.write("other/\(ExtensionInventoryTests.id)/1.0_0/manifest.json", manifest("other", "1"))
    let inventory: Inventory = tree.look()
    #expect(
      inventory.labels(.browserExtension) == [
        "\(ExtensionInventoryTests.id)@1.2.3", "\(ExtensionInventoryTests.other)@2.0",
      ])
    #expect(inventory.gaps(.extensions).map(\.reason) == [.scanError, .scanPartial])
  }

  @Test func deepManifestsAndOddVersionsAreKept() throws {
    let tree = try FixtureTree()
    let deep: String = String(repeating: "[", count: 10_000)
    try tree.write(
      "p/Extensions/\(ExtensionInventoryTests.id)/1.0_0/manifest.json", "{\"version\":\"1.0-x\",\"a\":\(deep)")
    let inventory: Inventory = tree.look()
    #expect(inventory.packages.map(\.version) == ["1.0-x"])
    #expect(
      inventory.packages.map(\.purl.canonicalText) == ["pkg:chrome-extension/\(ExtensionInventoryTests.id)"])
    #expect(inventory.gaps(.extensions).count == 1)
  }

  @Test func unpackedExtensionsLieAnywhere() throws {
    let tree = try FixtureTree.debian(status: paragraph("base-files", "13"))
    func settings(_ rows: String) -> String { "{\"a\":[1],\"extensions\":{\"x\":1,\"settings\":{\(rows)}}}" }
    let id: String = ExtensionInventoryTests.id
    try tree.write(
      "home/a/.config/chromium/Default/Preferences",
      settings(
        """
        "\(id)":{"path":"/srv/ext","location":4,"first_install_time":"13350000000000000"},
        "\(ExtensionInventoryTests.other)":{"path":"/gone","location":4},
        "bbb":{"path":"aaa/1.0_0","location":1},"ccc":{"path":"/usr/lib/chromium/pdf","location":5},"ddd":1
        """))
    try tree.write("srv/ext/manifest.json", manifest("Mine", "0.1"))
    try tree.write("home/b/Preferences", "[Settings]\nno=json\n")
    try tree.write(
      "Users/c/User Data/Default/Secure Preferences",
      settings("\"\(ExtensionInventoryTests.other)\":{\"path\":\"C:\\\\x\",\"location\":4}"))
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.labels(.browserExtension) == ["Mine@0.1", "\(ExtensionInventoryTests.other)@-"])
    let mine: SoftwarePackage = try #require(inventory.packages.first { $0.name == "Mine" })
    #expect(mine.location.hasSuffix("/srv/ext"))
    #expect(mine.installedAt == Timestamp(secondsSinceEpoch: 13_350_000_000 - 11_644_473_600))
    #expect(inventory.gaps(.extensions).map(\.reason) == [.capabilityMissing])
  }

  @Test func ofAFolderUnpackedExtensionsOutsideAreLeftOut() throws {
    let tree = try FixtureTree()
    let inside: String = "{\"path\":\"\(tree.path("ext"))\",\"location\":4}"
    try tree.write("ext/manifest.json", manifest("Mine", "0.1"))
    try tree.write(
      "p/Preferences",
      "{\"extensions\":{\"settings\":{\"\(ExtensionInventoryTests.id)\":\(inside),"
        + "\"\(ExtensionInventoryTests.other)\":{\"path\":\"/srv/other\"}}}}")
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.browserExtension) == ["Mine@0.1"])
    #expect(inventory.coverage(.extensions)?.leftOut.map(\.path) == ["/srv/other"])
    #expect(inventory.gaps(.extensions).isEmpty)
  }

  @Test func firefoxListsItsAddOns() throws {
    let tree = try FixtureTree()
    try tree.write(
      "home/a/.mozilla/firefox/x.default/extensions.json",
      """
      {"schemaVersion":36,"addons":[
       {"id":"uBlock0@raymondhill.net","version":"1.57.2","type":"extension","location":"app-profile","active":false,
        "defaultLocale":{"name":"uBlock Origin","creators":["x"]},"installDate":1700000000000,
        "updateDate":1710000000000,"locales":[{"name":"anders"}]},
       {"id":"formautofill@mozilla.org","version":"1.0.1","location":"app-system-defaults"},
       {"version":"1"}, [1, {"id":"no"}], "x"],"more":{"addons":[]}}
      """)
    try tree.write("home/a/.thunderbird/y/extensions.json", "{\"addons\":[{\"id\":\"{3f-4}\",\"version\":\"2\"}]}")
    try tree.write("home/a/project/extensions.json", "{\"recommendations\":[\"x\"]}")
    try tree.write("home/a/broken/extensions.json", "{\"other\"")
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.browserExtension) == ["uBlock Origin@1.57.2", "{3f-4}@2"])
    let found: SoftwarePackage = try #require(inventory.packages.first { $0.version == "1.57.2" })
    #expect(found.purl.canonicalText == "pkg:firefox-extension/uBlock0%40raymondhill.net@1.57.2")
    #expect(found.installedAt == Timestamp(secondsSinceEpoch: 1_700_000_000))
    #expect(found.updatedAt == Timestamp(secondsSinceEpoch: 1_710_000_000))
    #expect(inventory.gaps(.extensions).map(\.detail) == ["add-ons without an id: 1"])
  }

  @Test func aBrokenProfileIsAGap() throws {
    let tree = try FixtureTree()
    try tree.write("p/extensions.json", "{\"addons\":[{\"id\":\"a@b\",\"version\":\"1\"},")
    try tree.write("q/extensions.json", "nothing")
    try tree.write("q/prefs.js", "")
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.browserExtension) == ["a@b@1"])
    #expect(inventory.gaps(.extensions).count == 2)
  }

  @Test("lists of extensions that this user may not read are gaps, whatever else can be seen of the profile")
  func refusedLists() throws {
    let tree = try FixtureTree()
    for name in ["extensions.json", "Preferences"] {
      try tree.write("p/" + name, "{}")
    }
    try tree.setMode("", 0o755)
    try tree.setMode("p", 0o444)
    defer { try? tree.setMode("p", 0o755) }
    let inventory: Inventory = try #require(Unprivileged.run { tree.look() })
    #expect(inventory.gaps(.extensions).map(\.path) == ["p/Preferences", "p/extensions.json"].map { tree.path($0) })
  }

  @Test(arguments: [
    "home/a/.vscode", "root/.vscode-server", "home/b/.vscode-oss", "home/c/.cursor", "home/d/.windsurf",
    "home/e/.local/share/code-server",
  ])
  func editorsOfEveryUser(home: String) throws {
    let tree = try FixtureTree()
    try tree.write(
      "\(home)/extensions/checkmarx.ast-results-2.53.0/package.json",
      "{\"publisher\":\"checkmarx\",\"name\":\"ast-results\",\"version\":\"2.53.0\"}")
    try tree.write("\(home)/extensions/extensions.json", "[{\"identifier\":{\"id\":\"x.y\"}}]")
    try tree.write("\(home)/extensions/a.b-c-1.0.0-linux-x64/package.json", "{")
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.editorExtension) == ["a.b-c@1.0.0", "checkmarx.ast-results@2.53.0"])
    #expect(
      inventory.packages.map(\.purl.canonicalText) == [
        "pkg:vscode-extension/a/b-c@1.0.0", "pkg:vscode-extension/checkmarx/ast-results@2.53.0",
      ])
    #expect(inventory.gaps(.extensions).count == 1)
  }

  @Test func whatIsNotReadIsSaid() throws {
    let tree = try FixtureTree()
    try tree.write("home/a/.local/share/JetBrains/IdeaIC2024.1/plugin/lib/plugin.jar", "PK")
    let coverage: Coverage = try #require(tree.look().coverage(.extensions))
    #expect(coverage.leftOut.map(\.path) == [tree.path("home/a/.local/share/JetBrains")])
    #expect(coverage.state == .complete)
  }

  @Test func refusedHomesAreGaps() throws {
    let tree = try FixtureTree()
    try tree.write("home/a/.vscode/extensions/a.b-1.0.0/package.json", "{}")
    try tree.setMode("home/a", 0)
    let inventory: Inventory = try #require(Unprivileged.run { tree.look() })
    #expect(inventory.gaps(.extensions).contains { $0.path.hasSuffix("home/a") && $0.isRefused })
  }
}
