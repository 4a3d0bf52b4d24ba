internal import CordonModel
internal import CordonTestSupport
internal import Testing

@testable internal import CordonCollect

@Suite struct TargetIdentifierTests {
  @Test func linuxByItsRelease() throws {
    let tree: FixtureTree = try .debian(status: "")
    let target: Target = tree.look(.root).target
    #expect(target.kind == .root)
    #expect(target.platform == .linux)
    #expect(target.name == tree.path)
    #expect(target.path == tree.path)
    #expect(target.system == "Debian GNU/Linux 12 (bookworm)")
  }

  @Test(arguments: ["Windows/System32", "WINDOWS/system32"])
  func windowsInAnySpelling(_ folder: String) throws {
    let tree = try FixtureTree()
    try tree.folder(folder)
    #expect(tree.look(.root).target.platform == .windows)
  }

  @Test func macOSByItsVersion() throws {
    let tree = try FixtureTree()
    try tree.write(
      "System/Library/CoreServices/SystemVersion.plist",
      """
      <?xml version="1.0"?><plist version="1.0"><dict>
      <key>ProductName</key><string>macOS</string>
      <key>ProductVersion</key>
      <string>13.2.1</string></dict></plist>
      """)
    let target: Target = tree.look(.root).target
    #expect(target.platform == .macos)
    #expect(target.system == "macOS 13.2.1")
  }

  @Test(arguments: ["var/lib/dpkg/status", "etc/debian_version", "lib/apk/db/installed"])
  func linuxWithoutARelease(_ file: String) throws {
    let tree = try FixtureTree()
    try tree.write(file, "x")
    #expect(tree.look(.root).target.platform == .linux)
  }

  @Test("a folder of another system beside packages of Linux rules no advisory out", arguments: [false, true])
  func severalSystems(isMac: Bool) throws {
    let tree = try FixtureTree()
    try tree.write("var/lib/dpkg/status", "x")
    if isMac {
      try tree.write("System/Library/CoreServices/SystemVersion.plist", "x")
    } else {
      try tree.folder("Windows/System32")
    }
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.target.platform == .any)
    #expect(inventory.coverage(.systemPackages)?.state == .failed)
    // With a name of its own it is what it says.
    try tree.write("etc/os-release", "ID=debian\n")
    #expect(tree.look(.root).target.platform == .linux)
  }

  @Test func whatIsNotRecognisedMayBeAnything() throws {
    let tree = try FixtureTree()
    try tree.write("Users/x/Documents/notes.txt", "x")
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.target.platform == .any)
    #expect(inventory.coverage.first { $0.check == .systemPackages }?.state == .failed)
  }

  @Test func aFolderMayLieOnAnySystem() throws {
    let tree: FixtureTree = try .debian(status: "")
    #expect(tree.look(.folder).target.platform == .any)
  }

  @Test func aReleaseThatLeadsOutOfTheRootIsNotRead() throws {
    let outside = try FixtureTree()
    try outside.write("os-release", "PRETTY_NAME=secret\n")
    let tree = try FixtureTree()
    try tree.link("etc/os-release", to: outside.path("os-release"))
    #expect(tree.look(.root).target.system == nil)
  }

  @Test(
    arguments: [
      ("ID=ubuntu\nVERSION_ID=\"22.04\"\n", "ubuntu", "ubuntu-22.04"), ("ID='Debian'\n", "debian", nil),
      ("ID=debian\nVERSION_CODENAME=trixie\n", "debian", "debian-trixie"), ("ID=../etc\n", "debian", nil),
      ("", "debian", nil), ("ID", "debian", nil),
    ] as [(String, String, String?)])
  func releases(_ text: String, _ vendor: String, _ distro: String?) {
    let release = OSRelease(Array(text.utf8))
    #expect(release.vendor == vendor)
    #expect(release.distro == distro)
  }

  @Test func aRequestForNothingIsAnError() throws {
    let tree = try FixtureTree()
    try tree.write("file", "")
    #expect(throws: Never.self) { try CollectionRequest.root(tree.path).validate() }
    for (path, code) in [
      (tree.path("none"), CordonError.Code.badInput), (tree.path("file"), .badInput), ("", .badInput),
    ] {
      #expect { try CollectionRequest.folder(path).validate() } throws: { ($0 as? CordonError)?.code == code }
    }
  }

  @Test func aRequestThatCannotBeOpenedHasNoAnswer() throws {
    let inventory: Inventory = InventoryCollector().collect(.root("/nonexistent/root"), now: testNow)
    #expect(inventory.coverage.map(\.check) == CheckKind.inventories)
    #expect(inventory.coverage.allSatisfy { $0.state == .failed })
    #expect(inventory.coverage.allSatisfy { !$0.gaps.isEmpty })
  }
}

@Suite struct PrintablePathTests {
  @Test(
    arguments: [
      ("/usr/lib", "/usr/lib"), ("ä/日本/😀", "ä/日本/😀"), ("a\\b", "a\\x5Cb"), ("a\nb\u{1B}", "a\\x0Ab\\x1B"),
      ("\u{85}", "\\xC2\\x85"), ("", ""),
    ])
  func text(_ path: String, _ expected: String) { #expect(PrintablePath.text(Array(path.utf8)) == expected) }

  @Test(
    arguments: [
      ([0xFF], "\\xFF"), ([0x61, 0xC3], "a\\xC3"), ([0xED, 0xA0, 0x80], "\\xED\\xA0\\x80"),
      ([0xC0, 0xAF], "\\xC0\\xAF"), ([0xF4, 0x90, 0x80, 0x80], "\\xF4\\x90\\x80\\x80"), ([0xE2, 0x82], "\\xE2\\x82"),
    ] as [([UInt8], String)])
  func bytes(_ bytes: [UInt8], _ expected: String) { #expect(PrintablePath.text(bytes) == expected) }
}

@Suite struct GapLedgerTests {
  @Test func whichGapsAreKeptDoesNotDependOnTheirOrder() {
    let paths: [String] = (0..<3_000).map { "/p/\($0)" }
    var settled: [Coverage] = []
    for order in [paths, paths.reversed()] {
      var ledger = GapLedger()
      for path in order { ledger.add(path, .scanError, "x") }
      var coverage = Coverage(check: .npmPackages, state: .complete, collectedAt: testNow)
      ledger.settle(&coverage)
      settled.append(coverage)
    }
    #expect(settled[0] == settled[1])
    #expect(settled[0].state == .partial)
    #expect(settled[0].gaps.count == Coverage.gapLimit)
    #expect(settled[0].gapsOmitted == 3_000 - Coverage.gapLimit)
  }
}
