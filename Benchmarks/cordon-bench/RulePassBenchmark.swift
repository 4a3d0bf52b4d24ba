internal import CordonCollect
internal import CordonInspect
internal import CordonModel
internal import Foundation

/// One pass of the workers `CORDON_BENCH_WORKER` over the files that `CORDON_BENCH_LIST` lists, for the rules in the folder
/// `CORDON_BENCH_RULES`, with SHA-256 of every file; without all three there is nothing to measure.
enum RulePassBenchmark {
  static func run(report: (_ name: String, _ value: Double, _ unit: String) -> Void) {
    let environment: [String: String] = ProcessInfo.processInfo.environment
    guard let folder = environment["CORDON_BENCH_RULES"], let list = environment["CORDON_BENCH_LIST"],
      let program = environment["CORDON_BENCH_WORKER"], let names = try? String(contentsOfFile: list, encoding: .utf8)
    else { return }
    var options = WorkerPoolOptions(count: environment["CORDON_BENCH_WORKERS"].flatMap { Int($0) } ?? 2)
    options.rules = RuleFiles.read([folder]).sources
    let pool = WorkerPool(program: WorkerProgram(path: program), options: options)
    let clock = ContinuousClock()
    var isStarted: Bool = false
    let starting: Duration = clock.measure {
      do throws(CordonError) {
        try pool.start()
        isStarted = true
      } catch {
        FileHandle.standardError.write(Data("\(error.message)\n".utf8))
      }
    }
    guard isStarted else { return }
    report("rule-pass/start", seconds(starting) * 1_000, "ms")
    report("rule-pass/rules", Double(pool.ruleCount), "rules")
    var counts = Counts()
    let time: Duration = clock.measure { inspect(names, with: pool, &counts) }
    report("rule-pass/look", seconds(time) * 1_000, "ms")
    report("rule-pass/files", Double(counts.files), "files")
    report("rule-pass/hits", Double(counts.hits), "hits")
    report("rule-pass/gaps", Double(counts.gaps), "gaps")
    let processes: [Int32] = pool.processes + [pool.wardenProcess].compactMap { $0 } + [getpid()]
    report("rule-pass/memory", processes.reduce(0) { $0 + proportionalMegabytes($1) }, "MB")
    pool.stop()
  }

  private struct Counts {
    var files: Int = 0
    var hits: Int = 0
    var gaps: Int = 0
  }

  private static func inspect(_ names: String, with pool: WorkerPool, _ counts: inout Counts) {
    var open: [UInt32: Int32] = [:]
    var total = Counts()
    let take: (InspectionAnswer) -> Void = { answer in
      switch answer {
      case .item(let item): total.hits += item.hits.count
      case .gap: total.gaps += 1
      case .done(let task):
        total.files += 1
        if let descriptor = open.removeValue(forKey: task) { close(descriptor) }
      }
    }
    for (index, name) in names.split(separator: "\n").enumerated() {
      let descriptor: Int32 = Glibc.open(String(name), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
      var facts = stat()
      guard descriptor >= 0, fstat(descriptor, &facts) == 0 else { continue }
      open[UInt32(index)] = descriptor
      let task = InspectionTask(
        number: UInt32(index), path: Array(name.utf8), size: UInt64(facts.st_size), wantsRules: true)
      pool.submit(task, descriptor: descriptor, answers: take)
    }
    pool.drain(answers: take)
    counts = total
  }

  private static func seconds(_ time: Duration) -> Double {
    Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
  }

  /// Memory that no file stands behind, where several processes share a page divided among them.
  private static func proportionalMegabytes(_ process: Int32) -> Double {
    let text: String = (try? String(contentsOfFile: "/proc/\(process)/smaps_rollup", encoding: .utf8)) ?? ""
    for line in text.split(separator: "\n") where line.hasPrefix("Pss_Anon:") {
      return (Double(line.split(separator: " ")[1]) ?? 0) * 1_024 / 1e6
    }
    return 0
  }
}
