// The measurements of the engines, in release. `make bench` runs it and writes the figures to Benchmarks/RESULTS.md.
// Arguments are parts of names: only suites whose name contains one of them run.

internal import Foundation

let wanted: [String] = Array(CommandLine.arguments.dropFirst())

for suite in BenchmarkSuite.all where wanted.isEmpty || wanted.contains(where: suite.name.contains) {
  suite.run { name, value, unit in
    print(BenchmarkResult(name: name, value: value, unit: unit).line)
    fflush(nil)
  }
}
