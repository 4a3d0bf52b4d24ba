internal import CordonInspect
internal import CordonModel

/// The pool of workers, as a scan drives it.
final class WorkerInspection: FileInspecting {
  init(request: FileScanRequest, options: FileScanOptions) throws(FileFailure) {
    throw FileFailure(reason: .capabilityMissing, detail: "there are no workers yet")
  }

  var problems: [RuleProblem] { [] }

  func submit(_ task: InspectionTask, file: Int32, answer: (InspectionAnswer) -> Void) {}

  func poll(answer: (InspectionAnswer) -> Void) {}

  func finish(answer: (InspectionAnswer) -> Void) {}
}
