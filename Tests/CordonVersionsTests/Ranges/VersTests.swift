import CordonVersions
import Testing

@Suite struct VersTests {
  @Test(arguments: [
    ("vers:deb/>=1:2.3|<2:1", VersionScheme.dpkg, "vers:deb/>=1:2.3|<2:1"),
    ("vers:npm/ 2.0.0 | 1.0.0 ", .npm, "vers:npm/1.0.0|2.0.0"),
    ("VERS:NPM/1.0.0", .npm, "vers:npm/1.0.0"),
    ("vers:pypi/>=1.0|>=2.0|<3.0", .pep440, "vers:pypi/>=1.0|<3.0"),
    ("vers:pypi/>=1.0|<2.0|<3.0", .pep440, "vers:pypi/>=1.0|<3.0"),
    ("vers:npm/1.0.0|1.0.0", .npm, "vers:npm/1.0.0"),
    ("vers:npm/!=1.5.0", .npm, "vers:npm/!=1.5.0"),
    ("vers:npm/>=1.0.0|!=1.5.0|<2.0.0", .npm, "vers:npm/>=1.0.0|!=1.5.0|<2.0.0"),
    ("vers:npm/1.0.0-a%2Bb", .npm, "vers:npm/1.0.0-a+b"),
    ("vers:all/*", .generic, "vers:generic/*"),
    ("vers:none/*", .generic, "vers:none/*"),
    ("vers:intdot/<10.2", .generic, "vers:generic/<10.2"),
    ("vers:golang/<v1.2.3", .go, "vers:golang/<v1.2.3"),
  ])
  func readsTolerantly(_ text: String, _ scheme: VersionScheme, _ canonical: String) throws {
    let range = try VersionRange(vers: text)
    #expect(range.scheme == scheme)
    #expect(range.canonicalText == canonical)
    #expect(try VersionRange(vers: canonical).canonicalText == canonical)
  }

  @Test(arguments: [
    "vers:npm/>=2.0.0|<1.0.0", "vers:npm/1.0.0|1.0.0", "vers:npm/>=1.0.0|>=2.0.0", "vers:npm/<1.0.0|<2.0.0",
    "vers:npm/1.0.0|<2.0.0", "vers:npm/1.0.0|", "vers:npm/|1.0.0", "vers:npm/1.0.0||2.0.0", "vers:npm/*|1.0.0",
    "vers:npm/* ", " vers:npm/*", "vers:NPM/*", "Vers:npm/*", "vers:npm/", "vers:npm", "vers:npm/>=",
    "vers:npm/1.0.0%2B1",
    "vers:lexicographic/a%3db", "vers:lexicographic/a%", "vers:lexicographic/a%zz", "vers:lexicographic/a*b",
    "vers:lexicographic/ä", "vers:datetime/2024-01-01t00:00:00z", "vers:datetime/2024-01-01T00%3A00:00Z",
    "vers:nosuch/1", "vers:all/1.0", "npm/1.0.0", "vers:none/1.0",
  ])
  func refusesWhatIsNotCanonical(_ text: String) {
    #expect(throws: VersionError.self) { try VersionRange(canonicalVers: text) }
  }

  @Test(arguments: [
    "vers:npm/>=1.0.0|<2.0.0|3.0.0|>=4.0.0", "vers:npm/<1.0.0|!=2.0.0|>=3.0.0", "vers:npm/!=1.0.0|!=2.0.0",
    "vers:npm/*",
    "vers:lexicographic/a%3Db",
  ])
  func acceptsWhatIsCanonical(_ text: String) {
    #expect(throws: Never.self) { try VersionRange(canonicalVers: text) }
  }

  @Test func schemesDoNotMix() throws {
    for text in ["vers:npm/1.0.0", "npm:1.0.0", "deb:1.0"] {
      let error: VersionError? = #expect(throws: VersionError.self) { try VersionRange(text, scheme: .windows) }
      #expect(error?.code == .schemeMismatch)
    }
    let range = try VersionRange("< 2.0", scheme: .generic)
    #expect(try !range.contains(Version("1.0", scheme: .dpkg)))
    #expect(try VersionRange("vers:none/*", scheme: .dpkg).contains(text: "1.0") == false)
  }

  @Test func inferTakesTheSchemeFromTheText() throws {
    #expect(try VersionRange.infer("vers:deb/<1.0").scheme == .dpkg)
    #expect(try VersionRange.infer("npm:^1.2").scheme == .npm)
    #expect(try VersionRange.infer("pep440:~=1.4").scheme == .pep440)
    #expect(try VersionRange.infer("deb:<< 1:2.0").contains(text: "1.9"))
    #expect(try VersionRange.infer("< 2.0").scheme == .generic)
  }
}
