internal import CordonDetect
internal import CordonInspect
internal import CordonModel
internal import Glibc

/// What is made once, before the first worker, and shared by all of them: compiled rules and prepared libraries. Once a
/// worker is confined, no library can open what it has not opened yet.
struct Preparation {
  let limits: InspectionLimits
  let allowsUnconfined: Bool
  /// Mistakes in the rules.
  let problems: [RuleProblem]
  private let rules: YaraRuleSet?
  private let digests: DigestMaker

  init(_ setup: WorkerSetup) {
    limits = setup.limits
    allowsUnconfined = setup.allowsUnconfined
    // libarchive reads names by the locale; a worker could not load one.
    _ = unsafe setlocale(LC_CTYPE, "C.UTF-8")
    digests = DigestMaker()
    guard !setup.rules.isEmpty else {
      (rules, problems) = (nil, [])
      return
    }
    let compiled: (rules: YaraRuleSet?, problems: [RuleProblem]) = YaraRuleSet.compile(setup.rules)
    (rules, problems) = (compiled.rules, compiled.problems)
  }

  /// Rules in force.
  var ruleCount: Int { rules?.count ?? 0 }

  /// Whether one of them asks for the MD5 of files.
  var rulesAskForMD5: Bool { rules?.asksForMD5 ?? false }

  /// What one worker inspects with; `nil` when there is no memory for it.
  func inspector(answer: @escaping (InspectionAnswer) -> Void) -> ContentInspector? {
    var scanner: YaraScanner?
    if let rules {
      scanner = YaraScanner(rules)
      if scanner == nil { return nil }
    }
    return ContentInspector(limits: limits, scanner: scanner, digests: digests, answer: answer)
  }
}
