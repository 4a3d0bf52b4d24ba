/// The measurements of one engine.
struct BenchmarkSuite: Sendable {
  /// The first part of the name of each of its figures.
  let name: String
  /// Measures and reports each figure once it is there.
  let run: @Sendable (_ report: (_ name: String, _ value: Double, _ unit: String) -> Void) -> Void

  /// Every suite. The inventory comes first, because its peak of memory is that of the process so far.
  static let all: [BenchmarkSuite] = [
    BenchmarkSuite(name: "inventory", run: InventoryBenchmarks.run),
    BenchmarkSuite(name: "walk", run: FileWalkBenchmarks.run),
    BenchmarkSuite(name: "processes", run: ProcessBenchmarks.run),
    BenchmarkSuite(name: "output", run: OutputBenchmarks.run),
    BenchmarkSuite(name: "archives", run: ArchiveBenchmarks.run),
    BenchmarkSuite(name: "rules", run: RuleBenchmarks.run),
    BenchmarkSuite(name: "rule-pass", run: RulePassBenchmark.run),
    BenchmarkSuite(name: "workers", run: WorkerBenchmarks.run),
    BenchmarkSuite(name: "versions", run: VersionBenchmarks.run),
    BenchmarkSuite(name: "match", run: MatchBenchmarks.run),
    BenchmarkSuite(name: "contacts", run: ContactBenchmarks.run),
  ]
}
