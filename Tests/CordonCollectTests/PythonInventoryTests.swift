internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Testing

@testable internal import CordonCollect

@Suite struct PythonMetadataTests {
  private func read(_ text: String, isCut: Bool = false) -> PythonMetadata {
    PythonMetadata(Array(text.utf8), nameLimit: 64, isCut: isCut)
  }

  @Test(
    arguments: [
      ("Name: ctx\nVersion: 0.2.6\n\nbody", "ctx", "0.2.6"),
      ("\u{FEFF}name:ctx\r\nVERSION:  0.2.6 \r\n\r\n", "ctx", "0.2.6"),
      ("Summary: x\n Name: evil\nName: ctx\nVersion: 1\n", "ctx", "1"),
      ("Name:\n ctx\nVersion: 1\n\t.0\n\n", "ctx", "1 .0"),
      ("Name: ctx\n\nVersion: 1\n", "ctx", nil),
      ("Name: ctx\nName: other\nVersion: 1\nVersion: 2\n", "ctx", "1"),
      ("Version: 1", nil, "1"), ("", nil, nil), ("\n\n\n", nil, nil), ("Name:\nVersion:\n", nil, nil),
    ] as [(String, String?, String?)])
  func header(_ text: String, _ name: String?, _ version: String?) {
    let found: PythonMetadata = read(text)
    #expect(found.name == name)
    #expect(found.version == version)
  }

  @Test func wrongBytesAreTolerated() {
    let found = PythonMetadata(Array("Name: caf".utf8) + [0xE9, 0x0A] + Array("Version: 1\n".utf8), nameLimit: 64)
    #expect(found.name == "caf\u{FFFD}")
    #expect(found.version == "1")
  }

  @Test func overlongNamesAreLeftOut() {
    let found: PythonMetadata = read("Name: " + String(repeating: "a", count: 65) + "\nVersion: 1\n")
    #expect(found.name == nil)
    #expect(found.isOverlong)
  }

  @Test func anUnfinishedLineIsNotBelieved() {
    let found: PythonMetadata = read("Name: a\nVersion: 1.2", isCut: true)
    #expect(found.version == nil)
    #expect(!found.isWhole)
    #expect(read("Name: a\nVersion: 1.2").version == "1.2")
  }

  @Test(
    arguments: [
      ("Flask", "flask"), ("a__b..c-_d", "a-b-c-d"), ("Jinja2", "jinja2"), ("zope.interface", "zope-interface"),
    ])
  func normalised(_ name: String, _ expected: String) {
    #expect(PythonMetadata.normalised(name) == expected)
    #expect(PythonMetadata.normalised(expected) == expected)
  }

  @Test(
    arguments: [
      ("ctx-0.2.6.dist-info", "ctx", "0.2.6"), ("a_b-1.0.post1-py3.11.egg-info", "a_b", "1.0.post1"),
      ("setuptools.egg-info", "setuptools", nil), ("x-1.0-py3.8.egg", "x", "1.0"),
    ] as [(String, String, String?)])
  func folderNames(_ folder: String, _ name: String, _ version: String?) throws {
    let found = try #require(PythonMetadata.identity(inFolderName: folder))
    #expect(found.name == name)
    #expect(found.version == version)
  }
}

@Suite struct PythonInventoryTests {
  @Test func everyFormOfInstallation() throws {
    let tree = try FixtureTree()
    let site: String = "venv/lib/python3.12/site-packages"
    try tree.distInfo(site, name: "ctx", version: "0.2.6")
    try tree.write("\(site)/Old_Style-1.5.egg-info", "Metadata-Version: 1.0\nName: Old_Style\nVersion: 1.5\n")
    try tree.write("src/proj.egg-info/PKG-INFO", "Name: proj\nVersion: 0.1\n")
    try tree.write("\(site)/egg-2.0-py3.12.egg/EGG-INFO/PKG-INFO", "Name: egg\nVersion: 2.0\n")
    try tree.write("\(site)/packed-3.0-py3.12.egg", bytes: [0x50, 0x4B, 0x03, 0x04, 0, 0])
    try tree.write("\(site)/no-archive.egg", "scrambled")
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.pythonDistInfo) == ["ctx@0.2.6"])
    #expect(inventory.labels(.pythonEggInfo) == ["Old_Style@1.5", "egg@2.0", "packed@3.0", "proj@0.1"])
    #expect(inventory.packages.contains { $0.purl.type == "pypi" && $0.purl.name == "old-style" })
    #expect(inventory.packages.first { $0.name == "ctx" }?.location == tree.path(site + "/ctx-0.2.6.dist-info"))
    #expect(inventory.coverage(.pythonPackages)?.state == .complete)
    #expect(inventory.coverage(.pythonPackages)?.itemsFound == 5)
  }

  @Test("without a record the metadata file dates, as in a copied environment")
  func metadataDates() throws {
    let tree = try FixtureTree()
    try tree.distInfo("site-packages", name: "a", version: "1")
    try tree.setModified("site-packages/a-1.dist-info/METADATA", testDate)
    #expect(tree.look().packages.first?.installedAt?.secondsSinceEpoch == Int64(testDate))
  }

  @Test func theRecordOfTheInstallerDates() throws {
    let tree = try FixtureTree()
    try tree.distInfo("s", name: "a", version: "1")
    try tree.write("s/a-1.dist-info/RECORD", "")
    try tree.setModified("s/a-1.dist-info/RECORD", testDate)
    try tree.setModified("s/a-1.dist-info/METADATA", 315_532_800)
    let package: SoftwarePackage = try #require(tree.look().packages.first)
    #expect(package.installedAt?.secondsSinceEpoch == Int64(testDate))
    #expect(package.updatedAt == package.installedAt)
  }

  @Test func withoutMetadataTheFolderNameCountsAndAGapSaysSo() throws {
    let tree = try FixtureTree()
    try tree.write("s/ctx-0.2.6.dist-info/RECORD", "")
    try tree.write("s/b-1.dist-info/METADATA", "Summary: no name\n\n")
    try tree.folder("s/fifo-2.dist-info")
    try tree.fifo("s/fifo-2.dist-info/METADATA")
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.pythonDistInfo) == ["b@1", "ctx@0.2.6", "fifo@2"])
    #expect(inventory.coverage(.pythonPackages)?.state == .partial)
    #expect(inventory.coverage(.npmPackages)?.state == .complete)
    let gaps: [Coverage.Gap] = inventory.gaps(.pythonPackages)
    #expect(gaps.map(\.reason) == [.scanError, .scanError, .scanError])
    #expect(gaps.contains { $0.path == tree.path("s/fifo-2.dist-info/METADATA") && $0.detail == "not a regular file" })
  }

  @Test func aLongHeaderIsReadToItsLimit() throws {
    let tree = try FixtureTree()
    let long: String = String(repeating: "Requires-Dist: something >= 1\n", count: 1_000)
    try tree.write("s/late-1.dist-info/METADATA", long + "Name: late\nVersion: 1.1\n\n")
    try tree.write("s/hidden-2.dist-info/METADATA", String(repeating: long, count: 10) + "Name: x\nVersion: 9\n\n")
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.pythonDistInfo) == ["hidden@2", "late@1.1"])
    #expect(inventory.gaps(.pythonPackages).map(\.path) == [tree.path("s/hidden-2.dist-info/METADATA")])
  }

  @Test func linkedMetadataIsFollowedInsideTheScopeOnly() throws {
    let elsewhere = try FixtureTree()
    try elsewhere.write("METADATA", "Name: foreign\nVersion: 9\n")
    let tree = try FixtureTree()
    try tree.write("cache/METADATA", "Name: cached\nVersion: 1.0\n")
    try tree.link("s/cached-1.0.dist-info/METADATA", to: "../../cache/METADATA")
    try tree.link("s/out-2.0.dist-info/METADATA", to: elsewhere.path("METADATA"))
    try tree.link("s/loop-3.0.dist-info/METADATA", to: "METADATA")
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.pythonDistInfo) == ["cached@1.0", "loop@3.0", "out@2.0"])
    #expect(inventory.gaps(.pythonPackages).map(\.reason) == [.scanPartial, .scanPartial])
  }
}
