import Foundation
import Testing

@Suite("cordon versions, end to end")
struct VersionsCommandTests {
  @Test(
    "compare prints the order",
    arguments: [
      (["dpkg", "1.0~rc1", "1.0"], "<"), (["semver", "1.0.0", "1.0.0-rc.1"], ">"),
      (["windows", "18.12.416.0", "18.12.416"], "="), (["deb", "5.6.1+really5.4.5-1", "5.6.1-1"], ">"),
    ])
  func compare(arguments: [String], expected: String) throws {
    let outcome = try CordonProgram.run(["versions", "compare"] + arguments)
    #expect(outcome.code == 0)
    #expect(outcome.output == expected + "\n")
  }

  @Test(
    "match prints true or false",
    arguments: [
      ("vers:npm/>=1.0.0|<2.0.0", "1.4.2", "true"), ("vers:npm/>=1.0.0|<2.0.0", "2.0.0", "false"),
      ("through 18.12.416", "18.12.407", "true"), ("npm:^1.2", "1.9.0", "true"),
    ])
  func match(range: String, version: String, expected: String) throws {
    let outcome = try CordonProgram.run(["versions", "match", range, version])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output == expected + "\n")
  }

  @Test("purl prints the canonical form and the parts")
  func purl() throws {
    let outcome = try CordonProgram.run(["versions", "purl", "pkg:NPM/%40angular/core@17.0.0?b=2&a=1"])
    let json: [String: Any] = try outcome.json()
    #expect(json["canonical"] as? String == "pkg:npm/%40angular/core@17.0.0?a=1&b=2")
    #expect(json["namespace"] as? String == "@angular")
    #expect(json["subpath"] is NSNull)
    #expect(outcome.output.split(separator: "\n").count == 1)
  }

  @Test("lines of standard input are answered line by line, and a bad line does not stop the rest")
  func batch() throws {
    let compare = try CordonProgram.run(
      ["versions", "compare", "-"],
      input: "dpkg\t1.0\t1.1\nnosuch\t1\t2\n\ndpkg\t1.0\nsemver\tx\t1.0.0\ndpkg\t2:1.0\t1:9.0\r\nlast\t1")
    #expect(compare.code == 0)
    let lines: [Substring] = compare.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count == 7)
    #expect(lines.first == "<")
    for index in [1, 2, 3, 4, 6] { #expect(lines[index].hasPrefix("error: "), "\(lines[index])") }
    #expect(lines[5] == ">")

    let match = try CordonProgram.run(
      ["versions", "match", "-"], input: "vers:deb/<=5.6.1-1\t5.6.0-1\nvers:deb/<=5.6.1-1\t5.6.2-1\n")
    #expect(match.output == "true\nfalse\n")
    let purl = try CordonProgram.run(["versions", "purl", "-"], input: "pkg:npm/axios@1.14.1\nno purl\n")
    #expect(purl.output.split(separator: "\n").last?.hasPrefix("error: ") == true)
  }

  @Test("a line of ten million characters costs one error, not memory")
  func longLine() throws {
    let outcome = try CordonProgram.run(
      ["versions", "compare", "-"], input: String(repeating: "1", count: 10_000_000) + "\ndpkg\t1\t2\n")
    #expect(outcome.output.split(separator: "\n").last == "<")
    #expect(outcome.output.hasPrefix("error: "))
  }

  @Test(
    "errors say what is wrong",
    arguments: [
      (["compare", "dpkg", "1.0"], Int32(64)), (["compare", "nosuch", "1", "2"], Int32(65)),
      (["match", "builds of June 2018", "1.0"], Int32(65)), (["purl", "npm/axios"], Int32(65)),
    ])
  func errors(arguments: [String], code: Int32) throws {
    let outcome = try CordonProgram.run(["versions"] + arguments)
    #expect(outcome.code == code)
    #expect(!outcome.errors.isEmpty)
    #expect(outcome.output.isEmpty)
  }

  @Test("help is help, not a version", arguments: ["compare", "match", "purl"])
  func help(command: String) throws {
    let outcome = try CordonProgram.run(["versions", command, "--help"])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("cordon versions " + command))
  }
}
