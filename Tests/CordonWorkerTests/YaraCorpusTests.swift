import CordonDetect
import CordonModel
import CordonTestSupport
import CordonWorker
import Foundation
import Testing

/// A file and a rule that matches it.
private struct FoundPair: Hashable, Comparable {
  var rule: String
  var path: String

  static func < (left: FoundPair, right: FoundPair) -> Bool { (left.path, left.rule) < (right.path, right.rule) }
}

/// All rules of `corpora/yara-rules`, and the `yara` program as the oracle.
@Suite("YARA rules of the field", .serialized)
struct YaraCorpusTests {
  @Test("all 5,849 rules of 737 files are compiled, without a mistake")
  func all() throws {
    let tree = try FixtureTree()
    guard let sources = YaraFixture.corpus(tree) else { return }
    let result = YaraRuleSet.compile(sources)
    #expect(sources.count == 737)
    #expect(result.rules?.count == 5_849)
    #expect(result.problems.filter { !$0.isWarning } == [])
  }

  @Test("a mistake in every file costs no other rule")
  func mistakes() throws {
    let tree = try FixtureTree()
    guard var sources = YaraFixture.corpus(tree) else { return }
    for index in sources.indices { sources[index].text += Array("\nrule mistaken { condition: nothing }".utf8) }
    let result = YaraRuleSet.compile(sources)
    #expect(result.rules?.count == 5_849)
    let errors: [RuleProblem] = result.problems.filter { !$0.isWarning }
    #expect(errors.count == sources.count)
    #expect(Set(errors.map(\.message)) == ["rule mistaken: undefined identifier \"nothing\""])
    for (source, error) in zip(sources, errors) {
      #expect(error.line == source.text.split(separator: 0x0A, omittingEmptySubsequences: false).count)
    }
  }

  @Test("the same files and rules are found as by the yara program")
  func oracle() throws {
    let tree = try FixtureTree()
    guard let sources = YaraFixture.corpus(tree) else { return }
    guard OracleProgram.exists("yara") else {
      print("skipped: there is no program yara")
      return
    }
    let files: [String] = try targets(tree, rules: sources.map(\.name))
    var command: [String] = ["yara", "-w", "-p", "1"]
    for name in ["filename", "filepath", "extension", "filetype", "owner", "md5", "id"] {
      command += ["-d", name + "="]
    }
    command += sources.enumerated().map { "n\($0.offset):\($0.element.name)" }
    try tree.write("list", files.joined(separator: "\n") + "\n")
    let lines: [String] = try #require(
      OracleProgram.lines(
        ["/usr/bin/yara"] + command.dropFirst() + ["--scan-list", tree.path("list")], home: tree.path))
    let theirs: [FoundPair] = lines.compactMap { line in
      line.firstIndex(of: " ").map {
        FoundPair(rule: String(line[..<$0]), path: String(line[line.index(after: $0)...]))
      }
    }
    #expect(theirs.count > 100, "an oracle that finds nothing tells nothing")
    #expect(try ours(sources, files).sorted() == theirs.sorted())
  }

  /// The rules themselves, which hold much of what they look for, also with the mark of a Windows program before them,
  /// and programs of this system.
  private func targets(_ tree: FixtureTree, rules: [String]) throws -> [String] {
    var files: [String] = rules
    for (index, path) in rules.enumerated() where index % 4 == 0 {
      let text: Data = try Data(contentsOf: URL(fileURLWithPath: path))
      try tree.write("made/\(index).exe", bytes: [0x4D, 0x5A] + Array(text))
      files.append(tree.path("made/\(index).exe"))
    }
    let programs: [String] = try FileManager.default.contentsOfDirectory(atPath: "/usr/bin").sorted()
    for name in programs.map({ "/usr/bin/" + $0 }) where files.count < rules.count * 5 / 4 + 100 {
      let attributes: [FileAttributeKey: Any] = try FileManager.default.attributesOfItem(atPath: name)
      guard attributes[.type] as? FileAttributeType == .typeRegular, let size = attributes[.size] as? Int,
        size > 0, size < 1 << 20, FileManager.default.isReadableFile(atPath: name)
      else { continue }
      files.append(name)
    }
    return files
  }

  private func ours(_ sources: [RuleSource], _ files: [String]) throws -> [FoundPair] {
    let rules: YaraRuleSet = try #require(YaraRuleSet.compile(sources).rules)
    var scanner: YaraScanner = try #require(YaraScanner(rules))
    var pairs: [FoundPair] = []
    for file in files {
      let content: [UInt8] = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
      guard case .hits(let hits) = YaraFixture.scan(&scanner, content) else {
        Issue.record("\(file) could not be searched")
        continue
      }
      pairs += hits.map { FoundPair(rule: $0.rule, path: file) }
    }
    return pairs
  }
}
