/// A case the advisory must decide in a certain way: a rejected indicator stays rejected, a conflict stays resolved.
package struct AdvisoryTest: Sendable, Codable, Hashable {
  /// What is shown to the advisory.
  package var subject: Subject
  /// What it must answer.
  package var expect: Expectation
  /// Why this case is worth keeping.
  package var why: String?

  /// One package, program, file or address.
  package enum Subject: Sendable, Codable, Hashable {
    /// A package URL with version, found on `platform`.
    case package(purl: String, platform: Platform)
    /// An installed program.
    case program(name: String, vendor: String?, version: String?, platform: Platform)
    case sha256(String)
    case sha1(String)
    case md5(String)
    case domain(String)
    case address(String)
    case url(String)
  }

  /// What the advisory must answer. The raw value is frozen.
  package enum Expectation: String, Sendable, Codable, Hashable, CaseIterable {
    case affected, suspected
    case noMatch = "no-match"
  }

  package init(subject: Subject, expect: Expectation, why: String? = nil) {
    self.subject = subject
    self.expect = expect
    self.why = why
  }
}

extension AdvisoryTest.Subject {
  /// The kind and value on one line, as they stand in the pack.
  package var text: String {
    switch self {
    case .package(let purl, let platform): "package \(purl)" + (platform == .linux ? "" : " on \(platform.rawValue)")
    case .program(let name, _, let version, let platform):
      "program \(name) \(version ?? "without version") on \(platform.rawValue)"
    case .sha256(let hex): "sha256 \(hex)"
    case .sha1(let hex): "sha1 \(hex)"
    case .md5(let hex): "md5 \(hex)"
    case .domain(let name): "domain \(name)"
    case .address(let address): "address \(address)"
    case .url(let url): "url \(url)"
    }
  }
}
