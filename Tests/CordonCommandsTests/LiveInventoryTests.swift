import CordonTestSupport
import Foundation
import Testing

/// The CycloneDX document of the machine the tests run on: whether a validator takes it, and whether it holds what the
/// package managers themselves list.
struct LiveInventoryTests {
  /// A package manager, and the package URLs (without qualifiers) of what it lists.
  struct Oracle: Sendable, CustomTestStringConvertible {
    let name: String
    let command: [String]
    let purls: @Sendable (Data) -> [String]

    var testDescription: String { name }
  }

  static let oracles: [Oracle] = [
    Oracle(name: "dpkg-query", command: ["dpkg-query", "-W", "-f", "${Package} ${Version} ${db:Status-Status}\n"]) {
      lines(of: $0).compactMap { fields in
        fields.count == 3 && fields[2] == "installed" ? "\(fields[0])@\(fields[1])" : nil
      }
    },
    Oracle(name: "pip", command: ["python3", "-m", "pip", "--disable-pip-version-check", "list", "--format", "json"]) {
      guard let rows = (try? JSONSerialization.jsonObject(with: $0)) as? [[String: Any]] else { return [] }
      return rows.compactMap { row in
        guard let name = row["name"] as? String, let version = row["version"] as? String else { return nil }
        let runs: [Substring] = name.lowercased().split { "-_.".contains($0) }
        return runs.joined(separator: "-") + "@" + version
      }
    },
    Oracle(name: "gem", command: ["gem", "list", "--local", "--no-versions"]) { lines(of: $0).compactMap(\.first) },
    Oracle(name: "npm", command: ["npm", "ls", "--global", "--all", "--parseable", "--long"]) {
      lines(of: $0).compactMap { fields in
        // path:name@version, or path:alias@npm:name@version; the first line is the folder itself.
        let parts: [Substring] = fields.joined(separator: " ").split(separator: ":").dropFirst().map { $0 }
        let named: Substring? = parts.first?.hasSuffix("@npm") == true ? parts.dropFirst().first : parts.first
        return named.flatMap { $0.contains("@") && !$0.hasSuffix("@") ? String($0) : nil }
      }
    },
  ]

  private static func lines(of data: Data) -> [[String]] {
    String(decoding: data, as: UTF8.self).split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
  }

  /// One look for all of these tests.
  private static let document: Result<String, any Error> = Result {
    let outcome = try CordonProgram.run(["inventory", "-o", "cyclonedx"])
    try #require(outcome.code == 0, "\(outcome.errors)")
    return outcome.output
  }

  private func components() throws -> [[String: Any]] {
    let text: String = try LiveInventoryTests.document.get()
    let document: Any = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require((document as? [String: Any])?["components"] as? [[String: Any]])
  }

  @Test("the document of this machine holds what its package managers list", arguments: oracles)
  func holdsEveryPackage(oracle: Oracle) throws {
    guard let data = LiveInventoryTests.output(of: oracle.command) else {
      return print("skipped: \(oracle.name) is not on this machine, or fails")
    }
    var held: Set<String> = []
    for component in try components() {
      let name: String = component["name"] as? String ?? ""
      let group: String = (component["group"] as? String).map { $0 + "/" } ?? ""
      let version: String = component["version"] as? String ?? ""
      let purl: String = (component["purl"] as? String ?? "").split(separator: "?").first.map(String.init) ?? ""
      let isPython: Bool = purl.hasPrefix("pkg:pypi/")
      held.insert((isPython ? String(purl.dropFirst(9).prefix { $0 != "@" }) : name) + "@" + version)
      held.insert(group + name + "@" + version)
      if purl.hasPrefix("pkg:gem/") { held.insert(name) }
    }
    let wanted: Set<String> = Set(oracle.purls(data))
    #expect(wanted.subtracting(held).sorted() == [])
  }

  @Test("a validator takes the document of this machine")
  func isValid() throws {
    guard let schema = Corpora.url("schemas/bom-1.6.schema.json"), LiveInventoryTests.hasValidator else {
      return print("skipped: the schemas or the Python package jsonschema are not here")
    }
    let tree = try FixtureTree()
    try tree.write("sbom/bom.json", try LiveInventoryTests.document.get())
    let program: String = """
      import json, pathlib, sys
      from jsonschema import Draft7Validator
      from referencing import Registry, Resource
      folder = pathlib.Path(sys.argv[1]).parent
      names = ["bom-1.6.schema.json", "spdx.schema.json", "jsf-0.82.schema.json"]
      resources = [(json.loads((folder / n).read_text())) for n in names]
      registry = Registry().with_resources([(r["$id"], Resource.from_contents(r)) for r in resources])
      document = json.load(open(sys.argv[2]))
      errors = list(Draft7Validator(resources[0], registry=registry).iter_errors(document))
      print(len(errors), *[e.message[:200] for e in errors[:3]])
      """
    let answer: Data? = LiveInventoryTests.output(
      of: ["python3", "-c", program, schema.path, tree.path("sbom/bom.json")])
    #expect(answer.map { String(decoding: $0, as: UTF8.self) } == "0\n")
  }

  private static let hasValidator: Bool = output(of: ["python3", "-c", "import jsonschema, referencing"]) != nil

  /// Standard output of a command, with the environment of the tests; `nil` when it is not there or fails.
  private static func output(of command: [String]) -> Data? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return nil }
    let data: Data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? data : nil
  }
}
