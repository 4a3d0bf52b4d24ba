import CordonTestSupport
import CordonVersions
import Foundation
import Testing

/// Every published case about ranges, but for those listed with the reason why they are wrong.
@Suite(.enabled(if: Corpora.url("vers") != nil, "the corpora folder is not there: set CORDON_CORPORA"))
struct VersCorpusTests {
  @Test func corpusIsWhole() throws {
    let kinds: [VersCorpus.Kind] = try VersCorpus.files.flatMap { try $0.cases().map(\.kind) }
    #expect(kinds.count { $0 == .fromNative } > 0)
    #expect(kinds.count { $0 == .containment } > 0)
    #expect(kinds.count { $0 == .validate } > 0)
    #expect(kinds.count { $0 == .parse } > 0)
  }

  @Test(arguments: VersCorpus.files)
  func agrees(_ file: VersCorpus) throws {
    for example in try file.cases() {
      if case .native(let text, let scheme) = example.input, let reason = PublishedMistake.reason(text, scheme) {
        let found: String? = try? Self.listing(text, scheme)
        #expect(example.output != found.map { .text($0) }, "no longer a deviation (\(reason)): \(text)")
        continue
      }
      let found: VersCorpus.Output? = try? Self.answer(to: example)
      #expect(found == (example.fails ? nil : example.output), "\(example.input)")
    }
  }

  private static func answer(to example: VersCorpus.Case) throws -> VersCorpus.Output {
    switch (example.kind, example.input) {
    case (.parse, .text(let text)):
      let range = try VersionRange(canonicalVers: text)
      #expect(range.canonicalText == text)
      let type: String = String(text.dropFirst("vers:".count).prefix { $0 != "/" })
      return .constraints(scheme: type, range.constraints.map { [$0.comparator.rawValue, $0.version.text] })
    case (_, .text(let text)): return .text(try VersionRange(vers: text).constraintText)
    case (_, .containment(let vers, let version)): return .flag(try VersionRange(vers: vers).contains(text: version))
    case (_, .native(let text, let scheme)): return .text(try listing(text, scheme))
    }
  }

  private static func listing(_ text: String, _ scheme: String) throws -> String {
    try VersionRange(text, scheme: try #require(VersionScheme(name: scheme))).constraintText
  }
}

/// Published conversions that contradict the ecosystem or VERS itself. Each kind is told by the native text, so that
/// further cases of the kind are recognised.
enum PublishedMistake {
  static func reason(_ native: String, _ scheme: String) -> String? {
    switch scheme {
    case "conan" where native.isEmpty:
      "the expected 'vers:conan/' has no constraint, which VERS forbids"
    case "npm" where native.contains(/[<>]=?\s+\d+(\.\d+)?\.[xX*]/):
      "the comparator in front of '1.x' is dropped: '>= 1.x' has no upper end in node-semver"
    case "npm" where native.contains(/~\s*\d+\.\d+\.0-/):
      "'~0.8.0-pre' ends below 0.9.0 in node-semver; expected is '<0.8.0' together with '>=0.8.0|<0.8.1'"
    default: nil
    }
  }
}
