import CordonIntel
import CordonModel
import CordonTestSupport
import CordonWorker
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
    "the rules of all packs are compiled without an error and without a warning",
    .enabled(if: canMake, "python3 is not on this machine"))
  func compile() throws {
    let compiled: (rules: YaraRuleSet?, problems: [RuleProblem]) = YaraRuleSet.compile(try RuleSamples().sources)
    #expect(compiled.problems.isEmpty, "\(compiled.problems)")
    #expect(compiled.rules != nil)
  }

  @Test(
    "every sample is matched by its rule or left alone by it",
    .enabled(if: canMake, "python3 is not on this machine"))
  func matches() throws {
    let made = try RuleSamples()
    var scanner: YaraScanner = try made.scanner()
    for sample in made.samples {
      let source: RuleSource = try #require(made.source(of: sample.rule))
      let hits: [RuleHit] = try RuleSamples.hits(&scanner, made.tree.path(sample.path))
      let hit: RuleHit? = hits.first { $0.source == source.name && $0.rule == RuleSamples.name(sample.rule) }
      #expect((hit != nil) == sample.isMatch, "\(sample.path)")
      guard let hit, let rule = made.rule(sample.rule) else { continue }
      #expect(hit.verdict == (rule.text.contains("verdict = \"suspected\"") ? .suspected : .affected), "\(sample.rule)")
    }
  }

  @Test(
    "the yara program says the same of every sample",
    .enabled(if: canScan, "python3 or yara is not on this machine"))
  func oracle() throws {
    let made = try RuleSamples()
    for sample in made.samples {
      let source: RuleSource = try #require(made.source(of: sample.rule))
      let rules: String = made.texts.path(source.name + ".yar")
      // `nil`: a rule of the pack does not compile, or only with a warning.
      let hits: Set<String> = try #require(YaraProgram.hits(rules, made.tree.path(sample.path)), "\(source.name)")
      #expect(hits.contains(RuleSamples.name(sample.rule)) == sample.isMatch, "\(sample.path)")
    }
  }

  /// Extensions under which a text that quotes a rule may lie.
  static let suffixes: [String?] = [nil, ".yaml", ".json", ".md", ".txt", ".yar"]

  @Test(
    "no rule matches a pack, a document, a test or a script of this package",
    .enabled(if: canMake, "python3 is not on this machine"))
  func leaveDocumentsAlone() throws {
    var scanner: YaraScanner = try RuleSamples().scanner()
    for folder in ["Advisories", "Documentation", "Tests", "Scripts"] {
      let path: URL = Corpora.packageRoot.appendingPathComponent(folder)
      #expect(try Self.hits(&scanner, below: path) == [], "\(folder)")
    }
  }

  @Test(
    "no rule matches the rules of others or the indicators that others published",
    .enabled(if: canMake && Corpora.url("yara-rules") != nil, "python3 or the corpora are not on this machine"))
  func leaveTheRulesOfOthersAlone() throws {
    var scanner: YaraScanner = try RuleSamples().scanner()
    let texts = try FixtureTree()
    let archive: URL = try #require(Corpora.url("yara-rules/signature-base.tar.xz"))
    try #require(OracleProgram.output("tar", "-xJf", archive.path, "-C", texts.path) != nil)
    #expect(try Self.hits(&scanner, below: URL(fileURLWithPath: texts.path)) == [])
    for folder in ["incident-3cx-intel", "misp-events", "../incidents", "../notes"] {
      guard let path = Corpora.url(folder) else { continue }
      #expect(try Self.hits(&scanner, below: path) == [], "\(folder)")
    }
  }

  /// What is matched below a folder, each file under its own name and under others.
  private static func hits(_ scanner: inout YaraScanner, below folder: URL) throws -> [String] {
    var found: [String] = []
    for case let path as String in try #require(FileManager.default.enumerator(atPath: folder.path)) {
      let file: URL = folder.appendingPathComponent(path)
      guard (try file.resourceValues(forKeys: [.isRegularFileKey])).isRegularFile == true else { continue }
      for suffix in suffixes {
        let hits: [RuleHit] = try RuleSamples.hits(&scanner, file.path, suffix: suffix)
        found += hits.map { "\($0.rule) \(path) as \(suffix ?? "itself")" }
      }
    }
    return found
  }
}
