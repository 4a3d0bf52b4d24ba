internal import CordonCollect
internal import CordonModel
internal import Foundation

/// How fast this machine is taken stock of, beside the tools that do a part of it.
enum InventoryBenchmarks {
  static func run(report: (_ name: String, _ value: Double, _ unit: String) -> Void) {
    let now = Timestamp(secondsSinceEpoch: Int64(Date().timeIntervalSince1970))
    // The first round warms the caches of all.
    var walk: Double = .infinity
    var find: Double = .infinity
    var system: Double = .infinity
    var query: Double = .infinity
    var programs: Double = .infinity
    var inventory: Inventory?
    var modules: Inventory?
    for _ in 0..<4 {
      walk = min(walk, seconds { inventory = InventoryCollector().collect(.live, now: now) })
      let scope: [String] = inventory?.coverage.last?.scope ?? ["/"]
      find = min(find, seconds { spawn(["find"] + scope + ["-xdev", "-printf", "%p %s\\n"]) })
      system = min(system, seconds { _ = InventoryCollector.systemPackages(of: "/", now: now) })
      programs = min(
        programs, seconds { modules = InventoryCollector().collect(.live, checks: [.binaryModules], now: now) })
      query = min(query, seconds { spawn(["dpkg-query", "-W"]) })
    }
    report("inventory/live", walk * 1_000, "ms")
    report("inventory/live-entries", Double(inventory?.coverage.last?.entriesExamined ?? 0), "entries")
    report("inventory/live-packages", Double(inventory?.packages.count ?? 0), "packages")
    report("inventory/find-xdev-printf", find * 1_000, "ms")
    report("inventory/live-to-find", walk / find, "ratio")
    report("inventory/programs", programs * 1_000, "ms")
    report("inventory/programs-modules", Double(modules?.packages.count ?? 0), "modules")
    report("inventory/programs-to-find", programs / find, "ratio")
    report("inventory/dpkg", system * 1_000, "ms")
    report("inventory/dpkg-query-W", query * 1_000, "ms")
    report("inventory/dpkg-to-dpkg-query", system / query, "ratio")
    report("inventory/peak-memory", peakMegabytes(), "MB")
  }

  private static func seconds(_ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    let time: Duration = clock.measure(body)
    return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
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

  /// The most memory this process has held (`VmHWM`).
  static func peakMegabytes() -> Double {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return .nan }
    let line: Substring? = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    let kilobytes: Double? = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap {
      Double($0)
    }
    return (kilobytes ?? .nan) / 1_024
  }
}
