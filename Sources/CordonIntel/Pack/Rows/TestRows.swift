internal import CordonModel
internal import CordonVersions

/// `tests`: cases that the pack must decide in a certain way.
enum TestRows {
  static func read(_ fields: FieldReader) -> [AdvisoryTest] {
    guard fields.requiredNode("tests") != nil else { return [] }
    let rows: [FieldReader] = fields.rows("tests", FieldNames.test)
    var known: [AdvisoryTest.Subject: Int] = [:]
    var hasBroken: Bool = false
    let tests: [AdvisoryTest] = rows.compactMap { row in
      let expect: AdvisoryTest.Expectation? = row.requiredChoice("expect", AdvisoryTest.Expectation.self)
      let why: String? = row.text("why")
      guard let subject = subject(row, expect), let expect else {
        hasBroken = true
        return nil
      }
      if let line = known[subject] {
        row.context.findings.warning(row.place, "the same case stands in line \(line)")
      } else {
        known[subject] = row.line
      }
      return AdvisoryTest(subject: subject, expect: expect, why: why)
    }
    if !hasBroken, !tests.contains(where: { $0.expect != .noMatch }) {
      fields.error(
        "tests", "no test matches: one case has to expect affected or suspected",
        example: "- {domain: akamaicontainer.com, expect: suspected}")
    }
    if !hasBroken, !tests.contains(where: { $0.expect == .noMatch }) {
      fields.error(
        "tests", "no test rules anything out: one case has to expect no-match",
        example: "- {domain: example.org, expect: no-match}")
    }
    return tests
  }

  private static let subjects: [String] = ["package", "program", "sha256", "sha1", "md5", "domain", "address", "url"]

  private static func subject(_ row: FieldReader, _ expect: AdvisoryTest.Expectation?) -> AdvisoryTest.Subject? {
    let named: [String] = subjects.filter { row.has($0) }
    guard let key = named.first, named.count == 1 else {
      row.context.findings.error(
        row.place,
        (named.isEmpty ? "the test names nothing to judge" : "the test names " + named.joined(separator: " and "))
          + ": it needs exactly one of " + subjects.joined(separator: ", "),
        example: "- {domain: example.org, expect: no-match}")
      return nil
    }
    if row.has("platform"), key != "package" {
      row.error("platform", "`platform` belongs to a test of a package only", example: row.example("program"))
    }
    let allowsTrivial: Bool = expect == .noMatch
    switch key {
    case "package": return package(row)
    case "program": return program(row)
    case "sha256": return row.hash(.sha256, allowsTrivial: allowsTrivial).map { .sha256($0) }
    case "sha1": return row.hash(.sha1, allowsTrivial: allowsTrivial).map { .sha1($0) }
    case "md5": return row.hash(.md5, allowsTrivial: allowsTrivial).map { .md5($0) }
    case "domain": return value(row, key, HostSyntax.read).map { .domain($0) }
    case "url": return value(row, key, URLSyntax.read).map { .url($0.text) }
    default: return address(row)
    }
  }

  private static func value<T>(
    _ row: FieldReader, _ key: String, _ read: (String) -> Result<T, HostSyntax.Problem>
  ) -> T? {
    guard let text = row.text(key) else { return nil }
    switch read(text) {
    case .success(let value): return value
    case .failure(let problem):
      row.error(key, problem.message, example: problem.example)
      return nil
    }
  }

  private static func address(_ row: FieldReader) -> AdvisoryTest.Subject? {
    guard let text = row.text("address") else { return nil }
    if AddressSyntax.ipv4(text) != nil { return .address(text) }
    if let groups = AddressSyntax.ipv6(text) { return .address(AddressSyntax.text(groups)) }
    row.error("address", "\(TextSafety.quoted(text)) is no IPv4 or IPv6 address")
    return nil
  }

  private static func package(_ row: FieldReader) -> AdvisoryTest.Subject? {
    guard let text = row.text("package") else { return nil }
    let platform: Platform? = row.has("platform") ? row.choice("platform", Platform.self) : .linux
    guard let platform, isConcrete(platform, row) else { return nil }
    do throws(VersionError) {
      return .package(purl: try PackageURL(parsing: text, strictness: .lenient).canonicalText, platform: platform)
    } catch {
      row.error("package", "this is no package URL: \(error.reason)")
      return nil
    }
  }

  private static func program(_ row: FieldReader) -> AdvisoryTest.Subject? {
    guard let fields = row.map("program", FieldNames.program) else { return nil }
    let name: String? = fields.requiredText("name")
    let vendor: String? = fields.text("vendor")
    let version: String? = fields.version("version")
    let platform: Platform? = fields.requiredChoice("platform", Platform.self)
    guard let name, let platform, isConcrete(platform, fields) else { return nil }
    return .program(name: name, vendor: vendor, version: version, platform: platform)
  }

  /// A thing that is found lies on one platform.
  private static func isConcrete(_ platform: Platform, _ row: FieldReader) -> Bool {
    guard platform == .any else { return true }
    row.error("platform", "a test names the one platform where the thing is found", example: "platform: linux")
    return false
  }
}
