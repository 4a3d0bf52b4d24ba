internal import CordonTestSupport
internal import Testing

@testable internal import CordonCollect

/// The kernel's resolver and ours have to agree on every path.
@Suite struct RootedDirectoryTests {
  private static func tree() throws -> FixtureTree {
    let tree = try FixtureTree()
    try tree.write("root/usr/lib/file", "inside")
    try tree.write("secret", "outside")
    try tree.link("root/lib", to: "usr/lib")
    try tree.link("root/absolute", to: "/usr/lib/file")
    try tree.link("root/usr/up", to: "../../../../lib/file")
    try tree.link("root/escape", to: "../secret")
    try tree.link("root/outside", to: tree.path("secret"))
    try tree.link("root/a", to: "b")
    try tree.link("root/b", to: "a")
    try tree.link("root/dangling", to: "nowhere")
    try tree.fifo("root/fifo")
    return tree
  }

  private func read(_ path: String, _ confinement: RootedDirectory.Confinement, _ stepwise: Bool) throws -> String {
    let tree: FixtureTree = try RootedDirectoryTests.tree()
    do throws(FileFailure) {
      let root = try RootedDirectory(path: tree.path("root"), confinement: confinement, stepwise: stepwise)
      let file = try root.openFile(Array(path.utf8))
      return String(decoding: try BoundedReader.whole(file, limit: 100).bytes, as: UTF8.self)
    } catch {
      return error.detail
    }
  }

  @Test(
    "in a root, every path stays inside",
    arguments: [
      ("usr/lib/file", "inside"), ("/usr/lib/file", "inside"), ("./usr//lib/./file", "inside"), ("lib/file", "inside"),
      ("absolute", "inside"), ("usr/up", "inside"), ("../../usr/lib/file", "inside"),
      ("escape", "vanished while being looked at"), ("outside", "vanished while being looked at"),
      ("../secret", "vanished while being looked at"), ("dangling", "vanished while being looked at"),
      ("a", "a symbolic link that ends nowhere or in a circle"), ("usr/lib/file/x", "not a folder"),
      ("usr", "not a regular file"), ("fifo", "not a regular file"), ("", "not a regular file"),
    ], [false, true])
  func inRoot(_ sample: (path: String, expected: String), stepwise: Bool) throws {
    #expect(try read(sample.path, .inRoot, stepwise) == sample.expected)
  }

  @Test(
    "in a folder, a path that leaves it is refused",
    arguments: [
      ("usr/lib/file", "inside"), ("lib/file", "inside"), ("usr/../lib/file", "inside"),
      ("absolute", "a symbolic link that leads out of the scope"),
      ("usr/up", "a symbolic link that leads out of the scope"),
      ("escape", "a symbolic link that leads out of the scope"),
      ("outside", "a symbolic link that leads out of the scope"),
      ("../secret", "a symbolic link that leads out of the scope"),
    ], [false, true])
  func beneath(_ sample: (path: String, expected: String), stepwise: Bool) throws {
    #expect(try read(sample.path, .beneath, stepwise) == sample.expected)
  }
}
