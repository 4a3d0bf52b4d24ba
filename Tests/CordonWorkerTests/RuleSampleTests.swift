import CordonIntel
import CordonModel
import CordonTestSupport
import Foundation
import Testing

/// Every rule of the built-in packs against what it must and must not match.
@Suite("rules of the built-in packs")
struct RuleSampleTests {
  static let canMake: Bool = OracleProgram.exists("python3")
  static let canScan: Bool = YaraProgram.isThere && canMake

  @Test("every rule has samples of both kinds", .enabled(if: canMake, "python3 is not on this machine"))
  func areComplete() throws {
    let made = try RuleSamples()
    #expect(made.ruleIDs.count >= 60)
    for id in made.ruleIDs {
      #expect(made.samples.contains { $0.rule == id && $0.isMatch }, "\(id) has nothing that it must match")
      #expect(made.samples.contains { $0.rule == id && !$0.isMatch }, "\(id) has nothing that it must not match")
    }
    #expect(Set(made.samples.map(\.rule)) == Set(made.ruleIDs))
  }

  @Test(
    "every pack has rules, and a rule says what it means, whence it comes and since when",
    .enabled(if: canMake, "python3 is not on this machine"))
  func sayWhatTheyAre() throws {
    let made = try RuleSamples()
    for advisory in made.advisories {
      #expect(advisory.rules.contains { $0.language == .yara }, "\(advisory.id) has no rule")
      for rule in advisory.rules where rule.language == .yara {
        #expect(rule.text.contains("rule \(RuleSamples.name(rule.id)) {"), "\(rule.id) is called otherwise in its text")
        let meta: [String: String] = Self.meta(rule.text)
        #expect(meta["description"]?.isEmpty == false && meta["date"]?.isEmpty == false, "\(rule.id)")
        let cited: [String] = (meta["reference"] ?? "").components(separatedBy: ", ")
        let known: Set<String> = Set(advisory.sources.map(\.key))
        #expect(cited.allSatisfy(known.contains), "\(rule.id) cites \(cited)")
        #expect(meta["verdict"] == nil || meta["verdict"] == "suspected", "\(rule.id)")
      }
    }
  }

  /// The texts of a rule's `meta` section.
  private static func meta(_ text: String) -> [String: String] {
    var meta: [String: String] = [:]
    for line in text.split(separator: "\n").drop(while: { !$0.contains("meta:") }).dropFirst() {
      let parts: [String] = line.components(separatedBy: " = \"")
      guard parts.count == 2 else { break }
      meta[parts[0].trimmingCharacters(in: .whitespaces)] = String(parts[1].dropLast())
    }
    return meta
  }

  @Test(
    "every sample is matched or left alone, and no rule is compiled with a warning",
    .enabled(if: canScan, "python3 or yara is not on this machine"))
  func matches() throws {
    let made = try RuleSamples()
    for sample in made.samples {
      let source: RuleSource = try #require(made.source(of: sample.rule))
      let rules: String = made.texts.path(source.name + ".yar")
      // `nil`: a rule of the pack does not compile, or only with a warning.
      let hits: Set<String> = try #require(YaraProgram.hits(rules, made.tree.path(sample.path)), "\(source.name)")
      #expect(hits.contains(RuleSamples.name(sample.rule)) == sample.isMatch, "\(sample.path)")
    }
  }

  @Test(
    "no rule matches a pack, a document or a test of this package",
    .enabled(if: canScan, "python3 or yara is not on this machine"))
  func leaveDocumentsAlone() throws {
    let made = try RuleSamples()
    let all: String = try made.everything()
    for folder in ["Advisories", "Documentation", "Tests", "Scripts"] {
      let path: String = Corpora.packageRoot.appendingPathComponent(folder).path
      for suffix in [".yaml", ".md", ".swift", "", ".py"] {
        #expect(try #require(YaraProgram.lines(all, below: path, suffix: suffix)) == [], "\(folder) as \(suffix)")
      }
    }
  }

  @Test(
    "no rule matches the rules of others or the indicators that others published",
    .enabled(if: canScan && Corpora.url("yara-rules") != nil, "yara or the corpora are not on this machine"))
  func leaveTheRulesOfOthersAlone() throws {
    let made = try RuleSamples()
    let all: String = try made.everything()
    let texts = try FixtureTree()
    let archive: URL = try #require(Corpora.url("yara-rules/signature-base.tar.xz"))
    try #require(OracleProgram.output("tar", "-xJf", archive.path, "-C", texts.path) != nil)
    for suffix in [".yar", ".txt", ".csv"] {
      #expect(try #require(YaraProgram.lines(all, below: texts.path, suffix: suffix)) == [])
    }
    for folder in ["incident-3cx-intel", "../incidents", "misp-events"] {
      guard let path = Corpora.url(folder)?.path else { continue }
      for suffix in [".json", ".csv", ".txt"] {
        #expect(try #require(YaraProgram.lines(all, below: path, suffix: suffix)) == [], "\(folder)")
      }
    }
  }
}

extension RuleSamples {
  /// The rules of all packs in one file.
  fileprivate func everything() throws -> String {
    try texts.write("all/all.yar", bytes: sources.flatMap(\.text))
    return texts.path("all/all.yar")
  }
}
