import CordonTestSupport

/// Small machines, projects and environments: affected ones and their clean neighbours.
enum ScenarioFixtures {
  /// A Debian root with one installed version of liblzma5.
  static func debianRoot(liblzma version: String) throws -> FixtureTree {
    let tree = try FixtureTree()
    try tree.write(
      "etc/os-release", "ID=debian\nVERSION_ID=\"13\"\nPRETTY_NAME=\"Debian GNU/Linux trixie/sid\"\n")
    try tree.write(
      "var/lib/dpkg/status",
      """
      Package: base-files
      Status: install ok installed
      Architecture: amd64
      Version: 13

      Package: liblzma5
      Status: install ok installed
      Architecture: amd64
      Multi-Arch: same
      Source: xz-utils
      Version: \(version)

      """)
    try tree.write("var/lib/dpkg/info/liblzma5:amd64.list", "/.\n")
    return tree
  }

  /// A project with one installed npm package.
  static func project(_ name: String, _ version: String) throws -> FixtureTree {
    let tree = try FixtureTree()
    try tree.write("package.json", "{\"name\": \"shop\", \"version\": \"1.0.0\"}")
    try tree.write("node_modules/\(name)/package.json", "{\"name\": \"\(name)\", \"version\": \"\(version)\"}")
    return tree
  }

  /// A Python environment with one installed distribution.
  static func environment(_ name: String, _ version: String) throws -> FixtureTree {
    let tree = try FixtureTree()
    let folder: String = "lib/python3.11/site-packages/\(name)-\(version).dist-info"
    try tree.write("pyvenv.cfg", "home = /usr/bin\n")
    try tree.write("\(folder)/METADATA", "Metadata-Version: 2.1\nName: \(name)\nVersion: \(version)\n\nText\n")
    return tree
  }
}
