import CordonTestSupport
import CordonVersions
import Foundation
import Testing

/// The comparison and equality cases of the version-range specification (corpora, folder vers).
@Suite("vers comparison cases")
struct VersComparisonTests {
  struct File: Decodable {
    let tests: [Case]
  }

  struct Case: Decodable {
    struct Input: Decodable {
      let scheme: String
      let versions: [String]

      enum CodingKeys: String, CodingKey {
        case scheme = "input_scheme"
        case versions
      }
    }
    enum Output: Decodable {
      case equality(Bool)
      case order([String])

      init(from decoder: any Decoder) throws {
        let container: any SingleValueDecodingContainer = try decoder.singleValueContainer()
        if let isEqual = try? container.decode(Bool.self) {
          self = .equality(isEqual)
        } else {
          self = .order(try container.decode([String].self))
        }
      }
    }
    let input: Input
    let expectedOutput: Output

    enum CodingKeys: String, CodingKey {
      case input
      case expectedOutput = "expected_output"
    }
  }

  static let files: [String] = [
    "alpine_version_cmp_test", "alpm_version_cmp_test", "conan_version_cmp_test", "datetime_version_cmp_test",
    "gentoo_version_cmp_test", "lexicographic-test", "maven_version_cmp_test", "nuget_version_cmp_test",
    "openssl_version_cmp_test",
  ]

  @Test(
    "Every case agrees or is a listed deviation",
    .enabled(if: Corpora.url("vers") != nil, "the corpora are not there; set CORDON_CORPORA to their folder"),
    arguments: files)
  func agrees(file: String) throws {
    let url: URL = try #require(Corpora.url("vers/\(file).json"))
    let cases: [Case] = try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).tests
    #expect(cases.count >= 5)
    for each in cases { try check(each) }
  }

  private func check(_ each: Case) throws {
    let name: String = each.input.scheme
    let scheme: VersionScheme = try #require(VersionScheme(name: name), "no scheme is called \(name)")
    switch each.expectedOutput {
    case .equality(let isEqual):
      try #require(each.input.versions.count == 2)
      expect(scheme, each.input.versions[0], each.input.versions[1]) {
        ($0 == "=") == isEqual && !$0.hasPrefix("error")
      }
    case .order(let sorted):
      // NuGet's cases give the answer in lower case.
      #expect(sorted.map { $0.lowercased() }.sorted() == each.input.versions.map { $0.lowercased() }.sorted())
      for (left, right) in zip(sorted, sorted.dropFirst()) {
        expect(scheme, left, right) { left.utf8.elementsEqual(right.utf8) ? $0 == "=" : $0 == "<" || $0 == "=" }
      }
    }
  }

  private func expect(_ scheme: VersionScheme, _ left: String, _ right: String, _ isRight: (String) -> Bool) {
    let found: String = comparison(scheme, left, right)
    if let reason = OracleDeviation.reasons[OracleDeviation(scheme, left, right)] {
      #expect(!isRight(found), "\(left) and \(right) now agree; drop the deviation: \(reason)")
    } else {
      #expect(isRight(found), "\(scheme): \(left) and \(right), found \(found)")
    }
  }
}
