internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Testing

@testable internal import CordonCollect

@Suite struct ContainerLayerTests {
  private static let podman: String = "var/lib/containers/storage/overlay"

  /// A Debian host with nothing but its own packages.
  private static func host() throws -> FixtureTree { try .debian(status: paragraph("host", "1")) }

  private static func fedora(_ tree: FixtureTree, _ layer: String, release: Bool = true) throws {
    if release { try tree.write(layer + "/etc/os-release", "ID=fedora\nVERSION_ID=40\n") }
    try tree.write(
      layer + "/usr/lib/sysimage/rpm/Packages.db",
      bytes: RpmFixture.ndb([RpmFixture.header(RpmFixture.Package("xz-libs", "5.6.0", "1.fc40"))]))
  }

  private static func inLayers(_ inventory: Inventory) -> [String] {
    inventory.packages.filter { $0.location.contains("/diff/") || $0.location.contains("/fs/") }
      .map(\.purl.canonicalText)
  }

  @Test func aHostWithoutContainersIsComplete() throws {
    let inventory: Inventory = try ContainerLayerTests.host().look(.root)
    let coverage: Coverage = try #require(inventory.coverage(.containerLayers))
    #expect(coverage.state == .complete)
    #expect(coverage.itemsFound == 0)
    #expect(coverage.scope.isEmpty)
  }

  @Test(
    "every database of a layer is read, with its place, in every kind of store",
    arguments: [
      podman + "/abc/diff", "var/lib/docker/overlay2/abc/diff", "var/lib/docker/fuse-overlayfs/abc/diff",
      "var/lib/docker/containerd/daemon/io.containerd.snapshotter.v1.overlayfs/snapshots/7/fs",
      "var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/7/fs",
      "root/.local/share/containers/storage/overlay/abc/diff", "home/anna/.local/share/docker/overlay2/abc/diff",
      "srv/people/ben/.local/share/containers/storage/overlay/abc/diff",
    ])
  func stores(layer: String) throws {
    let tree: FixtureTree = try ContainerLayerTests.host()
    try tree.write("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nben:x:1000:1000::/srv/people//ben/:/bin/sh\nbad\n")
    try ContainerLayerTests.fedora(tree, layer)
    let inventory: Inventory = tree.look(.root)
    #expect(
      ContainerLayerTests.inLayers(inventory) == ["pkg:rpm/fedora/xz-libs@5.6.0-1.fc40?arch=x86_64&distro=fedora-40"])
    #expect(inventory.packages.last?.location == tree.path(layer + "/usr/lib/sysimage/rpm/Packages.db"))
    #expect(inventory.coverage(.containerLayers)?.state == .complete)
    #expect(inventory.coverage(.containerLayers)?.itemsFound == 1)
    #expect(inventory.coverage(.systemPackages)?.itemsFound == 1)
  }

  /// A base layer, a layer above it that changed dpkg's database, and the links that say so.
  private static func stack() throws -> FixtureTree {
    let tree: FixtureTree = try host()
    let base: String = podman + "/base"
    try tree.write(base + "/diff/usr/lib/os-release", "ID=ubuntu\nVERSION_ID=\"24.04\"\n")
    try tree.link(base + "/diff/etc/os-release", to: "../usr/lib/os-release")
    try tree.write(base + "/diff/var/lib/dpkg/status", paragraph("a", "1") + paragraph("b", "1"))
    try tree.link(podman + "/l/SHORTBASE", to: "../base/diff")
    try tree.link(podman + "/l/SHORTMIDDLE", to: "../middle/diff")
    try tree.folder(podman + "/middle/diff/tmp")
    try tree.write(podman + "/middle/lower", "l/SHORTBASE")
    try tree.write(podman + "/top/diff/var/lib/dpkg/status", paragraph("a", "2") + paragraph("b", "1"))
    try tree.write(podman + "/top/lower", "l/SHORTMIDDLE:l/SHORTBASE")
    return tree
  }

  @Test("a layer without os-release is of the distribution of the layers below")
  func distributionOfTheLayersBelow() throws {
    let inventory: Inventory = try ContainerLayerTests.stack().look(.root)
    #expect(
      ContainerLayerTests.inLayers(inventory) == [
        "pkg:deb/ubuntu/a@1?arch=amd64&distro=ubuntu-24.04", "pkg:deb/ubuntu/a@2?arch=amd64&distro=ubuntu-24.04",
        "pkg:deb/ubuntu/b@1?arch=amd64&distro=ubuntu-24.04", "pkg:deb/ubuntu/b@1?arch=amd64&distro=ubuntu-24.04",
      ])
    #expect(inventory.coverage(.containerLayers)?.state == .complete)
  }

  @Test("what a layer removed is absent there, and no gap", arguments: ["status", "", "..", "../.."])
  func whiteouts(removed: String) throws {
    let tree: FixtureTree = try ContainerLayerTests.stack()
    let layer: String = ContainerLayerTests.podman + "/top/diff/"
    try tree.remove(layer + "var")
    let path: String =
      ["status": "var/lib/dpkg/status", "": "var/lib/dpkg", "..": "var/lib", "../..": "var"][removed] ?? ""
    try tree.whiteout(layer + path)
    let inventory: Inventory = tree.look(.root)
    #expect(ContainerLayerTests.inLayers(inventory).count == 2)
    #expect(inventory.gaps(.containerLayers).isEmpty)
  }

  @Test("a removed package of pacman's is absent in that layer")
  func removedPacmanPackage() throws {
    let tree: FixtureTree = try ContainerLayerTests.host()
    let local: String = ContainerLayerTests.podman + "/abc/diff/var/lib/pacman/local"
    try tree.whiteout(local + "/old-1-1")
    try tree.write(local + "/new-1-1/desc", "%NAME%\nnew\n\n%VERSION%\n1-1\n\n")
    let inventory: Inventory = tree.look(.root)
    #expect(inventory.labels(.pacmanLocal) == ["new@1-1"])
    #expect(inventory.gaps(.containerLayers).isEmpty)
  }

  @Test("no link of a layer leads out of it", arguments: [false, true])
  func confinement(stepwise: Bool) throws {
    var options = InventoryOptions()
    options.resolvesStepwise = stepwise
    let tree: FixtureTree = try ContainerLayerTests.host()
    let outside: FixtureTree = try .debian(status: paragraph("secret", "1"))
    let store: String = ContainerLayerTests.podman
    // `/` of a layer is the layer: its var/lib/dpkg would be its own, and there is none.
    try tree.link(store + "/one/diff/var", to: "/")
    try tree.link(store + "/two/diff/var/lib/dpkg", to: outside.path("var/lib/dpkg"))
    try tree.link(store + "/three/diff/var/lib/dpkg/status", to: "../../../../../../../../../../var/lib/dpkg/status")
    // In the place of the files, of a layer, and of a layer below.
    try tree.link(store + "/four/diff", to: "/")
    try tree.link(store + "/five", to: "/")
    try ContainerLayerTests.fedora(tree, store + "/six/diff", release: false)
    try tree.link(store + "/l/S", to: "../../../../../../..")
    try tree.link(store + "/l/T", to: "../../diff")
    try tree.write(store + "/six/lower", "l/S:l/T:../../..:/etc:l/../..")
    let inventory: Inventory = tree.look(.root, options: options)
    #expect(ContainerLayerTests.inLayers(inventory) == ["pkg:rpm/xz-libs@5.6.0-1.fc40?arch=x86_64"])
    #expect(inventory.packages.filter { $0.foundBy == .dpkgStatus }.map(\.name) == ["host"])
    let gaps: [String] = inventory.gaps(.containerLayers).map(\.path)
    #expect(gaps.contains(tree.path(store + "/four/diff")))
    #expect(gaps.contains(tree.path(store + "/five/diff")))
    // Six has no distribution, three's link ends nowhere.
    #expect(gaps.contains { $0.contains("/six/diff/usr/lib/sysimage") })
    #expect(gaps.contains(tree.path(store + "/three/diff/var/lib/dpkg/status")))
  }

  @Test("what a store keeps beside its layers is none")
  func otherEntries() throws {
    let tree: FixtureTree = try ContainerLayerTests.stack()
    try tree.write(ContainerLayerTests.podman + "/.has-mount-program", "true")
    try tree.fifo(ContainerLayerTests.podman + "/backingFsBlockDev")
    try tree.folder(ContainerLayerTests.podman + "/staging")
    #expect(tree.look(.root).coverage(.containerLayers)?.state == .complete)
  }

  @Test("more layers than the limit are a gap")
  func limit() throws {
    var options = InventoryOptions()
    options.containerLayers = 1
    let inventory: Inventory = try ContainerLayerTests.stack().look(.root, options: options)
    #expect(ContainerLayerTests.inLayers(inventory).count == 2)
    #expect(inventory.gaps(.containerLayers).map(\.detail) == ["more than 1 layers"])
  }

  @Test(
    "a store that its program's configuration moved is found",
    arguments: [
      ("etc/containers/storage.conf", "# x\n[storage]\ndriver = \"overlay\"\ngraphroot = \"/data/pods/\"\n", "overlay"),
      ("etc/containers/storage.conf", "[ storage ] # where\ngraphroot = \"/data/pods\"\n", "overlay"),
      ("etc/docker/daemon.json", "{\"debug\": true, \"data-root\" : \"/data/pods\"}", "overlay2"),
      (
        "etc/containerd/config.toml", "version = 2\nroot = '/data/pods'\n[plugins]\nroot = '/elsewhere'\n",
        "io.containerd.snapshotter.v1.overlayfs/snapshots"
      ),
    ])
  func movedStores(file: String, text: String, store: String) throws {
    let tree: FixtureTree = try ContainerLayerTests.host()
    try tree.write(file, text)
    try ContainerLayerTests.fedora(tree, "data/pods/\(store)/1/" + (store.hasPrefix("io.") ? "fs" : "diff"))
    #expect(ContainerLayerTests.inLayers(tree.look(.root)).count == 1)
    try tree.write(file, text.replacing("/data/pods", with: "$HOME/pods"))
    let gaps: [Coverage.Gap] = tree.look(.root).gaps(.containerLayers)
    #expect(gaps.map(\.path) == [tree.path(file)])
    // A path that climbs stays in the root.
    try tree.write(file, text.replacing("/data/pods", with: "/../../../../../../etc"))
    #expect(tree.look(.root).coverage(.containerLayers)?.itemsFound == 0)
  }

  @Test(
    "layers on a disk that is not mounted are a gap: behind a link, or in a chosen place", arguments: [false, true])
  func absentDisk(stepwise: Bool) throws {
    var options = InventoryOptions()
    options.resolvesStepwise = stepwise
    let tree: FixtureTree = try ContainerLayerTests.host()
    try tree.link("var/lib/docker", to: "/mnt/data/docker")
    try tree.link("root/.local", to: "/mnt/home")
    let gaps: [Coverage.Gap] = tree.look(.root, options: options).gaps(.containerLayers)
    #expect(gaps.map(\.path).sorted() == ["root/.local", "var/lib/docker"].map { tree.path($0) })
    try tree.folder("mnt/data/docker")
    try tree.folder("mnt/home")
    #expect(tree.look(.root, options: options).coverage(.containerLayers)?.state == .complete)
    for folder in ["mnt/images", nil] {
      try tree.write("etc/docker/daemon.json", "{\"data-root\": \"/mnt/images\"}")
      if let folder { try tree.folder(folder) }
      let empty: [Coverage.Gap] = tree.look(.root, options: options).gaps(.containerLayers)
      #expect(empty.map(\.path) == [tree.path("mnt/images")])
      if folder != nil { try tree.remove("mnt/images") }
    }
    // What is delivered with the program is no choice.
    try tree.write("etc/docker/daemon.json", "{\"data-root\": \"/var/lib/docker\"}")
    #expect(tree.look(.root, options: options).coverage(.containerLayers)?.state == .complete)
  }

  @Test("packages of dpkg's in a layer of which nobody knows the distribution are listed, and the doubt is said")
  func unknownDistribution() throws {
    let tree: FixtureTree = try ContainerLayerTests.host()
    let layer: String = "var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/7/fs"
    try tree.write(layer + "/var/lib/dpkg/status", paragraph("a", "1"))
    let inventory: Inventory = tree.look(.root)
    #expect(ContainerLayerTests.inLayers(inventory).count == 1)
    #expect(inventory.gaps(.containerLayers).map(\.path) == [tree.path(layer)])
  }

  @Test("a budget that the host's packages used up is a gap of the layers too")
  func budget() throws {
    let tree: FixtureTree = try ContainerLayerTests.stack()
    try tree.write("var/lib/dpkg/status", paragraph("a", "1") + paragraph("b", "1"))
    var options = InventoryOptions()
    options.packages = 1
    let inventory: Inventory = tree.look(.root, options: options)
    #expect(inventory.packages.count == 1)
    #expect(inventory.coverage(.containerLayers)?.itemsFound == 0)
    #expect(
      inventory.gaps(.containerLayers).contains {
        $0.path == tree.path(ContainerLayerTests.podman) && $0.detail == "more than 1 packages"
      })
  }

  @Test("a store of another kind is a gap")
  func otherStores() throws {
    let tree: FixtureTree = try ContainerLayerTests.host()
    try tree.folder("var/lib/docker/btrfs/subvolumes/abc")
    #expect(tree.look(.root).gaps(.containerLayers).map(\.reason) == [.capabilityMissing])
  }

  @Test("stores and homes that may not be read are gaps, once each")
  func refused() throws {
    let tree: FixtureTree = try ContainerLayerTests.stack()
    try tree.folder("home/anna/.local/share/containers/storage/overlay")
    try tree.folder("var/lib/docker/overlay2")
    try tree.setMode("home/anna", 0)
    try tree.setMode("var/lib/docker", 0)
    try tree.setMode("", 0o755)
    defer { for path in ["home/anna", "var/lib/docker"] { try? tree.setMode(path, 0o755) } }
    let inventory: Inventory = try #require(Unprivileged.run { tree.look(.root) })
    let gaps: [Coverage.Gap] = inventory.gaps(.containerLayers)
    #expect(gaps.contains { $0.path == tree.path("var/lib/docker/overlay2") && $0.isRefused })
    #expect(gaps.filter { $0.path.hasPrefix(tree.path("home/anna")) }.count == 1)
    #expect(ContainerLayerTests.inLayers(inventory).count == 4)
  }

  @Test("a link to where a store was is a gap, once", arguments: ["var/lib/docker", "home/anna/.local/share"])
  func brokenLinks(link: String) throws {
    let tree: FixtureTree = try ContainerLayerTests.host()
    try tree.write("etc/passwd", "anna:x:1000:1000::/home/anna:/bin/sh\n")
    try tree.folder("home/anna/.local")
    try tree.link(link, to: "/data/that/is/not/mounted")
    #expect(tree.look(.root).gaps(.containerLayers).map(\.path) == [tree.path(link)])
    try tree.folder("data/that/is/not/mounted")
    #expect(tree.look(.root).coverage(.containerLayers)?.state == .complete)
  }

  @Test("a system that is no Linux has no answer here, and an unknown one a gap")
  func otherPlatforms() throws {
    let tree = try FixtureTree()
    #expect(tree.look(.root).coverage(.containerLayers)?.state == .failed)
    try tree.folder("Windows/System32")
    #expect(tree.look(.root).coverage(.containerLayers) == nil)
  }
}
