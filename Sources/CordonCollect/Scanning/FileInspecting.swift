internal import CordonInspect
internal import CordonModel

/// What reads files for a scan: the pool of workers, or in tests something that answers at once.
///
/// It is driven by one thread; answers are handed over during the calls below, in any order between tasks.
protocol FileInspecting: AnyObject {
  /// Mistakes in the rules, known from the beginning.
  var problems: [RuleProblem] { get }

  /// Digests that the rules ask for, beside SHA-256.
  var ruleDigests: Set<Digest.Kind> { get }

  /// What is wrong with itself, in English, for standard error.
  var notices: [String] { get }

  /// Takes a task; waits while every worker has enough to do.
  ///
  /// - Parameter file: stays open until the task is done, and is the caller's.
  func submit(_ task: InspectionTask, file: Int32, answer: (InspectionAnswer) -> Void)

  /// Takes in what is there already; does not wait.
  func poll(answer: (InspectionAnswer) -> Void)

  /// Waits for the answers to everything submitted.
  func finish(answer: (InspectionAnswer) -> Void)
}

extension FileInspecting {
  var notices: [String] { [] }
  var ruleDigests: Set<Digest.Kind> { [] }
}
