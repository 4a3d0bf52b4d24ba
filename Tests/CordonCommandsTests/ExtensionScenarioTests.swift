import CordonTestSupport
import Foundation
import Testing

@Suite("cordon check finds extensions of editors and browsers")
struct ExtensionScenarioTests {
  @Test(
    "the editor extension of the TeamPCP campaign, of any user and editor",
    arguments: ["home/a/.vscode", "root/.vscode-server", "home/b/.cursor"])
  func editorExtension(home: String) throws {
    let affected: FixtureTree = try machine(home, version: "2.53.0")
    let outcome = try CordonProgram.run(["check", "teampcp-2026", "--path", affected.path, "-o", "json"])
    #expect(outcome.code == 10)
    #expect(try outcome.verdict(of: "teampcp-2026") == "affected")
    let match: [String: Any] = try #require(try outcome.matches(of: "teampcp-2026").first)
    #expect(match["version"] as? String == "2.53.0")
    #expect((match["location"] as? String)?.hasSuffix("extensions/checkmarx.ast-results-2.53.0") == true)

    let clean: FixtureTree = try machine(home, version: "2.52.0")
    let neighbour = try CordonProgram.run(["check", "teampcp-2026", "--path", clean.path, "-o", "json"])
    #expect(try neighbour.matches(of: "teampcp-2026").isEmpty)
  }

  private func machine(_ home: String, version: String) throws -> FixtureTree {
    let tree = try FixtureTree()
    try tree.write(
      "\(home)/extensions/checkmarx.ast-results-\(version)/package.json",
      "{\"publisher\":\"Checkmarx\",\"name\":\"ast-results\",\"version\":\"\(version)\",\"engines\":{\"vscode\":\"*\"}}"
    )
    return tree
  }

  @Test("a browser extension and a Firefox add-on by their package URLs")
  func browserExtensions() throws {
    let tree = try FixtureTree()
    let id: String = String(repeating: "abcdefgh", count: 4)
    try tree.write(
      "home/a/.config/google-chrome/Default/Extensions/\(id)/24.10.4_0/manifest.json",
      "{\"name\":\"\u{202E}Guard\\u001b[31m\",\"version\":\"24.10.4\",\"manifest_version\":3}")
    try tree.write(
      "home/b/.mozilla/firefox/x.default-release/extensions.json",
      "{\"schemaVersion\":36,\"addons\":[{\"id\":\"guard@example.org\",\"version\":\"1.0\"}]}")
    for purl in ["pkg:chrome-extension/\(id)", "pkg:firefox-extension/guard%40example.org"] {
      try tree.write("case.yaml", pack(purl, version: purl.contains("chrome") ? "24.10.4" : "1.0"))
      let outcome = try CordonProgram.run(
        ["check", "--advisory", tree.path("case.yaml"), "--path", tree.path("home"), "-o", "json"])
      #expect(try outcome.verdict(of: "extension-case") == "affected", "\(outcome.errors)")
      let table = try CordonProgram.run(["check", "--advisory", tree.path("case.yaml"), "--path", tree.path("home")])
      #expect(!table.output.contains("\u{202E}") && !table.output.contains("\u{1B}[31m"))
    }
  }

  private func pack(_ purl: String, version: String) -> String {
    """
    pack: 1
    id: extension-case
    revision: 1
    title: {en: "An extension", de: "Eine Erweiterung"}
    summary: {en: "A case of a test.", de: "Ein Fall eines Tests."}
    category: compromised-software
    tlp: CLEAR
    severity: {bsi: 3}
    dates: {disclosed: 2026-01-01, initial_release_date: 2026-01-01, current_release_date: 2026-01-01}
    references: [{summary: "a", url: "https://example.org/"}]
    sources: {s: "a test"}
    platforms: [any]
    products:
      - {product_id: guard, name: guard, platform: any, purl: "\(purl)", known_affected: ["\(version)"], sources: [s]}
    checks:
      - {platform: any, targets: [live, root, folder], require: [extensions]}
    tests:
      - {package: "\(purl)@\(version)", expect: affected}
      - {package: "\(purl)@0.1", expect: no-match, why: "another version"}
    """
  }
}
