internal import CordonVersions

/// How many versions a second are read and compared.
enum VersionBenchmarks {
  private static let rounds: Int = 400

  static func run(report: (_ name: String, _ value: Double, _ unit: String) -> Void) {
    for scheme in [VersionScheme.dpkg, .semver, .rpm, .pep440, .maven, .windows] {
      let texts: [String] = samples(scheme)
      let versions: [Version] = texts.compactMap { try? Version($0, scheme: scheme) }
      let count: Int = versions.count * versions.count
      var sum: Int = 0
      let compared: Double = best {
        for _ in 0..<rounds {
          for left in versions { for right in versions where left.compare(to: right) == .less { sum &+= 1 } }
        }
      }
      let comparedTexts: Double = best {
        for _ in 0..<(rounds / 40) {
          for left in texts { for right in texts where (try? scheme.compare(left, right)) == .less { sum &+= 1 } }
        }
      }
      precondition(sum > 0 && versions.count == texts.count, "the samples of \(scheme) are read and differ")
      report("versions/\(scheme.rawValue)-parsed", Double(count * rounds) / compared, "comparisons/s")
      report("versions/\(scheme.rawValue)-text", Double(count * (rounds / 40)) / comparedTexts, "comparisons/s")
    }
  }

  /// Versions that share a beginning, as neighbours in a range do: the comparison has to go deep.
  private static func samples(_ scheme: VersionScheme) -> [String] {
    switch scheme {
    case .dpkg, .rpm: (0..<50).map { "1:2.4.\($0 % 10)-\($0)+deb12u\($0 % 3)" }
    case .pep440: (0..<50).map { "2.4.\($0 % 10).post\($0)" }
    case .maven: (0..<50).map { "2.4.\($0 % 10)-beta-\($0)" }
    case .windows: (0..<50).map { "18.12.\($0 % 10).\($0)" }
    default: (0..<50).map { "2.14.\($0 % 10)-beta.\($0)" }
    }
  }

  /// Seconds of the fastest of five runs.
  private static func best(_ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    let times: [Duration] = (0..<5).map { _ in clock.measure(body) }
    let time: Duration = times.min() ?? .zero
    return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
  }
}
