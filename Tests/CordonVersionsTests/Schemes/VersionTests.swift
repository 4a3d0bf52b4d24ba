import CordonVersions
import Testing

@Suite("Versions")
struct VersionTests {
  struct Row: Sendable, CustomStringConvertible {
    let scheme: VersionScheme
    let left: String
    let order: String
    let right: String
    init(_ scheme: VersionScheme, _ left: String, _ order: String, _ right: String) {
      (self.scheme, self.left, self.order, self.right) = (scheme, left, order, right)
    }
    var description: String { "\(scheme) \(left) \(order) \(right)" }
  }

  /// What the published tables do not hold.
  static let rows: [Row] = [
    Row(.dpkg, "1.0-1ubuntu2~", "<", "1.0-1ubuntu2"), Row(.dpkg, "5.6.1+really5.4.5-1", ">", "5.6.1-1"),
    Row(.dpkg, "0:1", "=", "1"), Row(.dpkg, "1.0", "=", "1.0-0"), Row(.dpkg, " 1.0 ", "=", "1.0"),
    Row(.dpkg, "1.~", "<", "1."), Row(.dpkg, "1.a", "<", "1.+"), Row(.dpkg, "1.", "=", "1.0"),
    Row(.dpkg, "2147483647:1", ">", "1"), Row(.dpkg, "00000000000001:1", "=", "1:1"),
    Row(.rpm, "1.0", "<", "1.0-1"), Row(.rpm, "1:1.0", ">", "2.0"),
    Row(.pacman, "1.5-1", "=", "1.5"), Row(.pacman, "1.0rc", "<", "1.0"), Row(.pacman, "1.0.rc", ">", "1.0"),
    Row(.semver, "1.0.0-99999999999999999999999", "<", "1.0.0-100000000000000000000000"),
    Row(.semver, "1.2", "=", "1.2.0"), Row(.semver, "v1.2", "<", "1.2.1-rc.1"), Row(.npm, "=v1.2.3beta", "<", "1.2.3"),
    Row(.go, "v0.0.0-20191109021931-daa7c04131f5", "<", "v0.0.0-20200109021931-aaaaaaaaaaaa"),
    Row(.go, "v1.2.4-0.20191109021931-daa7c04131f5", ">", "v1.2.3"),
    Row(.go, "v1.2.4-0.20191109021931-daa7c04131f5", "<", "v1.2.4-rc.1"),
    Row(.go, "v2.0.0+incompatible", "=", "v2.0.0"),
    Row(.go, "go1.22rc2", "<", "go1.22rc10"), Row(.go, "go1.22rc1", "<", "1.22"),
    Row(.pep440, "1.0.dev1", "<", "1.0a1"), Row(.pep440, "1.0.post1.dev1", "<", "1.0.post1"),
    Row(.pep440, "1.0+ubuntu.1", ">", "1.0"), Row(.pep440, "1.0+abc", "<", "1.0+1"),
    Row(.pep440, "v1.0c1", "=", "1rc1"), Row(.pep440, "3.0rcdev1", "=", "3.0rc0.dev1"),
    Row(.pep440, "1.0r_", "=", "1.0.post0"), Row(.pep440, "1.0a-dev2", "<", "1.0a1"), Row(.pep440, "1-pre", "<", "1"),
    Row(.pep440, "1.0a..dev2", "=", "1.0a.dev2"), Row(.pep440, "1.0rc-", "=", "1.0rc0"),
    Row(.rubygems, "1.0.a", "=", "1.a"), Row(.rubygems, "1.a.0.b", "<", "1.a"), Row(.rubygems, "1.a.0.0.1", ">", "1.a"),
    Row(.rubygems, "1.0-1", "<", "1.0"),
    Row(.maven, "1.0-SNAPSHOT", "<", "1.0"), Row(.maven, "1.0-sp", ">", "1.0"), Row(.maven, "1-ga", "=", "1"),
    Row(.nuget, "1.0.0.0-Alpha", "=", "1.0-alpha"),
    Row(.composer, "1.0", "=", "1.0.0.0"), Row(.composer, "dev-main", "<", "0.0.1"),
    Row(.composer, "1.x-dev", ">", "1.9"),
    Row(.composer, "1.0-stable1", "=", "1.0"), Row(.composer, "1.0-pdev", "=", "1.0-p-dev"),
    Row(.composer, "1.0-stable", "=", "1.0"), Row(.composer, "1.0-patch1", ">", "1.0"),
    Row(.conan, "1.0", "<", "1.0+1"), Row(.conan, "1.01", "=", "1.1"),
    Row(.gentoo, "1.0_p", ">", "1.0"), Row(.gentoo, "1.0_rc", "<", "1.0"), Row(.gentoo, "1.0-r0", "=", "1.0"),
    Row(.apk, "1.0_rc1", "<", "1.0"), Row(.apk, "1.0_p1", ">", "1.0"), Row(.apk, "1.2~abc", ">", "1.2"),
    Row(.openssl, "1.0.2z", "<", "1.0.2za"), Row(.openssl, "1.1.1-pre9", "<", "1.1.1"),
    Row(.openssl, "1.1.1", "<", "1.1.1a"),
    Row(.openssl, "3.0.0-beta2", "<", "3.0.0"), Row(.openssl, "1.0.2k-fips", "=", "1.0.2k"),
    Row(.nginx, "1.9.15", "<", "1.10.0"),
    Row(.windows, "18.12.416.0", "=", "18.12.416"), Row(.windows, "1 2 3 4 5", "=", "1.2.3.4"),
    Row(.windows, "7.0.1..2", "=", "7.0.1"), Row(.windows, "v1.2", "<", "1.3"),
    Row(.apple, "1.2.3d1", "<", "1.2.3a1"), Row(.apple, "1.2.3fc2", "<", "1.2.3"),
    Row(.apple, "1.2 (345)", "=", "1.2.0"),
    Row(.datetime, "2024-02-29T23:59:59-01:00", "=", "2024-03-01T00:59:59Z"),
    Row(.datetime, "1999-12-31T23:59:59Z", "<", "2000-01-01T00:00:00Z"),
    Row(.datetime, "0000-02-29T00:00:00Z", "<", "0000-03-01T00:00:00Z"),
    Row(.datetime, "0000-01-01T00:00:00+01:00", "<", "0000-01-01T00:00:00Z"),
    Row(.lexicographic, "10", "<", "9"), Row(.lexicographic, " 1", "<", "1"), Row(.lexicographic, "e\u{301}", "<", "é"),
    Row(.generic, "18.12.416.0", "=", "18.12.416"), Row(.generic, "v1.2-rc1", "<", "1.2"),
    Row(.generic, "6.2_Upd3", "=", "6.2 Update 3"), Row(.generic, "7.5_SP2_Update_17", ">", "7.5 SP2 Upd5"),
    Row(.generic, "2020_U2", "<", "2020 Update 3"), Row(.generic, "2018_SP3_P05", "<", "2018 SP3 Patch 7"),
    Row(.generic, "R520.2", "=", "520.2"), Row(.generic, "R520.2", ">", "V520.1"),
    Row(.generic, "1.0.2u", "<", "1.0.2v"),
    Row(.generic, "1.0.x86", ">", "1.0"), Row(.generic, "1.0k", ">", "1.0"),
    Row(.generic, "1.0k", "<", "1.0.1"), Row(.generic, "1.0~x", "<", "1.0-dev"), Row(.generic, "2.10", ">", "2.9"),
  ]

  @Test("Orders that the tables do not hold", arguments: rows)
  func orders(row: Row) {
    #expect(comparison(row.scheme, row.left, row.right) == row.order)
  }

  @Test(
    "What cannot be read names the place and what would be right",
    arguments: [
      (VersionScheme.dpkg, "", VersionError.Code.empty, "looks like"), (.semver, "   ", .empty, "looks like"),
      (.dpkg, "1:", .invalidSyntax, "upstream version is missing"), (.dpkg, "x:1", .invalidSyntax, "epoch"),
      (.dpkg, "1.0-", .invalidSyntax, "revision"), (.dpkg, "1.0\u{1B}[2J", .invalidCharacter, "U+1B at position 4"),
      (.dpkg, "1.0é", .invalidCharacter, "U+E9 at position 4"), (.semver, "latest", .invalidSyntax, "position 1"),
      (.semver, "1.2.x", .invalidSyntax, "position 5"), (.semver, "1.0.0-a..b", .invalidSyntax, "position 9"),
      (.semver, "1.0.0 beta", .invalidCharacter, "\" \" at position 6"),
      (.pep440, "unknown", .invalidSyntax, "2.4.1rc1"),
      (.gentoo, "1.0_foo", .invalidSyntax, "_alpha"), (.windows, "release 5", .invalidSyntax, "18.12.416.0"),
      (.datetime, "2024-02-30T00:00:00Z", .invalidSyntax, "1 to 29"),
      (.datetime, "2024-01-01", .invalidSyntax, "T and a time"),
      (.generic, "unknown", .invalidSyntax, "number"), (.windows, "1.x", .invalidSyntax, "wildcard"),
      (.generic, "1.x.2", .invalidSyntax, "wildcard"),
      (.generic, "1.*", .invalidSyntax, "position 3"), (.conan, "1 0", .invalidCharacter, "position 2"),
    ])
  func refusals(scheme: VersionScheme, text: String, code: VersionError.Code, hint: String) throws {
    let error: VersionError = try #require(throws: VersionError.self) { try Version(text, scheme: scheme) }
    #expect(error.code == code)
    #expect(error.reason.contains(hint), "\(error.reason)")
    #expect(!error.text.unicodeScalars.contains { $0.value < 0x20 })
  }

  @Test("The longest text is read, a longer one is not", arguments: VersionScheme.allCases)
  func limits(scheme: VersionScheme) throws {
    if scheme != .datetime {
      let nines: String = String(repeating: "9", count: Version.textLimit - 1)
      if scheme != .dpkg { #expect(try scheme.compare(nines, "1" + nines) != .equal) }
      let dots: String = String(repeating: "1.", count: Version.textLimit / 2 - 1)
      #expect(try scheme.compare(dots + "1", dots + "2") == .less)
    }
    let long: String = String(repeating: "1", count: Version.textLimit + 1)
    let error: VersionError = try #require(throws: VersionError.self) { try Version(long, scheme: scheme) }
    #expect(error.code == .tooLong)
    #expect(error.text.utf8.count <= VersionError.textLimit)
  }

  @Test("10 MB cost nothing, whatever they are made of", .timeLimit(.minutes(2)), arguments: ["1", "\u{301}"])
  func huge(unit: String) throws {
    let text: String = String(repeating: unit, count: 10_000_000 / unit.utf8.count)
    // Read to its end each time, this would be 100 GB.
    for _ in 0..<10_000 {
      let error: VersionError = try #require(throws: VersionError.self) { try Version(text, scheme: .dpkg) }
      #expect(error.code == .tooLong)
    }
  }

  @Test("Versions of different schemes are never equal and give an error where it matters")
  func schemeMismatch() throws {
    let debian: Version = try Version("1.0", scheme: .dpkg)
    let red: Version = try Version("1.0", scheme: .rpm)
    #expect(debian.compare(to: red) == .less)
    #expect(red.compare(to: debian) == .greater)
    let error: VersionError = try #require(throws: VersionError.self) { try debian.order(to: red) }
    #expect(error.code == .schemeMismatch)
    #expect(try debian.order(to: Version("1.1", scheme: .dpkg)) == .less)
  }

  @Test("Raw values and the names of vers, purl and distributions find their scheme")
  func names() {
    for scheme in VersionScheme.allCases { #expect(VersionScheme(name: scheme.rawValue.uppercased()) == scheme) }
    let names: [(String, VersionScheme)] = [
      ("deb", .dpkg), ("alpm", .pacman), ("alpine", .apk), ("pypi", .pep440), ("gem", .rubygems), ("golang", .go),
      ("packagist", .composer), ("ebuild", .gentoo), ("cargo", .semver), ("hex", .semver), ("RHEL", .rpm),
      ("intdot", .generic),
    ]
    for (name, scheme) in names { #expect(VersionScheme(name: name) == scheme, "\(name)") }
    for name in ["", "pub", "cran", "hackage", "nosuch"] { #expect(VersionScheme(name: name) == nil, "\(name)") }
  }

  @Test("Every scheme reads its own example", arguments: VersionScheme.allCases)
  func examples(scheme: VersionScheme) {
    #expect(comparison(scheme, scheme.example, scheme.example) == "=")
  }
}
