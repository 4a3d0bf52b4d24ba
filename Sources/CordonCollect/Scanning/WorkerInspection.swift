internal import CordonInspect
internal import CordonModel

/// The pool of workers, as a scan drives it.
final class WorkerInspection: FileInspecting {
  private let pool: WorkerPool

  /// Starts the workers' warden and waits for the rules.
  init(request: FileScanRequest, options: FileScanOptions) throws(FileFailure) {
    var pool = WorkerPoolOptions(count: options.workers ?? WorkerPoolOptions.usableCores)
    pool.rules = request.rules
    pool.limits = options.inspection
    pool.niceness = options.isYielding ? 19 : 0
    pool.isIdleReader = options.isYielding
    do throws(CordonError) {
      let program: WorkerProgram
      if let path = options.workerProgram {
        program = WorkerProgram(path: path)
      } else {
        program = try WorkerProgram.installed()
      }
      self.pool = WorkerPool(program: program, options: pool)
      try self.pool.start()
    } catch {
      throw FileFailure(reason: .capabilityMissing, detail: error.message)
    }
  }

  var problems: [RuleProblem] { pool.ruleProblems }

  func submit(_ task: InspectionTask, file: Int32, answer: (InspectionAnswer) -> Void) {
    pool.submit(task, descriptor: file, answers: answer)
  }

  func poll(answer: (InspectionAnswer) -> Void) { pool.poll(answers: answer) }

  func finish(answer: (InspectionAnswer) -> Void) { pool.drain(answers: answer) }
}
