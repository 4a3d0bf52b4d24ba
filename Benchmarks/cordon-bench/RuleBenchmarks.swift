internal import CordonCollect
internal import CordonDetect
internal import CordonModel
internal import CordonWorker
internal import Foundation

/// The rules in the folder `CORDON_BENCH_RULES`, looked for in the files that `CORDON_BENCH_LIST` lists, one a line;
/// without both there is nothing to measure.
///
/// One thread, content read into one buffer, without digests: `Scripts/bench-rules` sets the `yara` program beside it.
enum RuleBenchmarks {
  static func run(report: (_ name: String, _ value: Double, _ unit: String) -> Void) {
    let environment: [String: String] = ProcessInfo.processInfo.environment
    guard let folder = environment["CORDON_BENCH_RULES"], let list = environment["CORDON_BENCH_LIST"],
      let names = try? String(contentsOfFile: list, encoding: .utf8)
    else { return }
    let sources: [RuleSource] = RuleFiles.read([folder]).sources
    var start: Double = processorSeconds()
    let compiled: (rules: YaraRuleSet?, problems: [RuleProblem]) = YaraRuleSet.compile(sources)
    report("rules/compile", (processorSeconds() - start) * 1_000, "ms")
    guard let rules = compiled.rules, var scanner = YaraScanner(rules) else { return }
    report("rules/count", Double(rules.count), "rules")
    report("rules/errors", Double(compiled.problems.count { !$0.isWarning }), "errors")
    start = processorSeconds()
    _ = RuleSetRevision(sources)
    report("rules/revision", (processorSeconds() - start) * 1_000, "ms")
    report("rules/anonymous", anonymousMegabytes(), "MB")
    var files: Int = 0
    var bytes: Int = 0
    var hits: Int = 0
    var others: Int = 0
    start = processorSeconds()
    for name in names.split(separator: "\n") {
      guard let content = FileManager.default.contents(atPath: String(name)) else { continue }
      let externals = RuleExternals(
        fileName: String(name.split(separator: "/").last ?? ""), filePath: String(name), fileExtension: "")
      let outcome: RuleScanOutcome = content.withUnsafeBytes {
        scanner.scan($0, externals: externals, seconds: 60)
      }
      files += 1
      bytes += content.count
      if case .hits(let found) = outcome { hits += found.count } else { others += 1 }
    }
    let seconds: Double = processorSeconds() - start
    report("rules/scan", seconds * 1_000, "ms")
    report("rules/files", Double(files), "files")
    report("rules/bytes", Double(bytes), "bytes")
    report("rules/hits", Double(hits), "hits")
    report("rules/unfinished", Double(others), "files")
    report("rules/anonymous-after", anonymousMegabytes(), "MB")
  }

  /// Seconds of processor time of this process so far.
  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Memory of this process that no file backs, in MB.
  private static func anonymousMegabytes() -> Double {
    guard let text = try? String(contentsOfFile: "/proc/self/smaps_rollup", encoding: .utf8) else { return -1 }
    for line in text.split(separator: "\n") where line.hasPrefix("Anonymous:") {
      return Double(line.split(separator: " ").dropFirst().first ?? "").map { $0 * 1_024 / 1e6 } ?? -1
    }
    return -1
  }
}
