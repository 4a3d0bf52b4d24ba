import CordonTestSupport
import Foundation
import Testing

/// The published cases about ranges (package-url/vers-spec), one value a file.
struct VersCorpus: Sendable, CustomTestStringConvertible {
  enum Kind: String, Sendable {
    case parse, validate, containment
    case fromNative = "from_native"
  }

  struct Case: Sendable {
    var kind: Kind
    var input: Input
    var output: Output?
    var fails: Bool
  }

  enum Input: Sendable {
    case text(String)
    case native(String, scheme: String)
    case containment(vers: String, version: String)
  }

  enum Output: Sendable, Equatable {
    case text(String)
    case flag(Bool)
    case constraints(scheme: String, [[String]])
  }

  let url: URL

  var testDescription: String { url.lastPathComponent }

  /// Every file that has a case about ranges; the others compare versions.
  static let files: [VersCorpus] = {
    guard let folder = Corpora.url("vers") else { return [] }
    let found: [URL]? = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return (found ?? []).filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }.map { .init(url: $0) }
      .filter { (try? $0.cases().isEmpty) != true }
  }()

  func cases() throws -> [Case] {
    let root: Any = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
    let tests: [[String: Any]] = try #require((root as? [String: Any])?["tests"] as? [[String: Any]])
    return try tests.compactMap { test -> Case? in
      guard let kind = Kind(rawValue: try #require(test["test_type"] as? String)) else { return nil }
      return Case(
        kind: kind, input: try Self.input(try #require(test["input"])), output: Self.output(test["expected_output"]),
        fails: test["expected_failure"] as? Bool ?? false)
    }
  }

  private static func input(_ value: Any) throws -> Input {
    if let text = value as? String { return .text(text) }
    let fields: [String: String] = try #require(value as? [String: String])
    if let native = fields["native_range"] { return .native(native, scheme: try #require(fields["scheme"])) }
    return .containment(vers: try #require(fields["vers"]), version: try #require(fields["version"]))
  }

  private static func output(_ value: Any?) -> Output? {
    switch value {
    case let flag as Bool: .flag(flag)
    case let text as String: .text(text)
    case let fields as [String: Any]:
      .constraints(
        scheme: fields["scheme"] as? String ?? "", fields["version_constraints"] as? [[String]] ?? [])
    default: nil
    }
  }
}
