import CordonOperations
import CordonTestSupport
import Testing

@Suite("AdvisoryPlaces")
struct AdvisoryPlacesTests {
  @Test("an installed program finds the packs beside it")
  func installed() throws {
    let tree = try FixtureTree()
    try tree.folder("usr/share/cordon/advisories")
    let places: AdvisoryPlaces = .standard(executable: tree.path("usr/bin/cordon"), environment: ["HOME": "/home/me"])
    #expect(places.installation == tree.path("usr/share/cordon/advisories"))
    #expect(places.system == "/etc/cordon/advisories")
    #expect(places.user == "/home/me/.config/cordon/advisories")
  }

  @Test("a program built in a checkout finds the checkout's packs")
  func checkout() throws {
    let tree = try FixtureTree()
    try tree.write("Package.swift", "")
    try tree.folder("Advisories")
    let places: AdvisoryPlaces = .standard(executable: tree.path(".build/release/cordon"), environment: [:])
    #expect(places.installation == tree.path("Advisories"))
    #expect(places.user == nil)
  }

  @Test("the environment can name the folders, but no relative ones")
  func environment() throws {
    let tree = try FixtureTree()
    let places: AdvisoryPlaces = .standard(
      executable: tree.path("cordon"),
      environment: ["CORDON_ADVISORIES": "/srv/packs", "XDG_CONFIG_HOME": "relative", "HOME": "/root"])
    #expect(places.installation == "/srv/packs")
    #expect(places.user == "/root/.config/cordon/advisories")
  }
}
