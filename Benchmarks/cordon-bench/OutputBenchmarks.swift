internal import CordonModel
internal import CordonReport
internal import CordonVersions
internal import Foundation

/// A million findings written as lines of JSON: the bar is 200,000 a second, with memory that does not grow with them.
///
/// Each of a thousand advisories has a thousand matches. They share their storage, so that what is measured is the
/// writing and not the report: the growth is the peak while writing over what the process held before.
enum OutputBenchmarks {
  static func run(report send: (_ name: String, _ value: Double, _ unit: String) -> Void) {
    guard let report = try? report() else { return }
    let findings: Int = report.results.reduce(0) { $0 + $1.assessment.matches.count }
    send("output/findings", Double(findings), "findings")
    for format in [OutputFormat.ndjson, .csv, .plain, .sarif, .junit] {
      forgetPeak()
      let before: Double = megabytes("VmRSS")
      guard let (seconds, bytes) = try? write(report, as: format) else { return }
      let name: String = "output/" + format.rawValue
      send(name, Double(findings) / seconds, "findings/s")
      send(name + "-size", Double(bytes) / 1e6, "MB")
      send(name + "-peak-growth", megabytes("VmHWM") - before, "MB")
    }
    send("output/peak-memory", megabytes("VmHWM"), "MB")
  }

  private static let advisories = 1_000
  private static let matches = 1_000

  /// Counts what is passed on.
  private final class Sink {
    var bytes = 0
  }

  private static func write(_ report: CheckReport, as format: OutputFormat) throws -> (seconds: Double, bytes: Int) {
    let clock = ContinuousClock()
    let sink = Sink()
    let start: ContinuousClock.Instant = clock.now
    var output = ResultOutput { (piece) throws(CordonError) in sink.bytes += piece.count }
    try CheckRenderer.write(report, as: format, options: TextOptions(language: .english), failOn: .unknown, to: &output)
    try output.finish()
    let duration: Duration = clock.now - start
    let seconds: Double =
      Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    return (seconds, sink.bytes)
  }

  private static func report() throws -> CheckReport {
    let time = Timestamp(secondsSinceEpoch: 1_795_262_400)
    let found: [Match] = try (0..<matches).map { number in
      let package = SoftwarePackage(
        purl: try PackageURL(
          type: "npm", namespace: "@scope-\(number % 97)", name: "package-\(number)", version: "1.2.3"),
        name: "@scope-\(number % 97)/package-\(number)", version: "1.2.3", vendor: "Somebody",
        location: "/srv/app/releases/2026-11-21/node_modules/@scope-\(number % 97)/package-\(number)",
        installedAt: time, updatedAt: time, foundBy: .npmPackage)
      return Match(
        verdict: .affected, productID: "product-\(number)", productName: "package-\(number)",
        subject: .package(package),
        reason: .versionInRange, decidedBy: "vers:npm/>=1.0.0|<1.3.0",
        rule: RuleReference(file: "/usr/share/cordon/advisories/case.yaml", line: number + 1))
    }
    let text = LocalizedText(en: "A case", de: "Ein Fall")
    let results: [CheckReport.Result] = (0..<advisories).map { number in
      let assessment = Assessment(
        advisory: AdvisoryReference(id: "case-\(number)", revision: 1), verdict: .affected, matches: found, doubts: [],
        basis: .inventoryOnly, required: [.npmPackages], later: [], axes: .init(exposed: .yes))
      return CheckReport.Result(title: text, assessment: assessment, hints: [text], limits: [])
    }
    return CheckReport(
      target: Target(kind: .live, platform: .linux, name: "host", path: "/"), startedAt: time, finishedAt: time,
      toolVersion: "0", results: results, coverage: [], packageCount: matches)
  }

  /// Megabytes of a line of `/proc/self/status`.
  private static func megabytes(_ name: String) -> Double {
    let status: String = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line: Substring? = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
    let kilobytes: Double? = line.flatMap { Double($0.filter(\.isNumber)) }
    return (kilobytes ?? .nan) * 1_024 / 1e6
  }

  /// Lets the peak start anew from what is held now (proc(5), `clear_refs`).
  private static func forgetPeak() {
    try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
  }
}
