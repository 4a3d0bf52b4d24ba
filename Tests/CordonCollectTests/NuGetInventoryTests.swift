internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Testing

@testable internal import CordonCollect

private func nuspec(_ id: String, _ version: String) -> String {
  """
  \u{FEFF}<?xml version="1.0" encoding="utf-8"?>
  <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
    <metadata minClientVersion="2.12">
      <id>\(id)</id><!-- <id>not this</id> -->
      <version>\(version)</version>
      <authors>A &amp; B</authors>
      <dependencies><group><dependency id="x" version="1"/></group></dependencies>
    </metadata>
  </package>
  """
}

private func nupkg(_ id: String, _ version: String, method: Int = 8) -> [UInt8] {
  ZipFixture([
    .init("_rels/.rels", "x"), .init("lib/other.nuspec", nuspec("no", "0")),
    .init(id + ".nuspec", nuspec(id, version), method: method),
  ]).bytes
}

@Suite struct NuGetInventoryTests {
  @Test func archivesAndTheirUnpackedDescriptions() throws {
    let tree = try FixtureTree()
    try tree.write("AppData/Local/3CXDesktopApp/packages/x-full.nupkg", bytes: nupkg("3CXDesktopApp", "18.12.416"))
    try tree.write(".nuget/packages/newtonsoft.json/13.0.1/newtonsoft.json.nuspec", nuspec("Newtonsoft.Json", "13.0.1"))
    try tree.write(
      ".nuget/packages/newtonsoft.json/13.0.1/newtonsoft.json.13.0.1.nupkg", bytes: nupkg("Newtonsoft.Json", "13.0.1"))
    // The archive beside it is of another version: both are there.
    try tree.write("two/a.nuspec", nuspec("A", "1"))
    try tree.write("two/a.nupkg", bytes: nupkg("a", "2", method: 0))
    try tree.write("project/a.nuspec", nuspec("$id$", "$version$"))
    let inventory: Inventory = tree.look()
    #expect(
      inventory.packages.map(\.purl.canonicalText) == [
        "pkg:nuget/3CXDesktopApp@18.12.416", "pkg:nuget/A@1", "pkg:nuget/Newtonsoft.Json@13.0.1", "pkg:nuget/a@2",
      ])
    #expect(inventory.packages.allSatisfy { $0.vendor == "A & B" })
    #expect(inventory.packages[2].location.hasSuffix("/newtonsoft.json.nuspec"))
    #expect(inventory.coverage(.nugetPackages)?.state == .complete)
  }

  @Test func aProgramNamesItsPackages() throws {
    let tree = try FixtureTree()
    let deps: String = """
      {"runtimeTarget":{"name":".NETCoreApp,Version=v8.0/linux-x64"},"targets":{".NETCoreApp,Version=v8.0":{"App/1.0.0":{}}},
      "libraries":{"App/1.0.0":{"type":"project"},"Serilog/3.1.1":{"serviceable":true,"type":"package","sha512":"x"},
      "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.4":{"type":"runtimepack"},
      "Local/1.0":{"type":"reference"},"odd":{"type":"package"},"list/1":[1,[2]]}}
      """
    try tree.write("app/App.deps.json", deps)
    try tree.setModified("app/App.deps.json", testDate)
    let inventory: Inventory = tree.look()
    #expect(
      inventory.packages.map(\.purl.canonicalText) == [
        "pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@8.0.4", "pkg:nuget/Serilog@3.1.1",
      ])
    #expect(inventory.packages.allSatisfy { $0.foundBy == .dotnetDeps })
    #expect(inventory.packages.first?.updatedAt?.secondsSinceEpoch == Int64(testDate))
    #expect(inventory.coverage(.nugetPackages)?.state == .complete)
  }

  @Test(
    "what cannot be read is a gap",
    arguments: [
      ("x.nupkg", "no archive"), ("x.nupkg", ""), ("x.nuspec", ""), ("x.nuspec", "<package><metadata>"),
      ("x.nuspec", "<package><metadata><version>1</version></metadata></package>"),
      ("x.deps.json", "{\"libraries\":{\"a/1\":"), ("x.deps.json", "[]"),
      ("x.nuspec", "<!DOCTYPE x [<!ENTITY a \"b\">]><package><metadata><id>&a;</id></metadata></package>"),
    ])
  func gaps(_ file: String, _ text: String) throws {
    let tree = try FixtureTree()
    try tree.write(file, text)
    let inventory: Inventory = tree.look()
    #expect(inventory.packages.isEmpty)
    #expect(inventory.gaps(.nugetPackages).map(\.reason) == [.scanError])
    #expect(inventory.gaps(.nugetPackages).map(\.path) == [tree.path(file)])
  }
}

@Suite struct XMLLeavesTests {
  private func read(_ text: String, limit: Int = 64) -> XMLLeaves {
    XMLLeaves(Array(text.utf8), wanted: ["a/b", "a/b/c"], valueLimit: limit)
  }

  @Test(
    arguments: [
      ("<a><b>text</b></a>", "text"), ("<a><b> \n text \n</b></a>", "text"),
      ("<x:a y='>'><x:b z=\"</b>\">t</x:b></x:a>", "t"),
      ("<a><b><![CDATA[<t>&amp;]]></b></a>", "<t>&amp;"),
      ("<a><b>1&lt;2 &#65;&#x42; &lol; &</b></a>", "1<2 AB &lol; &"),
      ("<a><b>first</b><b>second</b></a>", "first"), ("<a><b/><b></b><b>x</b></a>", "x"),
      ("<?xml version='1.0'?><!-- <a><b>no</b></a> --><a><b>yes</b></a>", "yes"),
      ("<a><d><b>deep</b></d></a>", nil), ("<b>top</b>", nil),
      ("<a><b>" + String(repeating: "x", count: 65) + "</b></a>", nil),
    ] as [(String, String?)])
  func values(_ text: String, _ value: String?) {
    #expect(read(text)["a/b"] == value)
    #expect(read(text).fault == nil)
  }

  @Test("a document type is never read, whatever it promises")
  func billionLaughs() {
    let text: String =
      "<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY lol 'lol'><!ENTITY l2 '&lol;&lol;'>"
      + "<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a><b>&l2;&x;</b></a>"
    #expect(read(text)["a/b"] == nil)
    #expect(read(text).fault != nil)
  }

  @Test(
    "a text that breaks off keeps what stood before",
    arguments: ["<a><b>x</b>", "<a><b>x</b><", "<a><b>x</b><!-- ", "<a><b>x</b><![CDATA[", "<a><b>x</b></a></a>"])
  func cut(_ text: String) {
    #expect(read(text)["a/b"] == "x")
    #expect(read(text).fault != nil)
  }

  @Test func utf16() {
    for order in [[0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]] {
      let units: [UInt8] = "<a><b>ü</b></a>".utf16.flatMap { unit in
        let pair: [UInt8] = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        return order == [0xFF, 0xFE] ? pair : pair.reversed()
      }
      #expect(XMLLeaves(order + units, wanted: ["a/b"], valueLimit: 64)["a/b"] == "ü")
    }
  }

  @Test func depthIsOnlyCounted() {
    let many: Int = 200_000
    let text: String =
      "<a>" + String(repeating: "<x>", count: many) + String(repeating: "</x>", count: many) + "<b>y</b></a>"
    #expect(read(text)["a/b"] == "y")
  }
}
