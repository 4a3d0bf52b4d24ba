internal import CordonCollect
internal import CordonModel
internal import Foundation
internal import Glibc

/// The walk over files with their metadata, beside `find` that prints the same: over the machine, and over the folder
/// `CORDON_BENCH_TREE` where that is set (`Scripts/bench-walk` makes one of 500,000 entries).
enum FileWalkBenchmarks {
  private static let format: String = "%p %i %D %s %m %U %n %T@ %C@\\n"

  static func run(report: (_ name: String, _ value: Double, _ unit: String) -> Void) {
    measure("machine", FileWalkRequest(.live), report)
    guard let folder = ProcessInfo.processInfo.environment["CORDON_BENCH_TREE"], !folder.isEmpty else { return }
    measure("tree", FileWalkRequest(.paths([Array(folder.utf8)])), report)
  }

  private static func measure(
    _ name: String, _ request: FileWalkRequest, _ report: (_ name: String, _ value: Double, _ unit: String) -> Void
  ) {
    var walk = Cost()
    var find = Cost()
    var count = FileWalkCount()
    // The first round warms the caches of both; then they take turns, and the best of each counts.
    for round in 0..<6 {
      var scope: [String] = []
      var bytes: UInt64 = 0
      let own: Cost = cost(RUSAGE_SELF) {
        var walker = FileWalker(request)
        walker.walk { bytes &+= $0.size }
        (count, scope) = (walker.count, walker.walked)
      }
      let other: Cost = cost(RUSAGE_CHILDREN) { spawn(["find"] + scope + ["-xdev", "-printf", format]) }
      guard round > 0 else { continue }
      walk = walk.best(own)
      find = find.best(other)
    }
    report("walk/\(name)-entries", Double(count.entries), "entries")
    report("walk/\(name)-files", Double(count.files), "files")
    report("walk/\(name)", walk.wall * 1_000, "ms")
    report("walk/\(name)-find-xdev-printf", find.wall * 1_000, "ms")
    report("walk/\(name)-to-find", walk.wall / find.wall, "ratio")
    report("walk/\(name)-cpu-to-find", walk.processor / find.processor, "ratio")
    report("walk/\(name)-rate", Double(count.entries) / walk.wall, "entries/s")
    report("walk/\(name)-rate-per-core", Double(count.entries) / walk.processor, "entries/s")
    report("walk/\(name)-peak-memory", InventoryBenchmarks.peakMegabytes(), "MB")
  }

  /// Seconds, as a clock and as the processor counts them.
  private struct Cost {
    var wall: Double = .infinity
    var processor: Double = .infinity

    func best(_ other: Cost) -> Cost {
      Cost(wall: min(wall, other.wall), processor: min(processor, other.processor))
    }
  }

  private static func cost(_ who: __rusage_who, _ body: () -> Void) -> Cost {
    let before: Double = processorSeconds(who)
    let time: Duration = ContinuousClock().measure(body)
    let wall: Double = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    return Cost(wall: wall, processor: processorSeconds(who) - before)
  }

  private static func processorSeconds(_ who: __rusage_who) -> Double {
    var usage = rusage()
    guard getrusage(__rusage_who_t(who.rawValue), &usage) == 0 else { return .nan }
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
  }

  private static func spawn(_ command: [String]) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
      process.waitUntilExit()
    } catch {
      FileHandle.standardError.write(Data("cannot run \(command[0]): \(error)\n".utf8))
    }
  }
}
