internal import CordonCollect
internal import CordonInspect
internal import CordonModel
internal import Foundation

/// One pass of the inspection workers over the files in the folder `CORDON_BENCH_FILES`, with the worker
/// `CORDON_BENCH_WORKER`; without them there is nothing to measure.
///
/// One pass a process: `Scripts/bench-workers` makes the folder, counts the runs and puts openssl beside them.
enum WorkerBenchmarks {
  static func run(report: (_ name: String, _ value: Double, _ unit: String) -> Void) {
    let environment: [String: String] = ProcessInfo.processInfo.environment
    guard let folder = environment["CORDON_BENCH_FILES"], let program = environment["CORDON_BENCH_WORKER"] else {
      return
    }
    let paths: [String] = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).sorted()
    let count: Int = environment["CORDON_BENCH_WORKERS"].flatMap { Int($0) } ?? 2
    let pool = WorkerPool(program: WorkerProgram(path: program), options: WorkerPoolOptions(count: count))
    let before: Double = processorSeconds(getpid())
    var bytes: UInt64 = 0
    let time: Duration = ContinuousClock().measure { bytes = inspect(paths, in: folder, with: pool) }
    let seconds: Double = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    let own: [Int32] = pool.processes + [pool.wardenProcess].compactMap { $0 }
    var processor: Double = processorSeconds(getpid()) - before
    for process in own { processor += processorSeconds(process) }
    report("workers/look", seconds * 1_000, "ms")
    report("workers/rate", Double(bytes) / seconds / 1e6, "MB/s")
    report("workers/processor", processor * 1_000, "ms")
    report("workers/own-processor", (processorSeconds(getpid()) - before) * 1_000, "ms")
    var anonymous: Double = 0
    for process in own + [getpid()] { anonymous += anonymousMegabytes(process) }
    report("workers/anonymous-memory", anonymous, "MB")
  }

  /// Submits every file, and counts the bytes that came back as hashed.
  private static func inspect(_ paths: [String], in folder: String, with pool: WorkerPool) -> UInt64 {
    var open: [UInt32: Int32] = [:]
    var bytes: UInt64 = 0
    let take: (InspectionAnswer) -> Void = { answer in
      switch answer {
      case .item(let item): if item.digests != nil { bytes += item.size }
      case .gap(let gap): FileHandle.standardError.write(Data("\(gap.detail)\n".utf8))
      case .done(let task): if let descriptor = open.removeValue(forKey: task) { close(descriptor) }
      }
    }
    for (index, name) in paths.enumerated() {
      let path: String = folder + "/" + name
      let descriptor: Int32 = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
      var facts = stat()
      guard descriptor >= 0, fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
        if descriptor >= 0 { close(descriptor) }
        continue
      }
      let number: UInt32 = UInt32(index)
      open[number] = descriptor
      let task = InspectionTask(number: number, path: Array(path.utf8), size: UInt64(facts.st_size))
      pool.submit(task, descriptor: descriptor, answers: take)
    }
    pool.drain(answers: take)
    return bytes
  }

  /// What a process has used of the processors so far; nanoseconds stand first in `schedstat`.
  private static func processorSeconds(_ process: Int32) -> Double {
    let text: String? = try? String(contentsOfFile: "/proc/\(process)/schedstat", encoding: .utf8)
    return (text?.split(separator: " ").first).flatMap { Double($0) }.map { $0 / 1e9 } ?? 0
  }

  /// Memory that no file stands behind; pages that processes share since a fork count in each of them.
  private static func anonymousMegabytes(_ process: Int32) -> Double {
    let text: String = (try? String(contentsOfFile: "/proc/\(process)/smaps_rollup", encoding: .utf8)) ?? ""
    for line in text.split(separator: "\n") where line.hasPrefix("Anonymous:") {
      return (Double(line.split(separator: " ")[1]) ?? 0) / 1_024
    }
    return 0
  }
}
