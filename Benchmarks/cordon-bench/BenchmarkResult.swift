internal import Foundation

/// One measured figure.
struct BenchmarkResult {
  /// `suite/what`.
  let name: String
  let value: Double
  let unit: String

  /// `name<tab>value<tab>unit`, the form `Scripts/bench-engines` reads.
  var line: String { [name, Self.text(value), unit].joined(separator: "\t") }

  /// Four significant digits, never in exponents, so that two runs can be compared by eye.
  private static func text(_ value: Double) -> String {
    guard value.isFinite else { return "-" }
    if abs(value) >= 1_000 || value == 0 { return String(format: "%.0f", value) }
    let digits: Int = max(0, 3 - Int(floor(log10(abs(value)))))
    return String(format: "%.\(min(digits, 9))f", value)
  }
}
