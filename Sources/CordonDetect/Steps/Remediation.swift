package import CordonModel

/// Tells what is clean again from what never was affected.
package enum Remediation {
  /// The report of a re-check: an advisory that was affected or suspected before, of which something was removed since, and
  /// which is `not-affected` now, is `remediated`.
  ///
  /// `not-affected` is asked for by every required check, fresh and complete: a check that is missing now leaves
  /// `unknown`, never `remediated`.
  ///
  /// - Parameter acts: those since the report before; only what is in force counts.
  package static func judged(_ report: CheckReport, before: CheckReport, acts: [SixSteps.Act]) -> CheckReport {
    let removed: Set<AdvisoryReference> = Set(
      acts.filter { $0.isInForce && isRemoval($0.step.act) }.flatMap { $0.step.grounds.map(\.advisory) })
    let found: Set<AdvisoryReference> = Set(
      before.results.map(\.assessment).filter { $0.verdict >= .suspected }.map(\.advisory))
    var judged: CheckReport = report
    for index in judged.results.indices {
      let assessment: Assessment = judged.results[index].assessment
      guard assessment.verdict == .notAffected, assessment.basis != .platformNotConcerned else { continue }
      guard removed.contains(assessment.advisory), found.contains(assessment.advisory) else { continue }
      judged.results[index].assessment.verdict = .remediated
    }
    judged.results.sort { left, right in
      if left.assessment.verdict != right.assessment.verdict {
        return left.assessment.verdict > right.assessment.verdict
      }
      return left.assessment.advisory.id < right.assessment.advisory.id
    }
    return judged
  }

  private static func isRemoval(_ act: ResponsePlan.Act) -> Bool {
    switch act {
    case .quarantine, .removePackage, .stop: true
    case .block, .isolate: false
    }
  }
}
