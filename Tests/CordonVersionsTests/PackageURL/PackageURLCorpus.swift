import CordonTestSupport
import Foundation
import Testing

/// The published conformance cases (package-url/purl-spec), one value a file.
struct PackageURLCorpus: Sendable, CustomTestStringConvertible {
  struct File: Decodable { var tests: [Case] }

  struct Case: Decodable {
    enum CodingKeys: String, CodingKey {
      case description, group = "test_group", type = "test_type", input, output = "expected_output"
      case fails = "expected_failure"
    }

    var description: String
    var group: String
    var type: String
    var input: Purl
    var output: Purl?
    var fails: Bool?
  }

  /// Text, or decoded parts.
  enum Purl: Decodable, Equatable {
    case text(String)
    case parts(Parts)

    init(from decoder: any Decoder) throws {
      if let text = try? decoder.singleValueContainer().decode(String.self) {
        self = .text(text)
      } else {
        self = .parts(try Parts(from: decoder))
      }
    }
  }

  struct Parts: Decodable, Equatable {
    var type: String?
    var namespace: String?
    var name: String?
    var version: String?
    var qualifiers: [String: String]?
    var subpath: String?
  }

  let url: URL

  var testDescription: String { url.lastPathComponent }

  static let files: [PackageURLCorpus] = ["purl/spec", "purl/types"].flatMap { folder -> [PackageURLCorpus] in
    guard let url = Corpora.url(folder) else { return [] }
    let found: [URL]? = try? FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
    return (found ?? []).filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }.map { .init(url: $0) }
  }

  func cases() throws -> [Case] {
    try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).tests
  }
}
