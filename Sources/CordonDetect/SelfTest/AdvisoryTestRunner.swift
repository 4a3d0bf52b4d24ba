package import CordonModel
internal import CordonVersions

/// Runs the tests an advisory carries through the code that real checks use.
package enum AdvisoryTestRunner {
  /// One outcome for every test, in the order of the advisory.
  package static func run(_ advisory: Advisory) -> [AdvisoryTestOutcome] {
    guard !advisory.tests.isEmpty else { return [] }
    let bench = AdvisoryTestBench(advisory)
    return advisory.tests.map { test in
      let answer: AdvisoryTestBench.Answer = bench.answer(test.subject)
      return AdvisoryTestOutcome(
        test: test, actual: answer.actual, passed: answer.isReadable && answer.actual == test.expect,
        explanation: answer.explanation)
    }
  }
}

/// An advisory, compiled once for all its tests.
private struct AdvisoryTestBench {
  let detector: Detector
  let indicators: IndicatorIndex

  struct Answer {
    var actual: AdvisoryTest.Expectation
    var explanation: String
    var isReadable: Bool = true
  }

  init(_ advisory: Advisory) {
    detector = Detector(ruleset: Ruleset(advisories: [advisory]))
    indicators = IndicatorIndex(advisories: [advisory])
  }

  func answer(_ subject: AdvisoryTest.Subject) -> Answer {
    switch subject {
    case .package(let purl, let platform): package(purl, platform)
    case .program(let name, let vendor, let version, let platform): program(name, vendor, version, platform)
    case .sha256(let hex): observable(.sha256(hex))
    case .sha1(let hex): observable(.sha1(hex))
    case .md5(let hex): observable(.md5(hex))
    case .domain(let name): observable(.domain(name))
    case .address(let text): observable(.address(text))
    case .url(let text): observable(.url(text))
    }
  }

  private func package(_ text: String, _ platform: Platform) -> Answer {
    do {
      let purl: PackageURL = try PackageURL(parsing: text, strictness: .lenient)
      let isScoped: Bool = purl.type == "npm" && purl.namespace != nil
      let name: String = isScoped ? (purl.namespace ?? "") + "/" + purl.name : purl.name
      return installed(
        SoftwarePackage(
          purl: purl, name: name, version: purl.version, location: "", foundBy: AdvisoryTestBench.discovery(purl.type)),
        platform)
    } catch {
      return unreadable("the package URL cannot be read: " + error.reason)
    }
  }

  private func program(_ name: String, _ vendor: String?, _ version: String?, _ platform: Platform) -> Answer {
    do {
      let purl: PackageURL = try PackageURL(type: "generic", name: name, version: version)
      return installed(
        SoftwarePackage(
          purl: purl, name: name, version: version, vendor: vendor, location: "", foundBy: .dpkgStatus), platform)
    } catch {
      return unreadable("the program cannot be named as a package URL: " + error.reason)
    }
  }

  /// The kind of find that proves an installation of this type of package.
  private static func discovery(_ type: String) -> SoftwarePackage.Discovery {
    switch type {
    case "npm": .npmPackage
    case "pypi": .pythonDistInfo
    default: .dpkgStatus
    }
  }

  private func installed(_ package: SoftwarePackage, _ platform: Platform) -> Answer {
    let target = Target(kind: .live, platform: platform, name: "", path: "/")
    let inventory = Inventory(target: target, packages: [package], coverage: [])
    let assessments: [Assessment] = detector.evaluate(inventory, now: Timestamp(secondsSinceEpoch: 0))
    guard let match = assessments.first?.matches.first else {
      return Answer(actual: .noMatch, explanation: "no product matches")
    }
    let decider: String = match.decidedBy.isEmpty ? "" : " (\(match.decidedBy))"
    return Answer(
      actual: match.verdict == .affected ? .affected : .suspected,
      explanation: "product \(match.productID): \(match.reason.rawValue)\(decider)")
  }

  private func observable(_ observable: Observable) -> Answer {
    let found: [IndicatorMatch] = indicators.matches(observable)
    guard let first = found.max(by: { ($0.verdict ?? .notAffected) < ($1.verdict ?? .notAffected) }) else {
      return Answer(actual: .noMatch, explanation: "no indicator matches")
    }
    let actual: AdvisoryTest.Expectation =
      switch first.verdict {
      case .affected: .affected
      case .suspected: .suspected
      default: .noMatch
      }
    return Answer(actual: actual, explanation: AdvisoryTestBench.describe(first))
  }

  private static func describe(_ match: IndicatorMatch) -> String {
    switch match.indicator {
    case .file(let file): "file \(file.name): \(file.verdict.rawValue), \(file.role)"
    case .network(let row): "\(row.type.rawValue) \(row.value): \(row.role)" + (row.match ? "" : ", not reported")
    }
  }

  private func unreadable(_ why: String) -> Answer {
    Answer(actual: .noMatch, explanation: why, isReadable: false)
  }
}
