import CordonCollect
import CordonDetect
import CordonModel
import CordonTestSupport
import Foundation
import Testing

@testable import CordonOperations

/// Real, inert programs that no scan of files can see: gone from the disk, or never there.
@Suite("Programs that are gone from the disk")
struct RunningFileScenarioTests {
  private static let now = Timestamp(secondsSinceEpoch: Int64(Date().timeIntervalSince1970))

  /// What is behind a copy of a program, so that it is nowhere else on this machine.
  private let ending: [UInt8] = Array(UUID().uuidString.utf8)

  private func advisory(_ bytes: [UInt8]?, name: String = "implant", rule: Bool = false) -> Advisory {
    let text = LocalizedText(en: "A case", de: "Ein Fall")
    var advisory = Advisory(
      AdvisoryReference(id: "case", revision: 1), title: text, summary: text, category: .compromisedSoftware,
      dates: Advisory.Dates(initialRelease: Self.now, currentRelease: Self.now))
    advisory.platforms = [.linux]
    advisory.checks = [RequiredChecks(platform: .any, targets: [.live], require: [.processes])]
    if let bytes {
      var sum = SHA256Sum()
      sum.update(bytes)
      advisory.files = [
        FileIndicator(
          name: name, platform: .linux, sha256: Digest(.sha256, bytes: sum.digest())?.hex, verdict: .malicious,
          role: "implant", confidence: .high)
      ]
    }
    if rule {
      let mark: String = String(decoding: ending, as: UTF8.self)
      advisory.rules = [
        DetectionRule(
          id: "mark", language: .yara, text: "rule mark { strings: $a = \"\(mark)\" condition: $a }")
      ]
    }
    return advisory
  }

  /// What a check of the live machine finds about one process, and what it concludes.
  private func check(
    _ advisory: Advisory, pid: Int32, _ depth: CheckDepth
  ) throws -> (matches: [Match], assessment: Assessment, gaps: [Coverage.Gap]) {
    var request = CheckRequest(target: .live, selection: .all, depth: depth)
    request.scan.workerProgram = BuiltProgram.path("cordon-worker")
    var examination = Examination()
    var processes = ProcessExamination(now: Self.now, observer: CollectionObserver())
    processes.finish([advisory], request, platform: .linux, into: &examination)
    let own: [AdvisoryMatch] = examination.matches.all.filter { found in
      if case .process(let process, _) = found.match.subject { process.pid == pid } else { false }
    }
    let target = Target(kind: .live, platform: .linux, name: "host", path: "/")
    let inventory = Inventory(target: target, packages: [], coverage: examination.coverage)
    let assessments: [Assessment] = Detector(ruleset: Ruleset(advisories: [advisory])).evaluate(
      inventory, others: own, depth: depth, now: Self.now)
    let gaps: [Coverage.Gap] = examination.coverage.flatMap(\.gaps).filter { $0.path.hasPrefix("/proc/\(pid) ") }
    return (own.map(\.match), try #require(assessments.first), gaps)
  }

  private func shell() throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "/bin/sh").resolvingSymlinksInPath())) + ending
  }

  enum Place: CaseIterable {
    case deleted, replaced, memory, present
  }

  private func start(_ place: Place, in folder: FixtureTree) throws -> RunningProgram {
    guard place != .memory else {
      return try RunningProgram(inMemoryCopyOf: "/bin/sh", script: RunningProgram.waits, ending: ending)
    }
    let program = try RunningProgram(
      copy: "program", of: "/bin/sh", in: folder, ["-c", RunningProgram.waits], ending: ending)
    if place == .deleted || place == .replaced { try folder.remove("program") }
    if place == .replaced { try folder.write("program", "another") }
    return program
  }

  @Test("its hash is listed: the process makes the machine infected, by either depth", arguments: Place.allCases)
  func listed(place: Place) throws {
    let program: RunningProgram = try start(place, in: try FixtureTree())
    defer { program.end() }
    // Whoever only lies on the disk is found there; a quick check reads him when an advisory has his name.
    let advisory: Advisory = advisory(try shell(), name: place == .present ? "C:\\x\\PROGRAM" : "implant")
    for depth: CheckDepth in [.quick, .deep] {
      let (matches, assessment, gaps) = try check(advisory, pid: program.pid, depth)
      #expect(matches.map(\.reason) == [.processHash] && matches.map(\.verdict) == [.affected], "\(gaps)")
      #expect(matches.first?.subject.digests != nil)
      #expect(assessment.verdict == .affected && assessment.axes.infected == .yes)
    }
  }

  @Test("a rule matches it: the process is named")
  func rule() throws {
    let program: RunningProgram = try start(.deleted, in: try FixtureTree())
    defer { program.end() }
    let (matches, assessment, gaps) = try check(advisory(nil, rule: true), pid: program.pid, .quick)
    #expect(matches.map(\.reason) == [.processRule] && matches.map(\.productID) == ["mark"], "\(gaps)")
    #expect(assessment.verdict == .affected && assessment.axes.infected == .yes)
  }

  @Test("what nobody lists, and what lies on the disk under another name, is not read by a quick check")
  func unlisted() throws {
    let program: RunningProgram = try start(.present, in: try FixtureTree())
    defer { program.end() }
    #expect(try check(advisory(try shell()), pid: program.pid, .quick).matches.isEmpty)
  }

  @Test("a library that a process has mapped and that was deleted since is read by a deep check, or is a gap")
  func library() throws {
    let own: [ProcessFacts.Module] =
      ProcessCollector().collect(now: Self.now).processes.first { $0.pid == getpid() }?.modules ?? []
    let library: String? = own.map { String(decoding: $0.path, as: UTF8.self) }.first { $0.contains("/libm.") }
    guard let library else {
      print("the tests have no libm mapped: a deleted library is not looked at")
      return
    }
    let folder = try FixtureTree()
    try RunningProgram.copy(library, to: "implant.so", in: folder, ending: ending)
    let bytes: [UInt8] = try folder.bytes("implant.so")
    let program = try RunningProgram(
      "/usr/bin/env", ["LD_PRELOAD=" + folder.path("implant.so"), "/bin/sh", "-c", RunningProgram.waits])
    defer { program.end() }
    try folder.remove("implant.so")
    let (matches, assessment, gaps) = try check(advisory(bytes), pid: program.pid, .deep)
    if gaps.isEmpty {
      #expect(matches.map(\.reason) == [.processHash] && assessment.axes.infected == .yes)
      #expect(matches.first?.decidedBy.hasSuffix(folder.path("implant.so")) == true)
    } else {
      // Only whoever may look into other processes may read what they have mapped.
      #expect(matches.isEmpty && gaps.allSatisfy { $0.isRefused && $0.detail.contains("implant.so") }, "\(gaps)")
    }
  }
}
