internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Foundation
internal import Testing

@testable internal import CordonCollect

/// The real programs agree on what they installed themselves.
@Suite struct ProgramOracleTests {
  private func run(_ script: String, in tree: FixtureTree) throws -> (text: String, code: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = URL(fileURLWithPath: tree.path)
    process.environment = [
      "HOME": tree.path("home"), "PATH": "/usr/bin:/bin", "XDG_DATA_HOME": tree.path("home/.local/share"),
      "FLATPAK_USER_DIR": tree.path("home/.local/share/flatpak"), "LC_ALL": "C",
    ]
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data: Data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }

  @Test func flatpakListsTheSame() throws {
    let tree = try FixtureTree()
    guard try run("command -v flatpak", in: tree).code == 0 else {
      print("flatpak is missing: its list is not held against the inventory")
      return
    }
    try tree.folder("home")
    try tree.write(
      "app/metadata",
      "[Application]\nname=org.example.App\nruntime=org.example.Platform/x86_64/stable\ncommand=x\n")
    try tree.write("app/files/bin/x", "#!/bin/sh\n")
    try tree.write(
      "app/files/share/metainfo/org.example.App.metainfo.xml",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <component type="desktop-application"><id>org.example.App</id><name>Example</name>
      <releases><release version="4.2.1" date="2024-05-01"/><release version="4.2.0" date="2024-01-01"/></releases>
      </component>
      """)
    try tree.folder("app/export")
    let answer = try run(
      """
      { printf '<components version="0.8">'; tail -n +2 app/files/share/metainfo/*.xml; printf '</components>'; } > xml
      mkdir -p app/files/share/app-info/xmls && gzip -c xml > app/files/share/app-info/xmls/org.example.App.xml.gz
      { flatpak build-export repo app stable && flatpak --user remote-add --no-gpg-verify r repo \\
        && flatpak --user install --no-deps --no-related -y --noninteractive r org.example.App; } > log 2>&1
      flatpak --user list --columns=application,version,branch
      """, in: tree)
    let row: [Substring] = answer.text.split(separator: "\n").first?.split(separator: "\t") ?? []
    guard row.count == 3 else {
      print("flatpak cannot install here: its list is not held against the inventory")
      return
    }
    let inventory: Inventory = InventoryCollector().collect(
      .folder(tree.path("home")), checks: [.programs], now: .init(secondsSinceEpoch: 4_000_000_000))
    let found: SoftwarePackage = try #require(inventory.packages.first)
    #expect(inventory.packages.count == 1)
    #expect([found.purl.name, found.version ?? ""] == row.prefix(2).map(String.init))
    #expect(found.name == "Example")
  }

  @Test func chromiumListsTheUnpackedExtension() throws {
    let tree = try FixtureTree()
    guard try run("command -v chromium", in: tree).code == 0 else {
      print("chromium is missing: its preferences are not held against the inventory")
      return
    }
    try tree.folder("home")
    try tree.write("ext/manifest.json", "{\"name\":\"Mine\",\"version\":\"1.2.3\",\"manifest_version\":3}")
    let answer = try run(
      """
      timeout 60 chromium --headless=new --no-sandbox --disable-gpu --disable-background-networking \\
        --user-data-dir="$PWD/profile" --load-extension="$PWD/ext" --dump-dom about:blank
      grep -q '"settings"' profile/Default/Preferences
      """, in: tree)
    guard answer.code == 0 else {
      print("chromium does not start here: its preferences are not held against the inventory")
      return
    }
    let inventory: Inventory = tree.look()
    #expect(inventory.labels(.browserExtension) == ["Mine@1.2.3"])
    #expect(inventory.gaps(.extensions).isEmpty)
  }
}
