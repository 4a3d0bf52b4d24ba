internal import CordonInspect
internal import CordonModel
internal import CordonTestSupport
internal import Testing

@testable internal import CordonCollect

@Suite struct ProgramFileTests {
  @Test(
    arguments: [
      ("Foo-1.2.3-x86_64", "Foo", "1.2.3"), ("Foo_Bar-v2.0.0-beta.1.linux-amd64", "Foo_Bar", "2.0.0-beta.1"),
      ("node-v20.11.0-linux-x64", "node", "20.11.0"), ("jdk-17.0.2+8", "jdk", "17.0.2+8"), ("nvim", "nvim", nil),
      ("LibreOffice-fresh.basic-x86_64", "LibreOffice-fresh.basic", nil), ("1.2.3", "1.2.3", nil), ("", "", nil),
      ("-1.2", "-1.2", nil), ("linux-x64", "linux", nil), ("a-1.", "a-1.", nil), ("Cura 5.6.0", "Cura", "5.6.0"),
      ("foo-1.0-2.0", "foo", "1.0"), ("x86_64", "x86_64", nil),
    ] as [(String, String, String?)])
  func labelsHoldNameAndVersion(label: String, name: String, version: String?) {
    let found = ProgramLabel(label)
    #expect(found.name == name)
    #expect(found.version == version)
  }

  @Test(
    arguments: [
      ("1.2.3\n", "1.2.3"), ("go1.22.1\ntime 2024-02-29T18:18:48Z\n", "1.22.1"), ("v7\n", "7"), ("", nil),
      ("VERSION = 3\n", nil), ("1\n2\n3\n4\n5\n", nil), ("1.2 beta\n", nil), ("\u{202E}1.2\n", nil),
    ] as [(String, String?)])
  func versionFilesHoldOnePlainLine(text: String, version: String?) {
    #expect(ProgramRecord.version(inVersionFile: Array(text.utf8)) == version)
  }

  @Test func mozillaProgramsSayWhoTheyAre() {
    let text: String =
      "; a comment\n[Gecko]\nName=No\n[App]\r\nVendor=Mozilla\nName=Firefox\nVersion=128.0.3\nVersion=9\n"
    let record = ProgramRecord(applicationINI: Array(text.utf8), textLimit: 64)
    #expect(record == ProgramRecord(name: "Firefox", version: "128.0.3", vendor: "Mozilla"))
    #expect(ProgramRecord(applicationINI: Array("[App]\nVersion=1\n".utf8), textLimit: 64) == nil)
    let long: String = "[App]\nName=" + String(repeating: "x", count: 65)
    #expect(ProgramRecord(applicationINI: Array(long.utf8), textLimit: 64) == nil)
  }

  @Test func javaSaysItsVersion() {
    let text: String = "IMPLEMENTOR=\"Eclipse Adoptium\"\nJAVA_VERSION=\"17.0.2\"\nIMAGE_TYPE=\"JDK\"\n"
    let record = ProgramRecord(javaRelease: Array(text.utf8), textLimit: 64)
    #expect(record == ProgramRecord(name: "jdk", version: "17.0.2", vendor: "Eclipse Adoptium"))
    #expect(ProgramRecord(javaRelease: Array("DISTRIB_ID=Ubuntu\n".utf8), textLimit: 64) == nil)
  }

  @Test(
    arguments: [
      ("name: firefox\nversion: 128.0-2\n", "firefox", "128.0-2"),
      ("version: '1.0'\nname: \"x\" # why\n", "x", "1.0"),
      ("apps:\n  name: inner\n  version: 9\nname: outer\nversion: 2 # two\n", "outer", "2"),
      ("name: |\n  block\nversion: &a 1\n", nil, nil), ("name: \"a\\nb\"\nversion: [1]\n", nil, nil), ("", nil, nil),
      ("name:\nversion: ''\n", nil, nil),
    ] as [(String, String?, String?)])
  func snapsNameThemselvesOnOneLineEach(text: String, name: String?, version: String?) {
    let found = SnapYAML(Array(text.utf8), textLimit: 64)
    #expect(found.name == name)
    #expect(found.version == version)
  }

  @Test func flatpakWritesTheVersionDown() {
    func deploy(_ text: String) -> [UInt8] {
      [1, 2] + Array("appdata-name".utf8) + [0, 0, 0] + Array("App".utf8) + [0, 0, 0x73]
        + Array("appdata-version".utf8) + [0, 0, 0, 0] + Array(text.utf8)
    }
    #expect(FlatpakDeploy.version(deploy("4.2.1\0\0s"), textLimit: 64) == "4.2.1")
    #expect(FlatpakDeploy.version(deploy("4.2.1"), textLimit: 64) == nil, "cut")
    #expect(FlatpakDeploy.version(deploy("4\u{1B}[31m\0"), textLimit: 64) == nil, "control characters")
    #expect(FlatpakDeploy.version([], textLimit: 64) == nil)
  }

  @Test func metainfoNamesTheLatestRelease() {
    let text: String = """
      <?xml version="1.0"?>
      <!DOCTYPE lolz [ <!ENTITY lol "lol"> <!ENTITY lol2 "&lol;&lol;&lol;"> ]>
      <component type="desktop-application">
        <!-- <name>Not this</name> -->
        <id>org.example.App</id>
        <name xml:lang="de">Beispiel</name>
        <name>Example &amp; Co &lol2;</name>
        <developer id="x"><name>Example Ltd</name></developer>
        <description><p>by <name>nobody</name></p></description>
        <releases>
          <release type='stable' date="2024-05-01" version = "4.2.1"><description><p>x</p></description></release>
          <release version="4.2.0"/>
        </releases>
      </component>
      """
    let found = Metainfo(Array(text.utf8), textLimit: 64)
    #expect(found.name == "Example & Co &lol2;")
    #expect(found.vendor == "Example Ltd")
    #expect(found.version == "4.2.1")
  }

  @Test(arguments: ["<", "<>", "</>", "<a b='", "<!--", "<![CDATA[", "<!DOCTYPE [", "</a></b><component><name>"])
  func brokenMetainfoNamesNothing(text: String) {
    #expect(Metainfo(Array(text.utf8), textLimit: 64).name == nil)
  }

  @Test func deepMetainfoCostsNoStack() {
    let deep: String = String(repeating: "<component>", count: 200_000)
    #expect(Metainfo(Array(deep.utf8), textLimit: 64).version == nil)
  }
}

@Suite struct AsarHeaderTests {
  private func place(_ bytes: [UInt8], header: Int = 1 << 20) throws(AsarHeader.Fault) -> Range<Int>? {
    try AsarHeader(MemorySource(bytes), headerLimit: header, contentLimit: 1 << 20, depthLimit: 32).place
  }

  @Test func thePackageIsFoundByItsOffset() throws {
    let bytes: [UInt8] = Asar.archive(package: "{\"name\":\"x\"}")
    let range: Range<Int> = try #require(try place(bytes))
    #expect(String(decoding: bytes[range], as: UTF8.self) == "{\"name\":\"x\"}")
  }

  @Test func anUnpackedPackageLiesBeside() throws {
    #expect(try place(Asar.archive(json: "{\"files\":{\"package.json\":{\"size\":2,\"unpacked\":true}}}")) == nil)
  }

  @Test(arguments: [
    "{\"files\":{\"package.json\":{\"size\":2000000,\"offset\":\"0\"}}}",
    "{\"files\":{\"package.json\":{\"size\":-1,\"offset\":\"0\"}}}",
    "{\"files\":{\"package.json\":{\"size\":1,\"offset\":\"9223372036854775807\"}}}",
    "{\"files\":{\"package.json\":{\"size\":1,\"offset\":\"-90\"}}}",
    "{\"files\":{\"package.json\":{\"size\":1.5,\"offset\":\"0\"}}}",
    "{\"files\":{\"package.json\":[]}}", "{\"files\":[]}", "[]", "{\"files\":", "",
  ])
  func lyingListsAreFaults(json: String) {
    #expect(throws: AsarHeader.Fault.self) { try place(Asar.archive(json: json)) }
  }

  @Test(
    arguments: [
      [], [4, 0, 0, 0], [4, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255],
      [4, 0, 0, 0, 12, 0, 0, 0, 8, 0, 0, 0, 255, 0, 0, 0], [5, 0, 0, 0, 8, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0],
      Array(repeating: 0, count: 64),
    ] as [[UInt8]])
  func lyingLengthsAreFaults(bytes: [UInt8]) {
    #expect(throws: AsarHeader.Fault.notAnArchive) { try place(bytes) }
  }

  @Test func theListHasALimit() {
    #expect(throws: AsarHeader.Fault.tooLarge(limit: 16)) { try place(Asar.archive(package: "{}"), header: 16) }
  }
}

/// Electron archives as `asar pack` writes them.
enum Asar {
  static func archive(package: String) -> [UInt8] {
    archive(
      json: "{\"files\":{\"main.js\":{\"size\":1,\"offset\":\"0\"},"
        + "\"package.json\":{\"size\":\(package.utf8.count),\"offset\":\"1\"}}}", content: ";" + package)
  }

  static func archive(json: String, content: String = "") -> [UInt8] {
    let text: [UInt8] = Array(json.utf8)
    let padded: [UInt8] = text + Array(repeating: 0, count: (4 - text.count % 4) % 4)
    func number(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
    return number(4) + number(padded.count + 8) + number(padded.count + 4) + number(text.count) + padded
      + Array(content.utf8)
  }
}
