import CordonTestSupport
import CordonVersions
import Testing

@Suite struct PackageURLTests {
  @Test(arguments: [
    ("pkg:deb/Debian/XZ-Utils@5.6.1-1?arch=amd64", "pkg:deb/debian/xz-utils@5.6.1-1?arch=amd64"),
    ("pkg:deb/debian/zlib1g@1:1.2.11.dfsg-1", "pkg:deb/debian/zlib1g@1:1.2.11.dfsg-1"),
    ("pkg:npm/@angular/core@12.3.1", "pkg:npm/%40angular/core@12.3.1"),
    ("pkg:npm/%40angular%2Fcore@12.3.1", "pkg:npm/%40angular/core@12.3.1"),
    ("pkg:npm/@angular/core", "pkg:npm/%40angular/core"),
    ("PKG://PyPI/Zope.Interface_Extra@1.0RC1", "pkg:pypi/zope.interface-extra@1.0rc1"),
    ("pkg:pub/My-Package@1.0.0", "pkg:pub/my_package@1.0.0"),
    ("pkg:generic/a%20b/c%2Bd@1%2F2?b=x%26y&a=%C3%A4#./p/../q/", "pkg:generic/a%20b/c%2Bd@1%2F2?a=%C3%A4&b=x%26y#p/q"),
    ("pkg:generic/name@?empty=&", "pkg:generic/name"),
    ("pkg:github/foo/bar@refs/heads/main", "pkg:github/foo/bar@refs%2Fheads%2Fmain"),
    ("pkg:golang/github.com%2FBurntSushi%2Ftoml@v1.2.0", "pkg:golang/github.com/burntsushi/toml@v1.2.0"),
    ("pkg:generic/x?url=https://a.example/?q=1", "pkg:generic/x?url=https:%2F%2Fa.example%2F%3Fq%3D1"),
    (
      "pkg:mlflow/Model@1?repository_url=https://x.azuredatabricks.net",
      "pkg:mlflow/model@1?repository_url=https:%2F%2Fx.azuredatabricks.net"
    ),
    ("pkg:git/codeberg.org/Forgejo/Forgejo", "pkg:git/codeberg.org/Forgejo/Forgejo"),
  ])
  func normalises(_ text: String, _ canonical: String) throws {
    #expect(try PackageURL(parsing: text).canonicalText == canonical)
    #expect(try PackageURL(parsing: canonical).canonicalText == canonical)
  }

  @Test(
    arguments: [
      ("", .invalidSyntax), ("pkg:", .invalidSyntax), ("pkg:npm", .invalidSyntax), ("pkg:npm/", .empty),
      ("pkg:npm/@1.0", .empty), ("npm/left-pad", .invalidSyntax), ("pkg:1a/x", .invalidCharacter),
      ("pkg:a+b/x", .invalidCharacter), ("pkg:npm/a%zz", .invalidSyntax), ("pkg:npm/a%2", .invalidSyntax),
      ("pkg:npm/a%00b", .invalidCharacter), ("pkg:npm/a%0Ab", .invalidCharacter), ("pkg:npm/%FF", .invalidCharacter),
      ("pkg:npm/%C0%AF", .invalidCharacter), ("pkg:npm/a?k=1&K=2", .invalidSyntax),
      ("pkg:npm/a?1k=1", .invalidCharacter),
      ("pkg:generic/a%2Fb/c", .invalidSyntax), ("pkg:generic/a#b#c", .invalidSyntax),
      ("pkg:deb/xz-utils", .invalidSyntax),
      ("pkg:cargo/a/b", .invalidSyntax), ("pkg:swid/a@1", .invalidSyntax),
      ("pkg:swid/a/b/c/d?tag_id=1", .invalidSyntax),
      ("pkg:cpan/URI::Escape", .invalidSyntax), ("pkg:cocoapods/.x", .invalidCharacter),
      ("pkg:chrome-extension/abc", .invalidCharacter),
    ] as [(String, VersionError.Code)])
  func refuses(_ text: String, _ code: VersionError.Code) {
    let error: VersionError? = #expect(throws: VersionError.self) { try PackageURL(parsing: text) }
    #expect(error?.code == code, "\(text): \(error?.reason ?? "")")
    #expect(error?.reason.isEmpty == false)
  }

  @Test func coordinatesLeaveOutVersionQualifiersAndSubpath() throws {
    let purl = try PackageURL(parsing: "pkg:npm/%40babel/core@7.0.0?x=y#sub")
    #expect(purl.coordinates == "pkg:npm/%40babel/core")
    #expect(try PackageURL(parsing: "pkg:npm/%40babel/core").coordinates == "pkg:npm/%40babel/core")
  }

  @Test func lenientReadingForgivesMissingParts() throws {
    #expect(try PackageURL(parsing: "pkg:deb/xz-utils", strictness: .lenient).canonicalText == "pkg:deb/xz-utils")
    #expect(try PackageURL(parsing: "pkg:golang/stdlib@1.22", strictness: .lenient).name == "stdlib")
    #expect(throws: VersionError.self) { try PackageURL(parsing: "pkg:cargo/a/b", strictness: .lenient) }
  }

  @Test func strictReadingKeepsKeysAsTheyAre() {
    #expect(throws: VersionError.self) { try PackageURL(parsing: "pkg:gem/a?Platform=java", strictness: .strict) }
    #expect(throws: Never.self) { try PackageURL(parsing: "pkg:gem/a?Platform=java") }
  }

  @Test func emptyPartsCountAsAbsent() throws {
    let purl = try PackageURL(
      type: "NPM", namespace: "/", name: "/left-pad/", version: "", qualifiers: [.init(key: "A", value: "")],
      subpath: "./..")
    #expect(purl.canonicalText == "pkg:npm/left-pad")
    #expect(purl.namespace == nil && purl.version == nil && purl.subpath == nil && purl.qualifiers.isEmpty)
  }

  @Test func hugeInputIsRefusedByItsLength() {
    let huge = String(repeating: "a", count: 10_000_000)
    for text in [huge, "pkg:npm/" + huge, "pkg:npm/a@" + huge] {
      #expect(throws: VersionError.self) { try PackageURL(parsing: text) }
    }
    #expect(throws: VersionError.self) { try PackageURL(type: "npm", name: huge) }
    let many: String = (0...PackageURLLimits.qualifiers).map { "q\($0)=1" }.joined(separator: "&")
    #expect(throws: VersionError.self) { try PackageURL(parsing: "pkg:npm/a?" + many) }
    // 3,000 letters of two bytes are 6,000 bytes as given, 18,000 encoded.
    #expect(throws: VersionError.self) { try PackageURL(type: "generic", name: String(repeating: "ä", count: 3000)) }
  }

  /// Whatever is accepted reads back as itself, in every strictness that accepted it.
  @Test func canonicalTextReadsBack() throws {
    var random = SeededGenerator(seed: 20_230_329)
    let types: [String] = [
      "deb", "npm", "golang", "pypi", "git", "pub", "generic", "cpan", "swid", "docker", "hackage", "otp", "mlflow",
      "x.y-z",
    ]
    let alphabet: [String] = [
      "a", "B", "1", "/", "%2F", "%40", "@", "?", "#", "&", "=", "k=v", ":", "%", "%25", "+", " ", "ä", "İ", "ß", "Σ",
      ".",
      "..", "_", "-", "~", "\u{301}", "%C3%A4", "🙂",
    ]
    var accepted: Int = 0
    for _ in 0..<20_000 {
      let tail: String = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? ""
      }
      .joined()
      let text: String = "pkg:\(types.randomElement(using: &random) ?? "npm")/\(tail)"
      for strictness in [PackageURL.Strictness.standard, .strict, .lenient] {
        guard let purl = try? PackageURL(parsing: text, strictness: strictness) else { continue }
        accepted += 1
        let again = try PackageURL(parsing: purl.canonicalText, strictness: strictness)
        #expect(again == purl && again.canonicalText == purl.canonicalText, "\(text)")
        #expect(
          again.name == purl.name && again.namespace == purl.namespace && again.version == purl.version, "\(text)")
        #expect(again.qualifiers == purl.qualifiers && again.subpath == purl.subpath, "\(text)")
        #expect(purl.canonicalText.utf8.starts(with: purl.coordinates.utf8))
        let rebuilt = try PackageURL(
          type: purl.type, namespace: purl.namespace, name: purl.name, version: purl.version,
          qualifiers: purl.qualifiers, subpath: purl.subpath, strictness: strictness)
        #expect(rebuilt == purl, "\(text)")
      }
    }
    #expect(accepted > 5_000)
  }
}
