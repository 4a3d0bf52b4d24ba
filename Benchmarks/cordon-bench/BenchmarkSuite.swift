/// The measurements of one engine.
struct BenchmarkSuite: Sendable {
  /// The first part of the name of each of its figures.
  let name: String
  /// Measures and reports each figure once it is there.
  let run: @Sendable (_ report: (_ name: String, _ value: Double, _ unit: String) -> Void) -> Void

  /// Every suite, in the order of the layers.
  static let all: [BenchmarkSuite] = [
    BenchmarkSuite(name: "versions", run: VersionBenchmarks.run),
    BenchmarkSuite(name: "match", run: MatchBenchmarks.run),
    BenchmarkSuite(name: "inventory", run: InventoryBenchmarks.run),
  ]
}
