/// The measurements of one engine.
struct BenchmarkSuite: Sendable {
  let name: String
  /// Measures and reports each figure once it is there.
  let run: @Sendable (_ report: (_ name: String, _ value: Double, _ unit: String) -> Void) -> Void

  /// Every suite, in the order of the layers.
  static let all: [BenchmarkSuite] = []
}
