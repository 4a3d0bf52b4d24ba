import CordonTestSupport
import Foundation
import Testing

/// `-o FORMAT[=FILE]`, as a user meets it.
struct OutputFormatTests {
  private static let formats: [(name: String, start: String)] = [
    ("table", "▲ Affected"), ("plain", "CORDON AFFECTED 1/1 advisories: xz-2024"), ("json", "{"),
    ("ndjson", "{\"kind\""),
    ("csv", "\"kind\",\"advisory\""), ("sarif", "{\"$schema\""), ("junit", "<?xml"), ("md", "**▲ Affected"),
    ("html", "<!DOCTYPE html>"), ("cyclonedx", "{\"$schema\""),
  ]

  @Test("one run writes every format, each into a file of its own")
  func everyFormat() throws {
    let root: FixtureTree = try ScenarioFixtures.debianRoot(liblzma: "5.6.1-1")
    var arguments: [String] = ["check", "xz-2024", "--root", root.path]
    for format in OutputFormatTests.formats {
      arguments += ["-o", format.name + "=" + root.path("out." + format.name)]
    }
    let outcome = try CordonProgram.run(arguments)
    #expect(outcome.code == 10, "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    for format in OutputFormatTests.formats {
      let text: String = try String(contentsOfFile: root.path("out." + format.name), encoding: .utf8)
      #expect(text.hasPrefix(format.start), "\(format.name): \(text.prefix(60))")
    }
    let left: [String] = try FileManager.default.contentsOfDirectory(atPath: root.path)
    #expect(!left.contains { $0.hasPrefix(".cordon-") }, "a draft was left behind: \(left)")
  }

  @Test("--plain is -o plain, and the exit code can be kept apart from the verdict")
  func plain() throws {
    let root: FixtureTree = try ScenarioFixtures.debianRoot(liblzma: "5.6.1-1")
    let outcome = try CordonProgram.run(["check", "xz-2024", "--root", root.path, "--plain", "--fail-on", "never"])
    #expect(outcome.code == 0)
    let lines: [Substring] = outcome.output.split(separator: "\n")
    #expect(lines.first?.hasPrefix("CORDON AFFECTED 1/1 advisories: xz-2024 | affected=1 ") == true)
    #expect(lines.dropFirst().allSatisfy { $0.split(separator: "\t").count == 11 })
  }

  @Test("a file is replaced whole or not at all")
  func wholeOrNot() throws {
    let root: FixtureTree = try ScenarioFixtures.debianRoot(liblzma: "5.6.1-1")
    let real: String = root.path("real.json")
    let link: String = root.path("link.json")
    try Data("old".utf8).write(to: URL(fileURLWithPath: real))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: real)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real.json")
    let outcome = try CordonProgram.run(["check", "xz-2024", "--root", root.path, "-o", "json=" + link])
    #expect(outcome.code == 10, "\(outcome.errors)")
    let attributes = try FileManager.default.attributesOfItem(atPath: real)
    #expect((attributes[.posixPermissions] as? Int) == 0o600, "who may read it stays")
    #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: link)) == "real.json", "the link stays")
    #expect(try String(contentsOfFile: real, encoding: .utf8).hasPrefix("{"))
    // A folder that cannot be written to, and a device that is full.
    let full = try CordonProgram.run(["check", "xz-2024", "--root", root.path, "-o", "json=/dev/full"])
    #expect(full.code == 1)
    #expect(full.errors.contains("/dev/full"))
  }

  @Test(
    "what cannot be written is said before anything is looked at",
    arguments: [
      (["-o", "json=a.json", "-o", "sarif=a.json"], Int32(64), "cannot share a file"),
      (["-o", "json=/nonexistent/a.json"], Int32(1), "/nonexistent/a.json"),
      (["-o", "html=/tmp"], Int32(1), "/tmp"),
      (["--plain", "-o", "json"], Int32(64), "json=result.json"),
    ])
  func early(arguments: [String], code: Int32, fragment: String) throws {
    // The target does not exist either: had it been looked at first, that would be the error.
    let outcome = try CordonProgram.run(["check", "--root", "/nonexistent-root"] + arguments)
    #expect(outcome.code == code, "\(outcome.errors)")
    #expect(outcome.errors.contains(fragment), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }
}
