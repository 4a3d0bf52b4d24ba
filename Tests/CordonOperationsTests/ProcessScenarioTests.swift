import CordonCollect
import CordonDetect
import CordonModel
import CordonOperations
import CordonReport
import CordonTestSupport
import Foundation
import Testing

/// A live, inert process with the name of the product that started a shell, judged by the built-in advisory.
@Suite("A product that started a shell")
struct ProcessScenarioTests {
  @Test("makes this machine suspected, with its tree; another program does not")
  func scenario() throws {
    guard let find = OracleProgram.first("find") else {
      print("find is not installed: no program that starts a shell")
      return
    }
    let advisory: Advisory = try #require(BuiltInExplanationTests.packs["3cx-2023"]).advisory
    let matcher = ProcessMatcher(advisories: [advisory], platform: .linux)
    for (name, isProduct) in [("3CXDesktopApp/3CXDesktopApp", true), ("Other/OtherApp", false)] {
      // find waits for what it starts, and hands its input on.
      let folder = try FixtureTree()
      let program = try RunningProgram(
        copy: name, of: "/usr/bin/" + find, in: folder,
        [folder.path, "-maxdepth", "0", "-exec", "/bin/sh", "-c", RunningProgram.waits, ";"])
      let now = Timestamp(secondsSinceEpoch: Int64(Date().timeIntervalSince1970))
      let snapshot: ProcessSnapshot = ProcessCollector().collect(now: now)
      let own: [Match] = matcher.matches(snapshot.processes).map(\.match).filter { match in
        guard case .process(_, let ancestors) = match.subject else { return false }
        return ancestors.contains { $0.pid == program.pid }
      }
      program.end()
      guard isProduct else {
        #expect(own.isEmpty)
        continue
      }
      let match: Match = try #require(own.first)
      #expect(own.count == 1 && match.verdict == .suspected && match.reason == .shellBelowProduct)
      guard case .process(let shell, let ancestors) = match.subject else { continue }
      #expect(shell.parent == program.pid && shell.commandLine.contains("read line"))
      #expect(ancestors.map(\.pid) == [program.pid])
      #expect(ancestors.first?.executable == Array(program.path.utf8))
    }
  }
}
