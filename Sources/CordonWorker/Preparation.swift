internal import CordonDetect
internal import CordonInspect
internal import CordonModel
internal import Glibc

/// What is made once, before the first worker, and shared by all of them: compiled rules and prepared libraries. Once a
/// worker is confined, no library can open what it has not opened yet.
struct Preparation {
  let limits: InspectionLimits
  /// Mistakes in the rules.
  let problems: [RuleProblem]
  let ruleCount: Int
  private let digests: DigestMaker

  init(_ setup: WorkerSetup) {
    limits = setup.limits
    // libarchive reads names by the locale; this one is part of the C library.
    _ = unsafe setlocale(LC_CTYPE, "C.UTF-8")
    digests = DigestMaker()
    problems = []
    ruleCount = 0
  }

  /// What one worker inspects with.
  func inspector(answer: @escaping (InspectionAnswer) -> Void) -> ContentInspector {
    ContentInspector(limits: limits, scanner: nil, digests: digests, answer: answer)
  }
}
