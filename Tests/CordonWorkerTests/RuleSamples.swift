import CordonDetect
import CordonIntel
import CordonModel
import CordonTestSupport
import CordonWorker
import Foundation

/// The rules of the built-in packs, and the samples that `Scripts/make-rule-samples` writes for them.
struct RuleSamples {
  /// A file that was made for a rule.
  struct Sample {
    /// Id of the rule in its pack.
    let rule: String
    let isMatch: Bool
    /// From the folder of the samples.
    let path: String
  }

  /// In the order of the packs.
  let advisories: [Advisory]
  /// The rules as the scan gets them: one source for each pack.
  let sources: [RuleSource]
  let samples: [Sample]
  let tree: FixtureTree
  /// The text of each source, as `NAME.yar`.
  let texts: FixtureTree

  init() throws {
    let packs: URL = Corpora.packageRoot.appendingPathComponent("Advisories")
    let names: [String] = try FileManager.default.contentsOfDirectory(atPath: packs.path).sorted()
    advisories = try names.filter { $0.hasSuffix(".yaml") }.compactMap { name in
      PackReader.read(Array(try Data(contentsOf: packs.appendingPathComponent(name))), file: name).advisory
    }
    sources = FileMatcher(advisories: advisories).ruleSources
    tree = try FixtureTree()
    let script: String = Corpora.packageRoot.appendingPathComponent("Scripts/make-rule-samples").path
    guard OracleProgram.output("python3", script, tree.path) != nil else { throw CocoaError(.executableLoad) }
    texts = try FixtureTree()
    for source in sources { try texts.write(source.name + ".yar", bytes: source.text) }
    var found: [Sample] = []
    for rule in try tree.names("") {
      for kind in try tree.names(rule) {
        for label in try tree.names(rule + "/" + kind) {
          for name in try tree.names([rule, kind, label].joined(separator: "/")) {
            let path: String = [rule, kind, label, name].joined(separator: "/")
            found.append(Sample(rule: rule, isMatch: kind == "match", path: path))
          }
        }
      }
    }
    samples = found
  }

  /// The ids of the YARA rules of all packs.
  var ruleIDs: [String] { advisories.flatMap(\.rules).filter { $0.language == .yara }.map(\.id) }

  /// The name of a rule in its own text: words joined by underscores.
  static func name(_ id: String) -> String { id.replacingOccurrences(of: "-", with: "_") }

  /// The pack that a rule stands in.
  func source(of id: String) -> RuleSource? {
    guard let advisory = advisories.first(where: { $0.rules.contains { $0.id == id } }) else { return nil }
    return sources.first { $0.name == advisory.id }
  }

  func rule(_ id: String) -> DetectionRule? { advisories.flatMap(\.rules).first { $0.id == id } }

  /// A scanner with the rules of all packs.
  func scanner() throws -> YaraScanner {
    guard let rules = YaraRuleSet.compile(sources).rules, let scanner = YaraScanner(rules) else {
      throw CocoaError(.coderInvalidValue)
    }
    return scanner
  }

  /// What the product's scanner finds in a file, under its own name or as if it had this extension.
  static func hits(_ scanner: inout YaraScanner, _ path: String, suffix: String? = nil) throws -> [RuleHit] {
    let own: String = (path as NSString).lastPathComponent
    let name: String = own + (suffix ?? "")
    let dot: String.Index? = name.dropFirst().lastIndex(of: ".")
    let externals = RuleExternals(
      fileName: name, filePath: path, fileExtension: dot.map { name[$0...].lowercased() } ?? "")
    let content: [UInt8] = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let outcome: RuleScanOutcome = content.withUnsafeBytes { scanner.scan($0, externals: externals, seconds: 30) }
    guard case .hits(let hits) = outcome else { throw CocoaError(.fileReadUnknown) }
    return hits
  }
}
