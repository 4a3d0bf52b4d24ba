/// The six steps of an incident on one target, each judged by what was found and done: nobody ticks them by hand.
package struct SixStepCheck: Sendable, Hashable {
  /// All six, in order.
  package var steps: [Step]

  package init(steps: [Step]) { self.steps = steps }

  /// The same when the evidence could not be kept after all: nothing is proven.
  package func withoutCase() -> SixStepCheck {
    var check: SixStepCheck = self
    for index in check.steps.indices where check.steps[index].kind == .prove {
      if check.steps[index].state == .done { check.steps[index].state = .open }
      check.steps[index].grounds = check.steps[index].grounds.map { $0 == .caseKept ? .noCase : $0 }
    }
    return check
  }

  /// The steps. The raw value is frozen.
  package enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
    case scope, identify, contain, eradicate, recover, prove

    /// 1 to 6.
    package var number: Int { (Kind.allCases.firstIndex(of: self) ?? 0) + 1 }
  }

  /// How far a step is. The raw value is frozen.
  package enum State: String, Sendable, Codable, Hashable, CaseIterable {
    /// Its condition holds.
    case done
    /// Something of it is left.
    case open
    /// An earlier step has to be done first.
    case waiting
    /// There is nothing to contain, clean or recover.
    case notNeeded = "not-needed"
  }

  /// One step.
  package struct Step: Sendable, Hashable {
    /// Which one.
    package var kind: Kind
    /// How far it is.
    package var state: State
    /// Why: what shows that it is done, or what is left, the most important first.
    package var grounds: [Ground]

    package init(_ kind: Kind, _ state: State, _ grounds: [Ground]) {
      self.kind = kind
      self.state = state
      self.grounds = grounds
    }
  }

  /// Why a step is where it is. Counts are of things, not of records.
  package enum Ground: Sendable, Hashable {
    /// Advisories whose revision is fixed.
    case advisoriesFixed(Int)
    /// Advisories that this kind of target cannot answer, by name.
    case excluded(Int)
    /// Packs that could not be used.
    case packsUnusable(Int)
    /// Advisories whose text the evidence does not hold.
    case packsNotKept(Int)
    /// Nothing was asked.
    case nothingAsked
    /// The system of the target was not recognised.
    case platformUnknown
    /// Advisories that have a verdict.
    case verdicts(Int)
    /// Advisories whose answer is missing something, and which checks are.
    case unanswered(Int, [CheckKind])
    /// The run was ended early.
    case interrupted
    /// Only what is installed, at known places and running was looked at: a deep check reads every file.
    case quickOnly
    /// Findings with an act in force.
    case contained(Int)
    /// Findings that nothing was done about.
    case uncontained(Int)
    /// Acts that did not work.
    case actsFailed(Int)
    /// Names and addresses of the advisories that are refused from now on.
    case blocksInForce(Int)
    /// Names and addresses that could be.
    case blocksPossible(Int)
    /// Found before, and gone.
    case gone(Int)
    /// Found before or now, and there.
    case stillThere(Int)
    /// Nothing was looked at again after the last act.
    case notRechecked
    /// The check after the last act found nothing and missed nothing.
    case recheckClean
    /// The machine is still isolated.
    case isolated
    /// The evidence is kept, chained and signed.
    case caseKept
    /// No evidence is kept.
    case noCase
    /// Who signed the evidence was not checked.
    case signerOpen
    /// A step before this one is not done.
    case after(Kind)
  }
}
