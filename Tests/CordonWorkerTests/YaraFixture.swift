import CordonDetect
import CordonModel
import CordonTestSupport
import CordonWorker
import Foundation

/// Rules and contents of the YARA tests in short.
enum YaraFixture {
  static func source(_ text: String, name: String = "test") -> RuleSource {
    RuleSource(name: name, text: Array(text.utf8))
  }

  static let nothing = RuleExternals(fileName: "", filePath: "", fileExtension: "")

  static func scan(
    _ scanner: inout YaraScanner, _ content: [UInt8], externals: RuleExternals = nothing, seconds: Int = 30
  ) -> RuleScanOutcome {
    content.withUnsafeBytes { scanner.scan($0, externals: externals, seconds: seconds) }
  }

  /// The names of the rules that match; `nil` when there is no usable rule or the scan fails.
  static func names(_ rules: String, in content: String, externals: RuleExternals = nothing) -> [String]? {
    guard let set = YaraRuleSet.compile([source(rules)]).rules, var scanner = YaraScanner(set),
      case .hits(let hits) = scan(&scanner, Array(content.utf8), externals: externals)
    else { return nil }
    return hits.map(\.rule)
  }

  /// The corpus of rules, unpacked; `nil`, with words, when it is not there.
  static func corpus(_ tree: FixtureTree) -> [RuleSource]? {
    guard let archive = Corpora.url("yara-rules/signature-base.tar.xz"),
      OracleProgram.output("tar", "-xJf", archive.path, "-C", tree.path) != nil
    else {
      print("skipped: corpora/yara-rules is not there, or tar and xz are missing")
      return nil
    }
    let folder: String = tree.path("yara")
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
    return names.filter { $0.hasSuffix(".yar") }.sorted().compactMap { name in
      guard let text = try? Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)) else { return nil }
      return RuleSource(name: folder + "/" + name, text: Array(text))
    }
  }
}
