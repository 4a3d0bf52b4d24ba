import CordonVersions
import Testing

/// What `packaging` 26.2 answers with pre-releases allowed, for every version of the list.
@Suite struct PythonRangeTests {
  static let versions: [String] = """
    1.0 1.1 1.1.dev1 1.1a1 1.1rc1 1.1+local 1.1.post1 1.1.post1.dev2 1.1.1 1.4 1.4.5 1.4.6rc1 1.5 
    1.7rc2 1.7 1.7.post1 1.7.post2 1.7+u1 1.7.1.dev0 2.0.dev1 2.0rc1 2.0rc2 2.0 2.0+deb1 2.0.post1 
    2.2.post3 2.3 2.99 3.0a1 3.0 1!1.4 1!2.0 1!2.1a1
    """.split(whereSeparator: \.isWhitespace).map(String.init)

  @Test(arguments: [
    ("~=1.4", "1.4 1.4.5 1.4.6rc1 1.5 1.7rc2 1.7 1.7.post1 1.7.post2 1.7+u1 1.7.1.dev0"),
    ("~=1.4.5", "1.4.5 1.4.6rc1"),
    ("~=2.2.post3", "2.2.post3 2.3 2.99"),
    ("==1.1.*", "1.1 1.1.dev1 1.1a1 1.1rc1 1.1+local 1.1.post1 1.1.post1.dev2 1.1.1"),
    (
      "!=1.1.*",
      "1.0 1.4 1.4.5 1.4.6rc1 1.5 1.7rc2 1.7 1.7.post1 1.7.post2 1.7+u1 1.7.1.dev0 2.0.dev1 2.0rc1 2.0rc2 2.0 2.0+deb1 2.0.post1 2.2.post3 2.3 2.99 3.0a1 3.0 1!1.4 1!2.0 1!2.1a1"
    ),
    ("==1.1.0.*", "1.1 1.1.dev1 1.1a1 1.1rc1 1.1+local 1.1.post1 1.1.post1.dev2"),
    ("==1.1", "1.1 1.1+local"),
    (
      "!=1.1",
      "1.0 1.1.dev1 1.1a1 1.1rc1 1.1.post1 1.1.post1.dev2 1.1.1 1.4 1.4.5 1.4.6rc1 1.5 1.7rc2 1.7 1.7.post1 1.7.post2 1.7+u1 1.7.1.dev0 2.0.dev1 2.0rc1 2.0rc2 2.0 2.0+deb1 2.0.post1 2.2.post3 2.3 2.99 3.0a1 3.0 1!1.4 1!2.0 1!2.1a1"
    ),
    (
      ">=1.0,<2.0",
      "1.0 1.1 1.1.dev1 1.1a1 1.1rc1 1.1+local 1.1.post1 1.1.post1.dev2 1.1.1 1.4 1.4.5 1.4.6rc1 1.5 1.7rc2 1.7 1.7.post1 1.7.post2 1.7+u1 1.7.1.dev0"
    ),
    (
      "<2.0",
      "1.0 1.1 1.1.dev1 1.1a1 1.1rc1 1.1+local 1.1.post1 1.1.post1.dev2 1.1.1 1.4 1.4.5 1.4.6rc1 1.5 1.7rc2 1.7 1.7.post1 1.7.post2 1.7+u1 1.7.1.dev0"
    ),
    (
      "<2.0rc1",
      "1.0 1.1 1.1.dev1 1.1a1 1.1rc1 1.1+local 1.1.post1 1.1.post1.dev2 1.1.1 1.4 1.4.5 1.4.6rc1 1.5 1.7rc2 1.7 1.7.post1 1.7.post2 1.7+u1 1.7.1.dev0 2.0.dev1"
    ),
    (
      "<=2.0",
      "1.0 1.1 1.1.dev1 1.1a1 1.1rc1 1.1+local 1.1.post1 1.1.post1.dev2 1.1.1 1.4 1.4.5 1.4.6rc1 1.5 1.7rc2 1.7 1.7.post1 1.7.post2 1.7+u1 1.7.1.dev0 2.0.dev1 2.0rc1 2.0rc2 2.0 2.0+deb1"
    ),
    (
      ">1.7",
      "1.7.1.dev0 2.0.dev1 2.0rc1 2.0rc2 2.0 2.0+deb1 2.0.post1 2.2.post3 2.3 2.99 3.0a1 3.0 1!1.4 1!2.0 1!2.1a1"
    ),
    (
      ">1.7.post1",
      "1.7.post2 1.7.1.dev0 2.0.dev1 2.0rc1 2.0rc2 2.0 2.0+deb1 2.0.post1 2.2.post3 2.3 2.99 3.0a1 3.0 1!1.4 1!2.0 1!2.1a1"
    ),
    (
      ">1.7rc1",
      "1.7rc2 1.7 1.7.post1 1.7.post2 1.7+u1 1.7.1.dev0 2.0.dev1 2.0rc1 2.0rc2 2.0 2.0+deb1 2.0.post1 2.2.post3 2.3 2.99 3.0a1 3.0 1!1.4 1!2.0 1!2.1a1"
    ),
    ("==1.1+local", "1.1+local"),
    (
      "!=1.5,>=1.0",
      "1.0 1.1 1.1.dev1 1.1a1 1.1rc1 1.1+local 1.1.post1 1.1.post1.dev2 1.1.1 1.4 1.4.5 1.4.6rc1 1.7rc2 1.7 1.7.post1 1.7.post2 1.7+u1 1.7.1.dev0 2.0.dev1 2.0rc1 2.0rc2 2.0 2.0+deb1 2.0.post1 2.2.post3 2.3 2.99 3.0a1 3.0 1!1.4 1!2.0 1!2.1a1"
    ),
    (
      ">=1.0",
      "1.0 1.1 1.1.dev1 1.1a1 1.1rc1 1.1+local 1.1.post1 1.1.post1.dev2 1.1.1 1.4 1.4.5 1.4.6rc1 1.5 1.7rc2 1.7 1.7.post1 1.7.post2 1.7+u1 1.7.1.dev0 2.0.dev1 2.0rc1 2.0rc2 2.0 2.0+deb1 2.0.post1 2.2.post3 2.3 2.99 3.0a1 3.0 1!1.4 1!2.0 1!2.1a1"
    ),
    ("==1!2.*", "1!2.0 1!2.1a1"),
    ("~=1!1.4", "1!1.4"),
    (
      "<1!0",
      "1.0 1.1 1.1.dev1 1.1a1 1.1rc1 1.1+local 1.1.post1 1.1.post1.dev2 1.1.1 1.4 1.4.5 1.4.6rc1 1.5 1.7rc2 1.7 1.7.post1 1.7.post2 1.7+u1 1.7.1.dev0 2.0.dev1 2.0rc1 2.0rc2 2.0 2.0+deb1 2.0.post1 2.2.post3 2.3 2.99 3.0a1 3.0"
    ),
    ("==1.1rc1", "1.1rc1"),
    ("<=1.1rc1", "1.0 1.1.dev1 1.1a1 1.1rc1"),
    (">=1.1,<1.1.post1", "1.1 1.1+local"), (">=1.1,<=1.1.post1", "1.1 1.1+local 1.1.post1 1.1.post1.dev2"),
  ])
  func agreesWithPackaging(_ specifier: String, _ expected: String) throws {
    let range = try VersionRange(specifier, scheme: .pep440)
    let again = try VersionRange.infer(range.canonicalText)
    var found: [String] = []
    for text in Self.versions {
      let version = try Version(text, scheme: .pep440)
      if range.contains(version) { found.append(text) }
      #expect(range.contains(version) == again.contains(version), "\(range.canonicalText) \(text)")
    }
    #expect(found == expected.split(separator: " ").map(String.init))
  }

  @Test func arbitraryEqualityComparesText() throws {
    let range = try VersionRange("===1.0", scheme: .pep440)
    #expect(try range.contains(text: "1.0"))
    #expect(try !range.contains(text: "1.0.0"))
    #expect(try VersionRange.infer(range.canonicalText).contains(text: "1.0"))
    #expect(try !VersionRange.infer(range.canonicalText).contains(text: "1.0.0"))
  }
}
