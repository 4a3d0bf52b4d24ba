internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions
internal import Foundation
internal import Testing

@testable internal import CordonCollect

/// `rpm -qa` and we say the same of databases that rpm itself wrote.
///
/// Debian's rpm cannot write ndb, and nobody's rpm can still write Berkeley DB: that one is made by Berkeley DB's own
/// `db_load` from the headers that rpm exports, and read back by rpm's reader for old databases.
@Suite struct RpmOracleTests {
  private static let canBuild: Bool = OracleProgram.first("rpmbuild") != nil && OracleProgram.first("rpm") != nil
  private static let load: String? = OracleProgram.first("db5.3_load", "db_load")
  private static let format: String = "%{NAME} %{EVR} %{ARCH} %{INSTALLTIME}\\n"

  /// rpm writes the time of the clock.
  private static var present: Timestamp { Timestamp(secondsSinceEpoch: Int64(Date().timeIntervalSince1970)) }

  /// Packages of one build: names, versions and epochs of every kind.
  private static let packages: [(name: String, version: String, release: String, epoch: Int?)] =
    [
      ("xz-libs", "5.6.0", "1.fc40", nil), ("vim-common", "9.1.016", "1.fc40", 2), ("tzdata", "2024a", "5", nil),
      ("git-snapshot", "1.0^20240329git1", "1", 0), ("candidate", "2.0~rc1", "0.3", 17), ("C++filt", "1_2", "3", nil),
    ] + (0..<40).map { ("many-\($0)", "1.\($0)", "\($0 + 1).el9", $0.isMultiple(of: 3) ? $0 : nil) }

  private static var specification: String {
    var text: String = "Name: base-of-all\nVersion: 1\nRelease: 1\nSummary: x\nLicense: x\nBuildArch: noarch\n"
    text += "%description\nx\n%files\n"
    for package in packages {
      text += "%package -n \(package.name)\nSummary: x\nVersion: \(package.version)\nRelease: \(package.release)\n"
      if let epoch = package.epoch { text += "Epoch: \(epoch)\n" }
      text += "%description -n \(package.name)\nx\n%files -n \(package.name)\n"
    }
    return text
  }

  /// A root with a database that rpm wrote; returns the folder of the database.
  private static func install(_ tree: FixtureTree) throws -> String {
    try tree.write("build/t.spec", specification)
    let home: String = tree.path("build")
    let define: [String] = ["--define", "_topdir \(home)/top", "--define", "_rpmdir \(home)/rpms"]
    _ = try #require(OracleProgram.output(["rpmbuild", "-bb"] + define + [home + "/t.spec"], home: home))
    let files: [String] = try FileManager.default.contentsOfDirectory(atPath: home + "/rpms/noarch")
    let database: String = tree.path("var/lib/rpm")
    try tree.folder("var/lib/rpm")
    let place: [String] = ["--dbpath", database, "--define", "_db_backend sqlite"]
    _ = try #require(OracleProgram.output(["rpm", "--initdb"] + place, home: home))
    let how: [String] = ["-i", "--justdb", "--nodeps", "--nosignature", "--noscripts"]
    _ = try #require(
      OracleProgram.output(["rpm"] + how + place + files.map { home + "/rpms/noarch/" + $0 }, home: home))
    return database
  }

  private static func ours(_ inventory: Inventory) -> [String] {
    inventory.packages.map { package in
      let architecture: String? = package.purl.qualifiers.first { $0.key == "arch" }?.value
      let time: Int64 = package.updatedAt?.secondsSinceEpoch ?? 0
      return "\(package.name) \(package.version ?? "-") \(architecture ?? "-") \(time)"
    }.sorted()
  }

  @Test(.enabled(if: canBuild, "rpm or rpmbuild is not on this machine"))
  func rpmAgreesItemForItem() throws {
    let tree: FixtureTree = try .fedora()
    let database: String = try RpmOracleTests.install(tree)
    let expected: [String] = try #require(
      OracleProgram.lines(
        ["rpm", "-qa", "--dbpath", database, "--qf", RpmOracleTests.format], home: tree.path("build")))
    #expect(expected.count == RpmOracleTests.packages.count + 1)
    let inventory: Inventory = tree.look(.root, now: RpmOracleTests.present)
    #expect(RpmOracleTests.ours(inventory) == expected)
    #expect(inventory.coverage(.systemPackages)?.state == .complete)
  }

  @Test(
    .enabled(if: canBuild && load != nil, "rpm, rpmbuild or Berkeley DB's db_load is not on this machine"),
    arguments: [512, 4_096, 65_536 / 2])
  func rpmAgreesOnAnOldDatabase(pageBytes: Int) throws {
    let tree: FixtureTree = try .fedora()
    let home: String = tree.path("build")
    let database: String = try RpmOracleTests.install(tree)
    let exported: Data = try #require(OracleProgram.output(["rpmdb", "--exportdb", "--dbpath", database], home: home))
    try tree.write("build/dump", RpmOracleTests.dump(RpmOracleTests.blobs(Array(exported)), pageBytes: pageBytes))
    try tree.remove("var/lib/rpm")
    try tree.folder("var/lib/rpm")
    let load: String = try #require(RpmOracleTests.load)
    _ = try #require(OracleProgram.output([load, "-f", home + "/dump", database + "/Packages"], home: home))
    let expected: [String] = try #require(
      OracleProgram.lines(
        [
          "rpm", "-qa", "--dbpath", database, "--define", "_db_backend bdb_ro", "--qf", RpmOracleTests.format,
        ], home: home))
    #expect(expected.count == RpmOracleTests.packages.count + 1)
    let inventory: Inventory = tree.look(.root, now: RpmOracleTests.present)
    #expect(RpmOracleTests.ours(inventory) == expected)
    #expect(inventory.coverage(.systemPackages)?.scope == [database + "/Packages"])
    #expect(inventory.coverage(.systemPackages)?.state == .complete)
  }

  /// The header blobs in what `rpmdb --exportdb` writes: each behind eight bytes that mark a header in a stream.
  private static func blobs(_ bytes: [UInt8]) throws -> [[UInt8]] {
    var blobs: [[UInt8]] = []
    var start: Int = 0
    while start + 16 <= bytes.count {
      func number(_ at: Int) -> Int { bytes[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) } }
      let end: Int = start + 16 + number(start + 8) * 16 + number(start + 12)
      try #require(end <= bytes.count)
      blobs.append(Array(bytes[(start + 8)..<end]))
      start = end
    }
    return blobs
  }

  /// The input of `db_load`: what rpm kept in a hash, numbers as keys, and under 0 the highest of them.
  private static func dump(_ blobs: [[UInt8]], pageBytes: Int) -> String {
    func hexadecimal(_ bytes: [UInt8]) -> String {
      bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    func key(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    var text: String = "VERSION=3\nformat=bytevalue\ntype=hash\ndb_pagesize=\(pageBytes)\nHEADER=END\n"
    text += " \(hexadecimal(key(0)))\n \(hexadecimal(key(blobs.count)))\n"
    for (index, blob) in blobs.enumerated() { text += " \(hexadecimal(key(index + 1)))\n \(hexadecimal(blob))\n" }
    return text + "DATA=END\n"
  }
}
