internal import CordonCollect
internal import CordonModel
internal import CordonTestSupport
internal import Foundation

/// The "now" of these tests: never before the files they make, which later than a day before it would count as from the future.
let testNow = Timestamp(secondsSinceEpoch: max(1_795_219_200, Int64(Date().timeIntervalSince1970)))

/// 2024-03-29T00:00:00Z, a date in the past of ``testNow``.
let testDate: Int = 1_711_670_400

extension Inventory {
  /// The coverage of a check, or `nil` when it was not done.
  func coverage(_ check: CheckKind) -> Coverage? { coverage.first { $0.check == check } }

  func gaps(_ check: CheckKind) -> [Coverage.Gap] { coverage(check)?.gaps ?? [] }

  /// `name@version`, sorted, of the packages found in this way.
  func labels(_ discoveries: SoftwarePackage.Discovery...) -> [String] {
    packages.filter { discoveries.contains($0.foundBy) }.map { $0.name + "@" + ($0.version ?? "-") }.sorted()
  }
}

extension FixtureTree {
  func look(
    _ kind: TargetKind = .folder, options: InventoryOptions = InventoryOptions(), now: Timestamp = testNow
  ) -> Inventory {
    InventoryCollector(options: options).collect(kind == .folder ? .folder(path) : .root(path), now: now)
  }

  /// A Debian root with these dpkg paragraphs.
  static func debian(status: String) throws -> FixtureTree {
    let tree = try FixtureTree()
    try tree.write("etc/os-release", "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\nVERSION_ID=\"12\"\n")
    try tree.write("var/lib/dpkg/status", status)
    return tree
  }

  func distInfo(_ folder: String, name: String, version: String) throws {
    try write(
      "\(folder)/\(name)-\(version).dist-info/METADATA",
      "Metadata-Version: 2.1\nName: \(name)\nVersion: \(version)\n\nText\n")
  }

  func npmPackage(_ folder: String, name: String, version: String) throws {
    try write("\(folder)/package.json", "{\"name\":\"\(name)\",\"version\":\"\(version)\"}")
  }
}

func paragraph(_ name: String, _ version: String, state: String = "install ok installed", extra: String = "") -> String
{
  "Package: \(name)\nStatus: \(state)\nArchitecture: amd64\n\(extra)Version: \(version)\nDescription: x\n more\n .\n\n"
}
