internal import CordonCollect
internal import CordonModel
internal import Foundation

/// One look at the archives of Java in the folder `CORDON_BENCH_JARS`; without it there is nothing to measure.
///
/// One look a process: `Scripts/bench-jars` makes the folder, empties the caches and counts the runs.
enum ArchiveBenchmarks {
  static func run(report: (_ name: String, _ value: Double, _ unit: String) -> Void) {
    guard let folder = ProcessInfo.processInfo.environment["CORDON_BENCH_JARS"], !folder.isEmpty else { return }
    let now = Timestamp(secondsSinceEpoch: Int64(Date().timeIntervalSince1970))
    var inventory: Inventory?
    let time: Duration = ContinuousClock().measure {
      inventory = InventoryCollector().collect(.folder(folder), checks: [.javaArchives], now: now)
    }
    let seconds: Double = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    report("archives/look", seconds * 1_000, "ms")
    report("archives/packages", Double(inventory?.packages.count ?? 0), "packages")
    report("archives/gaps", Double(inventory?.coverage.first?.gaps.count ?? -1), "gaps")
    report("archives/peak-memory", InventoryBenchmarks.peakMegabytes(), "MB")
  }
}
