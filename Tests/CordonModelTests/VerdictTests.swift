internal import CordonModel
internal import Testing

@Suite("Verdicts")
struct VerdictTests {
  private static let all: [Verdict] = Verdict.allCases

  @Test("The order is affected > suspected > unknown > remediated > not-affected")
  func order() {
    let texts: [String] = Self.all.sorted(by: >).map(\.rawValue)
    #expect(texts == ["affected", "suspected", "unknown", "remediated", "not-affected"])
  }

  @Test("The roll-up is a semilattice with not-affected as its neutral element")
  func semilattice() {
    for a in Self.all {
      #expect(a.rolledUp(with: a) == a)
      #expect(a.rolledUp(with: .notAffected) == a)
      for b in Self.all {
        #expect(a.rolledUp(with: b) == b.rolledUp(with: a))
        #expect(a.rolledUp(with: b) >= a && a.rolledUp(with: b) >= b)
        for c in Self.all {
          #expect(a.rolledUp(with: b).rolledUp(with: c) == a.rolledUp(with: b.rolledUp(with: c)))
        }
      }
    }
  }

  @Test(
    "Exit codes are a contract",
    arguments: [
      (Verdict.affected, Int32(10)), (.suspected, 11), (.unknown, 12), (.remediated, 0), (.notAffected, 0),
    ])
  func exitCodes(_ verdict: Verdict, _ code: Int32) { #expect(verdict.exitCode == code) }

  @Test("A report rolls up its results; nothing asked is unknown")
  func report() {
    #expect(report(of: []).verdict == .unknown)
    #expect(report(of: [.notAffected]).verdict == .notAffected)
    #expect(report(of: [.notAffected, .remediated]).verdict == .remediated)
    #expect(report(of: [.notAffected, .unknown, .remediated]).verdict == .unknown)
    #expect(report(of: [.suspected, .affected, .unknown]).verdict == .affected)
  }

  private func report(of verdicts: [Verdict]) -> CheckReport {
    let time = Timestamp(secondsSinceEpoch: 0)
    let text = LocalizedText(en: "a", de: "b")
    let results: [CheckReport.Result] = verdicts.map { verdict in
      let assessment = Assessment(
        advisory: AdvisoryReference(id: "a", revision: 1), verdict: verdict, matches: [], doubts: [],
        basis: .inventoryOnly, required: [], later: [], axes: Assessment.Axes(exposed: .no))
      return CheckReport.Result(title: text, assessment: assessment, hints: [], limits: [])
    }
    return CheckReport(
      target: Target(kind: .live, platform: .linux, name: "h", path: "/"), startedAt: time, finishedAt: time,
      toolVersion: "0", results: results, coverage: [], packageCount: 0)
  }
}
