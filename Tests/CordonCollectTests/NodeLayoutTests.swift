internal import CordonModel
internal import CordonTestSupport
internal import Testing

/// Trees laid out as pnpm, yarn and npm workspaces lay them out: each installed package is listed once, where it lies.
@Suite struct NodeLayoutTests {
  private func expect(_ inventory: Inventory, _ labels: [String]) {
    #expect(inventory.labels(.npmPackage) == labels)
    #expect(Set(inventory.packages.map(\.location)).count == inventory.packages.count)
    #expect(inventory.coverage(.npmPackages)?.state == .complete)
    #expect(inventory.coverage(.npmPackages)?.leftOut.isEmpty == true)
  }

  /// A store below `node_modules/.pnpm`, one folder a package and set of peers; links from the project, between the
  /// packages, and the hoisted ones in `.pnpm/node_modules`.
  @Test func pnpm() throws {
    let tree = try FixtureTree()
    let store: String = "app/node_modules/.pnpm"
    try tree.npmPackage("\(store)/express@4.18.2/node_modules/express", name: "express", version: "4.18.2")
    try tree.npmPackage("\(store)/debug@2.6.9/node_modules/debug", name: "debug", version: "2.6.9")
    try tree.npmPackage("\(store)/@babel+core@7.22.0/node_modules/@babel/core", name: "@babel/core", version: "7.22.0")
    // The same release with other peers is another copy on the disk.
    for peer in ["react@17.0.2", "react@18.2.0"] {
      try tree.npmPackage("\(store)/ui@1.0.0_\(peer)/node_modules/ui", name: "ui", version: "1.0.0")
    }
    try tree.write("\(store)/lock.yaml", "")
    try tree.link("\(store)/express@4.18.2/node_modules/debug", to: "../../debug@2.6.9/node_modules/debug")
    try tree.link("\(store)/node_modules/debug", to: "../debug@2.6.9/node_modules/debug")
    try tree.link("\(store)/node_modules/@babel/core", to: "../../@babel+core@7.22.0/node_modules/@babel/core")
    try tree.link("app/node_modules/express", to: ".pnpm/express@4.18.2/node_modules/express")
    try tree.link("app/node_modules/@babel/core", to: "../.pnpm/@babel+core@7.22.0/node_modules/@babel/core")
    try tree.write("app/node_modules/.modules.yaml", "")
    try tree.write("app/pnpm-lock.yaml", "lockfileVersion: '6.0'\n")
    expect(tree.look(), ["@babel/core@7.22.0", "debug@2.6.9", "express@4.18.2", "ui@1.0.0", "ui@1.0.0"])
  }

  /// In a workspace of pnpm each package has its own `node_modules`, whose links lead into the one store.
  @Test func pnpmWorkspace() throws {
    let tree = try FixtureTree()
    let store: String = "node_modules/.pnpm"
    try tree.npmPackage("\(store)/left-pad@1.3.0/node_modules/left-pad", name: "left-pad", version: "1.3.0")
    try tree.npmPackage("packages/a", name: "@w/a", version: "0.1.0")
    try tree.npmPackage("packages/b", name: "@w/b", version: "0.2.0")
    try tree.link("packages/a/node_modules/left-pad", to: "../../../\(store)/left-pad@1.3.0/node_modules/left-pad")
    try tree.link("packages/b/node_modules/@w/a", to: "../../../a")
    try tree.write("pnpm-workspace.yaml", "packages: ['packages/*']\n")
    try tree.write("pnpm-lock.yaml", "")
    expect(tree.look(), ["@w/a@0.1.0", "left-pad@1.3.0"])
  }

  /// Yarn 1: hoisted as npm does it, with `.yarn-integrity`; workspaces are links, and keep what collides.
  @Test func yarnClassic() throws {
    let tree = try FixtureTree()
    try tree.npmPackage("node_modules/lodash", name: "lodash", version: "4.17.21")
    try tree.npmPackage("node_modules/@types/node", name: "@types/node", version: "20.0.0")
    try tree.npmPackage("node_modules/a/node_modules/lodash", name: "lodash", version: "3.10.1")
    try tree.npmPackage("node_modules/a", name: "a", version: "1.0.0")
    try tree.npmPackage("packages/w/node_modules/lodash", name: "lodash", version: "2.4.2")
    try tree.npmPackage("packages/w", name: "w", version: "0.0.1")
    try tree.link("node_modules/w", to: "../packages/w")
    try tree.link("node_modules/.bin/a", to: "../a/cli.js")
    try tree.write("node_modules/.yarn-integrity", "{}")
    try tree.write("yarn.lock", "# yarn lockfile v1\n")
    expect(
      tree.look(), ["@types/node@20.0.0", "a@1.0.0", "lodash@2.4.2", "lodash@3.10.1", "lodash@4.17.21", "w@0.0.1"])
  }

  /// Yarn 2 and newer with `nodeLinker: node-modules`, and with `nodeLinker: pnpm`, whose store has another name.
  @Test func yarnBerry() throws {
    let tree = try FixtureTree()
    try tree.npmPackage("one/node_modules/lodash", name: "lodash", version: "4.17.21")
    try tree.write("one/node_modules/.yarn-state.yml", "")
    try tree.write("one/yarn.lock", "__metadata:\n")
    let store: String = "two/node_modules/.store/ms-npm-2.1.2-abc"
    try tree.npmPackage("\(store)/package", name: "ms", version: "2.1.2")
    try tree.link("two/node_modules/ms", to: ".store/ms-npm-2.1.2-abc/package")
    try tree.write("two/yarn.lock", "__metadata:\n")
    expect(tree.look(), ["lodash@4.17.21", "ms@2.1.2"])
  }
}
