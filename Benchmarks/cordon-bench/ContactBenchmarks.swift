internal import CordonCollect
internal import CordonDetect
internal import CordonModel
internal import Foundation

/// Reading one log from a warm cache: a gigabyte (or `CORDON_BENCH_LOG_BYTES`) of look-ups of which none is listed, and the
/// same with each thousandth line a hit.
enum ContactBenchmarks {
  static func run(report: (_ name: String, _ value: Double, _ unit: String) -> Void) {
    let environment: [String: String] = ProcessInfo.processInfo.environment
    let size: Int = environment["CORDON_BENCH_LOG_BYTES"].flatMap { Int($0) } ?? 1 << 30
    let path: String = NSTemporaryDirectory() + "/cordon-bench-" + UUID().uuidString + ".log"
    defer { try? FileManager.default.removeItem(atPath: path) }
    for (name, hit) in [("no-hits", false), ("a-hit-in-1000", true)] {
      guard write(path, size: size, withHits: hit) else { continue }
      let matcher = ContactMatcher(advisories: [advisory])
      var ledger = ContactLedger(matcher: matcher)
      var best: Double = .infinity
      var lines: Int = 0
      for _ in 0..<3 {
        ledger = ContactLedger(matcher: matcher)
        let time: Duration = ContinuousClock().measure {
          let (coverage, _) = ContactCollector.collect(
            ContactRequest(target: .folder("/"), logs: [NamedLog(path: path)]), sockets: nil,
            now: Timestamp(secondsSinceEpoch: 1_795_291_200), prefilter: matcher.prefilter
          ) { ledger.add($0) }
          lines = coverage.entriesExamined
        }
        best = min(best, Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18)
      }
      report("contacts/" + name + "/speed", Double(size) / best / 1e6, "MB/s")
      report("contacts/" + name + "/lines", Double(lines) / best / 1e6, "M lines/s")
      report("contacts/" + name + "/matches", Double(ledger.matches.count), "matches")
    }
    report("contacts/peak-memory", InventoryBenchmarks.peakMegabytes(), "MB")
  }

  private static var advisory: Advisory {
    let time = Timestamp(secondsSinceEpoch: 1_795_262_400)
    let text = LocalizedText(en: "A case", de: "Ein Fall")
    var advisory = Advisory(
      AdvisoryReference(id: "case", revision: 1), title: text, summary: text, category: .compromisedSoftware,
      dates: Advisory.Dates(initialRelease: time, currentRelease: time))
    advisory.network = (0..<500).map { number in
      NetworkIndicator(
        type: .domain, value: "c2-\(number).evil.example", role: "C2", block: .yes, confidence: .high)
    }
    advisory.network.append(
      NetworkIndicator(type: .ipv4, value: "198.51.100.66", role: "C2", block: .yes, confidence: .high))
    return advisory
  }

  private static func write(_ path: String, size: Int, withHits: Bool) -> Bool {
    var block: String = ""
    for number in 0..<20_000 {
      let second: Int = number / 60 % 50 + 10
      let isHit: Bool = withHits && number % 1_000 == 999
      let name: String = isHit ? "www.c2-7.evil.example" : "host\(number).service-\(number % 97).company.example"
      block += "Nov 21 18:41:\(second) gateway dnsmasq[731]: query[A] \(name) from 10.0.\(number % 4).\(number % 250)\n"
    }
    guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
    else {
      return false
    }
    let data = Data(block.utf8)
    var written: Int = 0
    while written < size {
      let piece: Data = data.prefix(size - written)
      do { try file.write(contentsOf: piece) } catch { return false }
      written += piece.count
    }
    return true
  }
}
