internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Foundation
internal import Testing

@testable internal import CordonCollect

/// The tools that own the databases say the same as we do, on this machine.
@Suite struct OracleTests {
  private static let dpkg: String? = OracleProgram.output(
    "dpkg-query", "-W", "-f", "${Package}\t${Version}\t${Architecture}\t${db:Status-Status}\n")
  private static let python: String? = OracleProgram.output(
    "python3", "-I", "-c",
    """
    import sysconfig, json, importlib.metadata as m
    p = sysconfig.get_paths()['purelib']
    print(json.dumps([p, sorted(d.metadata['Name'] + '@' + d.version for d in m.distributions(path=[p]))]))
    """)
  /// The folder of npm's global packages, and npm's list of them; `nil` also when npm finds fault with its own tree.
  private static let npm: (root: String, listing: String)? = {
    guard let root = OracleProgram.output("npm", "root", "--global"),
      let listing = OracleProgram.output("npm", "ls", "--all", "--json", "--long", "--global")
    else { return nil }
    return (root, listing)
  }()

  @Test(.enabled(if: dpkg != nil, "dpkg-query is not on this machine"))
  func dpkgQueryAgreesItemForItem() throws {
    let expected: [String] = try #require(OracleTests.dpkg).split(separator: "\n").compactMap { line in
      let fields: [Substring] = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 4, fields[3] != "config-files", fields[3] != "not-installed" else { return nil }
      return "\(fields[0]) \(fields[1]) \(fields[2])"
    }
    let found: [SoftwarePackage] = InventoryCollector.systemPackages(of: "/", now: testNow)
    let labels: [String] = found.map { package in
      let architecture: String? = package.purl.qualifiers.first { $0.key == "arch" }?.value
      return "\(package.name) \(package.version ?? "-") \(architecture ?? "-")"
    }
    #expect(!expected.isEmpty)
    #expect(labels.sorted() == expected.sorted())
    #expect(found.filter { $0.updatedAt == nil }.isEmpty)
  }

  @Test(.enabled(if: python != nil, "python3 is not on this machine"))
  func pythonAgrees() throws {
    let answer = try JSONSerialization.jsonObject(with: Data(try #require(OracleTests.python).utf8)) as? [Any]
    let folder: String = try #require(answer?.first as? String)
    let expected: [String] = try #require(answer?.last as? [String])
    let inventory: Inventory = InventoryCollector().collect(.folder(folder), now: testNow)
    // Python sees what lies directly in the folder; we also see what a package brings along.
    let prefix: Int = inventory.target.path.count + 1
    let found: [String] = inventory.packages
      .filter { $0.foundBy != .npmPackage && !$0.location.dropFirst(prefix).contains("/") }
      .map { $0.name + "@" + ($0.version ?? "-") }
    #expect(found.sorted() == expected.sorted())
  }

  @Test(.enabled(if: npm != nil, "npm is not on this machine, or does not answer"))
  func npmAgrees() throws {
    let npm: (root: String, listing: String) = try #require(OracleTests.npm)
    let folder: String = npm.root.trimmingCharacters(in: .whitespacesAndNewlines)
    var expected: Set<String> = []
    var waiting: [[String: Any]] = [
      try #require(try JSONSerialization.jsonObject(with: Data(npm.listing.utf8)) as? [String: Any])
    ]
    while let node = waiting.popLast() {
      for (name, value) in node["dependencies"] as? [String: [String: Any]] ?? [:] {
        // An optional dependency that is not installed is an empty object.
        // The key is the folder, `name` what lies in it: they differ where a package is installed under an alias.
        if let version = value["version"] as? String {
          expected.insert((value["name"] as? String ?? name) + "@" + version)
        }
        waiting.append(value)
      }
    }
    let inventory: Inventory = InventoryCollector().collect(.folder(folder), now: testNow)
    #expect(Set(inventory.labels(.npmPackage)) == expected)
  }
}
