import CordonVersions
import Testing

/// One row: a native range, versions inside, versions outside.
struct RangeRow: Sendable, CustomTestStringConvertible {
  let scheme: VersionScheme
  let text: String
  let inside: [String]
  let outside: [String]

  var testDescription: String { "\(scheme.rawValue) \(text)" }

  init(_ scheme: VersionScheme, _ text: String, in inside: String, out outside: String = "") {
    self.scheme = scheme
    self.text = text
    self.inside = inside.split(separator: " ").map(String.init)
    self.outside = outside.split(separator: " ").map(String.init)
  }

  /// The range, and its canonical text read back, answer as the row says.
  func check() throws {
    let range = try VersionRange(text, scheme: scheme)
    let canonical: String = range.canonicalText
    for again in [range, try VersionRange.infer(canonical), try VersionRange(canonical, scheme: scheme)] {
      for version in inside { #expect(try again.contains(text: version), "\(version) in \(canonical)") }
      for version in outside { #expect(try !again.contains(text: version), "\(version) not in \(canonical)") }
    }
    #expect(try VersionRange.infer(canonical).canonicalText == canonical)
  }
}

@Suite struct NativeRangeTests {
  @Test(arguments: [
    RangeRow(.npm, "^1.2.3", in: "1.2.3 1.9.0", out: "1.2.2 2.0.0 2.0.0-alpha 1.3.0-beta"),
    RangeRow(.npm, "^0.2.3", in: "0.2.3 0.2.9", out: "0.3.0 0.3.0-0"),
    RangeRow(.npm, "^0.0.3", in: "0.0.3", out: "0.0.4 0.0.2"),
    RangeRow(.npm, "^0.x", in: "0.0.0 0.9.9", out: "1.0.0"),
    RangeRow(
      .npm, "^1.2.3-beta.2", in: "1.2.3-beta.2 1.2.3-beta.4 1.2.3 1.9.0", out: "1.2.3-beta.1 1.2.4-beta.2 2.0.0"),
    RangeRow(.npm, "~1.2.3", in: "1.2.3 1.2.9", out: "1.3.0 1.3.0-0 1.2.2"),
    RangeRow(.npm, "~1", in: "1.0.0 1.9.9", out: "2.0.0 0.9.0"),
    RangeRow(.npm, "1.2.x || 2.x", in: "1.2.0 1.2.7 2.5.0", out: "1.3.0 3.0.0 1.1.9"),
    RangeRow(.npm, "1.2", in: "1.2.0 1.2.9", out: "1.3.0"),
    RangeRow(.npm, "1.2.3 - 2.3", in: "1.2.3 2.3.9", out: "2.4.0 1.2.2"),
    RangeRow(.npm, "1.2.3 - 2.3.4", in: "1.2.3 2.3.4", out: "2.3.5"),
    RangeRow(.npm, "<=2.1 >=1.1", in: "1.1.0 2.1.9", out: "2.2.0 1.0.9"),
    RangeRow(.npm, ">1.2", in: "1.3.0", out: "1.2.9 1.2.0"),
    RangeRow(.npm, ">= 1.x", in: "1.0.0 2.0.0 99.0.0", out: "0.9.9"),
    RangeRow(.npm, "<4.17.21", in: "4.17.20", out: "4.17.21 4.17.20-rc.1"),
    RangeRow(.npm, "*", in: "0.0.1 99.0.0", out: "1.0.0-beta"),
    RangeRow(.npm, "1.2.3-beta.1 || 1.2.3-beta.3", in: "1.2.3-beta.1 1.2.3-beta.3", out: "1.2.3-beta.2 1.2.3"),
    RangeRow(.npm, "x || ~1.3.11-alpha", in: "1.3.11 0.1.0", out: "1.3.11-alpha"),
    RangeRow(.npm, ">=0 || ^1.1.0-beta", in: "0.1.0 9.0.0", out: "1.1.0-beta 1.1.0-rc"),
    RangeRow(.npm, ">= 1.0.0, < 2.0.0", in: "1.5.0 1.5.0-beta", out: "2.0.0"),
  ])
  func npm(_ row: RangeRow) throws { try row.check() }

  @Test(arguments: [
    RangeRow(.rubygems, "~> 2.2.0", in: "2.2.0 2.2.9", out: "2.3 2.3.0.pre1 2.1.9"),
    RangeRow(.rubygems, "~> 2.2", in: "2.2 2.9.9", out: "3.0 3.0.0.rc1"),
    RangeRow(.rubygems, "'~>2.2.0', '!=2.2.1', '<2.3.0'", in: "2.2.0 2.2.2", out: "2.2.1 2.3.0"),
    RangeRow(.rubygems, ">= 1.0, < 2.0", in: "1.0 1.9", out: "2.0 0.9"),
    RangeRow(.rubygems, "= 1.5", in: "1.5 1.5.0", out: "1.6"),
    RangeRow(.rubygems, "1.5", in: "1.5", out: "1.6"),
    RangeRow(.conan, "^1.2", in: "1.2 1.9.9 1.2-beta", out: "2.0 2.0-alpha 1.1"),
    RangeRow(.conan, "~1.1.2", in: "1.1.2 1.1.9 1.1.2-beta", out: "1.2"),
    RangeRow(.conan, "[>=2 <3]", in: "2 2-beta 2.9", out: "1.9 3-alpha.1 3"),
    RangeRow(.conan, "[<=9]", in: "9 9-beta", out: "9.1"), RangeRow(.conan, "[>2-]", in: "2 2-beta", out: "1.9"),
    RangeRow(.conan, "[>1 <2.0 || ^3.2]", in: "1.5 3.5", out: "2.5 4.0"),
    RangeRow(.conan, ">=1.0 <2, include_prerelease=True", in: "1.5-beta", out: "2.0"),
    RangeRow(.maven, "[1.0,2.0)", in: "1.0 1.9", out: "2.0 0.9"),
    RangeRow(.maven, "(,1.0],[1.2,)", in: "0.5 1.0 1.2 9", out: "1.1"),
    RangeRow(.maven, "[1.5]", in: "1.5", out: "1.6"),
    RangeRow(.maven, "(,)", in: "1.0 99"),
    RangeRow(.maven, "1.5", in: "1.5", out: "1.6 1.4"),
    RangeRow(.nuget, "[1.0.0, 2.0.0)", in: "1.0.0 1.9.9", out: "2.0.0"),
    RangeRow(.nuget, "1.2.*", in: "1.2.0 1.2.9", out: "1.3.0 1.3.0-beta"),
  ])
  func gemConanMavenNuget(_ row: RangeRow) throws { try row.check() }

  @Test(arguments: [
    RangeRow(.nginx, "1.1.4-1.2.8, 1.3.9-1.4.0", in: "1.1.4 1.2.8 1.4.0", out: "1.3.0 1.4.1"),
    RangeRow(.nginx, "1.5.0+, 1.4.1+", in: "1.4.1 1.5.0 1.27.0", out: "1.4.0"),
    RangeRow(.nginx, "1.22.0+", in: "1.22.5", out: "1.23.0"),
    RangeRow(.nginx, "all", in: "0.1.0 99.0.0"),
    RangeRow(.openssl, "1.0.1b, 3.0.0", in: "1.0.1b 3.0.0", out: "1.0.1c 3.0.1"),
    RangeRow(.composer, "^1.2", in: "1.2.0 1.9.9", out: "2.0.0 2.0.0-beta1 1.1.0"),
    RangeRow(.composer, "~1.2.3", in: "1.2.3 1.2.9", out: "1.3.0"),
    RangeRow(.composer, "1-stable", in: "1.0 1-stable.3 1-stable-dev", out: "1.0.1 1.0-dev"),
    RangeRow(.composer, "~1.2", in: "1.2.0 1.9.0", out: "2.0.0"),
    RangeRow(.composer, "1.2.*", in: "1.2.0 1.2.9", out: "1.3.0"),
    RangeRow(.composer, "1.0 - 2.0", in: "1.0.0 2.0.9", out: "2.1.0"),
    RangeRow(.composer, ">=1.0,<1.1|>=1.2", in: "1.0.5 1.2.0 5.0", out: "1.1.5"),
    RangeRow(.semver, "^1.2, !=1.3.0", in: "1.2.0 1.4.0", out: "1.3.0 2.0.0 2.0.0-a"),
    RangeRow(.go, ">=v1.2.0 <v1.4.0 || >=v2.0.0", in: "v1.2.0 v1.3.9 v2.1.0", out: "v1.4.0"),
    RangeRow(.dpkg, ">= 1.0, << 2.0", in: "1.0-1 1.9", out: "2.0 1:1.5"),
    RangeRow(.dpkg, "(= 5.6.1-1)", in: "5.6.1-1", out: "5.6.1+really5.4.5-1 5.6.1"),
    RangeRow(.dpkg, "<< 3:1.1.25~", in: "2:1.1.24 3:1.1.25~~", out: "3:1.1.25"),
    RangeRow(.rpm, "> 2.23, < 2.24-3", in: "2.23.1 2.24-2", out: "2.23 2.24-3"),
    RangeRow(.dpkg, "5.6.0-0.2, 5.6.1-1", in: "5.6.0-0.2 5.6.1-1", out: "5.6.1-2"),
  ])
  func nginxOpenSSLComposerAndPackages(_ row: RangeRow) throws { try row.check() }
}
