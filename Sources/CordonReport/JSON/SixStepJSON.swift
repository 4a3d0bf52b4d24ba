internal import CordonModel

/// The six steps in a saved check: the member `steps`.
enum SixStepJSON {
  static func value(_ check: SixStepCheck) -> JSONValue {
    .array(
      check.steps.map { step in
        .object([
          "step": .string(step.kind.rawValue),
          "number": .integer(Int64(step.kind.number)),
          "state": .string(step.state.rawValue),
          "grounds": .array(step.grounds.map(value)),
        ])
      })
  }

  private static func value(_ ground: SixStepCheck.Ground) -> JSONValue {
    var members: [String: JSONValue] = ["kind": .string(kind(of: ground).rawValue)]
    switch ground {
    case .advisoriesFixed(let n), .excluded(let n), .packsUnusable(let n), .packsNotKept(let n), .verdicts(let n),
      .contained(let n),
      .uncontained(let n), .actsFailed(let n), .blocksInForce(let n), .blocksPossible(let n), .gone(let n),
      .stillThere(let n):
      members["count"] = .integer(Int64(n))
    case .unanswered(let n, let checks):
      members["count"] = .integer(Int64(n))
      members["checks"] = .strings(checks.map(\.rawValue))
    case .after(let kind): members["after"] = .string(kind.rawValue)
    case .nothingAsked, .platformUnknown, .interrupted, .quickOnly, .notRechecked, .recheckClean, .isolated, .caseKept,
      .noCase, .signerOpen:
      break
    }
    return .object(members)
  }

  /// What stands in `kind`. The raw value is frozen.
  private enum Kind: String {
    case advisoriesFixed = "advisories-fixed"
    case excluded
    case packsUnusable = "packs-unusable"
    case packsNotKept = "packs-not-kept"
    case nothingAsked = "nothing-asked"
    case platformUnknown = "platform-unknown"
    case verdicts, unanswered, interrupted
    case quickOnly = "quick-only"
    case contained, uncontained
    case actsFailed = "acts-failed"
    case blocksInForce = "blocks-in-force"
    case blocksPossible = "blocks-possible"
    case gone
    case stillThere = "still-there"
    case notRechecked = "not-rechecked"
    case recheckClean = "recheck-clean"
    case isolated
    case caseKept = "case-kept"
    case noCase = "no-case"
    case signerOpen = "signer-open"
    case after
  }

  private static func kind(of ground: SixStepCheck.Ground) -> Kind {
    switch ground {
    case .advisoriesFixed: .advisoriesFixed
    case .excluded: .excluded
    case .packsUnusable: .packsUnusable
    case .packsNotKept: .packsNotKept
    case .nothingAsked: .nothingAsked
    case .platformUnknown: .platformUnknown
    case .verdicts: .verdicts
    case .unanswered: .unanswered
    case .interrupted: .interrupted
    case .quickOnly: .quickOnly
    case .contained: .contained
    case .uncontained: .uncontained
    case .actsFailed: .actsFailed
    case .blocksInForce: .blocksInForce
    case .blocksPossible: .blocksPossible
    case .gone: .gone
    case .stillThere: .stillThere
    case .notRechecked: .notRechecked
    case .recheckClean: .recheckClean
    case .isolated: .isolated
    case .caseKept: .caseKept
    case .noCase: .noCase
    case .signerOpen: .signerOpen
    case .after: .after
    }
  }

  /// The steps of a saved check; `nil` where it has none, as in those that older versions wrote.
  static func read(_ top: JSONFields) throws(CordonError) -> SixStepCheck? {
    var steps: [SixStepCheck.Step] = []
    for one in try top.optionalObjects("steps") {
      var grounds: [SixStepCheck.Ground] = []
      for ground in try one.objects("grounds") { grounds.append(try self.ground(ground)) }
      steps.append(SixStepCheck.Step(try one.word("step"), try one.word("state"), grounds))
    }
    return steps.isEmpty ? nil : SixStepCheck(steps: steps)
  }

  private static func ground(_ fields: JSONFields) throws(CordonError) -> SixStepCheck.Ground {
    let kind: Kind = try fields.word("kind")
    switch kind {
    case .advisoriesFixed: return .advisoriesFixed(try fields.count("count"))
    case .excluded: return .excluded(try fields.count("count"))
    case .packsNotKept: return .packsNotKept(try fields.count("count"))
    case .packsUnusable: return .packsUnusable(try fields.count("count"))
    case .nothingAsked: return .nothingAsked
    case .platformUnknown: return .platformUnknown
    case .verdicts: return .verdicts(try fields.count("count"))
    case .unanswered: return .unanswered(try fields.count("count"), try fields.words("checks"))
    case .interrupted: return .interrupted
    case .quickOnly: return .quickOnly
    case .contained: return .contained(try fields.count("count"))
    case .uncontained: return .uncontained(try fields.count("count"))
    case .actsFailed: return .actsFailed(try fields.count("count"))
    case .blocksInForce: return .blocksInForce(try fields.count("count"))
    case .blocksPossible: return .blocksPossible(try fields.count("count"))
    case .gone: return .gone(try fields.count("count"))
    case .stillThere: return .stillThere(try fields.count("count"))
    case .notRechecked: return .notRechecked
    case .recheckClean: return .recheckClean
    case .isolated: return .isolated
    case .caseKept: return .caseKept
    case .noCase: return .noCase
    case .signerOpen: return .signerOpen
    case .after: return .after(try fields.word("after"))
    }
  }
}
