internal import CordonInspect
internal import CordonModel

/// The pool of workers, as a scan drives it.
final class WorkerInspection: FileInspecting {
  private let pool: WorkerPool

  /// Starts the pool: its rules are compiled when this returns.
  ///
  /// - Throws: ``FileFailure`` in the words of the pool.
  init(rules: [RuleSource], options: FileScanOptions) throws(FileFailure) {
    var wanted = WorkerPoolOptions(count: options.workers ?? WorkerPoolOptions.usableCores)
    wanted.rules = rules
    wanted.limits = options.inspection
    wanted.niceness = options.isYielding ? 19 : 0
    wanted.isIdleReader = options.isYielding
    wanted.allowsUnconfined = options.allowsUnconfinedWorkers
    do throws(CordonError) {
      let program: WorkerProgram
      if let path = options.workerProgram { program = WorkerProgram(path: path) } else { program = try .installed() }
      pool = WorkerPool(program: program, options: wanted)
      try pool.start()
    } catch {
      throw FileFailure(reason: .scanError, detail: error.message)
    }
  }

  deinit { pool.stop() }

  var problems: [RuleProblem] { pool.ruleProblems }

  var ruleDigests: Set<Digest.Kind> { pool.rulesAskForMD5 ? [.md5] : [] }

  var notices: [String] {
    guard let held = pool.protections else { return [] }
    let missing: [String] = WorkerProtections.named
      .filter { WorkerProtections.expected.contains($0.protection) && !held.contains($0.protection) }
      .map { $0.name }
    guard !missing.isEmpty else { return [] }
    return ["the workers that read files lack some of their confinement: \(missing.joined(separator: ", "))"]
  }

  func submit(_ task: InspectionTask, file: Int32, answer: (InspectionAnswer) -> Void) {
    pool.submit(task, descriptor: file, answers: answer)
  }

  func poll(answer: (InspectionAnswer) -> Void) { pool.poll(answers: answer) }

  func finish(answer: (InspectionAnswer) -> Void) { pool.drain(answers: answer) }
}
