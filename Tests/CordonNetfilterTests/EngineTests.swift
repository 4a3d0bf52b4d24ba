internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonNetfilter

/// What the helper does with orders, on a packet filter that only remembers, by a clock that the test sets.
@Suite struct EngineTests {
  private let fixture: EngineFixture

  init() throws { fixture = try EngineFixture() }

  @Test func anIsolationGoesThroughItsPhases() throws {
    #expect(fixture.isolate().state?.phase == .applied)
    #expect(fixture.filter.text?.contains("@armed") == true)
    #expect(fixture.order(.confirm).state?.phase == .confirmed)
    #expect(fixture.filter.text?.contains("@armed") == false)
    #expect(fixture.order(.release).state?.phase == .released)
    #expect(fixture.filter.text == nil)
    #expect(fixture.kinds == [.asked, .applied, .confirmed, .released])
    #expect(try fixture.logLines() == 4)
  }

  @Test func theKernelsDeadlineLiesBehindTheKeepers() {
    _ = fixture.isolate(within: 30)
    #expect(fixture.filter.text?.contains("ip timeout 35s") == true)
  }

  @Test func nobodyConfirmed() {
    _ = fixture.isolate(within: 30)
    #expect(fixture.keeper.look() == .again(milliseconds: 30_000))
    fixture.clock.pass(29)
    #expect(fixture.keeper.look() == .again(milliseconds: 1_000))
    fixture.clock.pass(1)
    #expect(fixture.order(.confirm).outcome == .refused, "it is too late from then on")
    #expect(fixture.keeper.look() == .over)
    #expect(fixture.filter.text == nil)
    #expect(fixture.kinds.last == .rolledBack)
  }

  @Test func aDateEndsIt() {
    _ = fixture.isolate { $0.end = .date($0.orderedAt.before(seconds: -3_600)) }
    _ = fixture.order(.confirm)
    fixture.clock.pass(3_599)
    #expect(fixture.keeper.look() == .again(milliseconds: 5_000))
    fixture.clock.pass(1)
    #expect(fixture.keeper.look() == .over)
    #expect(fixture.kinds.last == .released)
    #expect(fixture.filter.text == nil)
  }

  @Test func aClockThatIsSetBackDoesNotKeepUnconfirmedRulesFromTheKernelsDeadline() {
    _ = fixture.isolate(within: 30)
    fixture.clock.pass(-86_400)
    // The keeper waits, at most a minute at a time; the set `armed` runs out by the kernel's own time.
    #expect(fixture.keeper.look() == .again(milliseconds: 60_000))
    #expect(fixture.filter.text?.contains("timeout 35s") == true)
  }

  @Test func rulesThatVanishComeBackUnlessTheyWaitForConfirmation() {
    _ = fixture.isolate()
    fixture.filter.text = nil
    _ = fixture.keeper.look()
    #expect(fixture.filter.text == nil, "unconfirmed rules are never put back")
    _ = fixture.order(.confirm)
    fixture.filter.text = nil
    _ = fixture.keeper.look()
    #expect(fixture.filter.text?.contains("table inet cordon_iso") == true)
    #expect(fixture.kinds.suffix(2) == [.tampered, .reapplied])
    let count: Int = fixture.kinds.count
    _ = fixture.keeper.look()
    #expect(fixture.kinds.count == count, "nothing is noted while nothing happens")
  }

  @Test func aStormOfTamperingDoesNotGrowTheState() {
    _ = fixture.isolate()
    _ = fixture.order(.confirm)
    for _ in 0..<150 {
      fixture.filter.text = nil
      _ = fixture.keeper.look()
    }
    #expect(fixture.kinds.count == IsolationState.eventLimit)
    #expect(fixture.state?.timesTampered == 150)
  }

  @Test(arguments: RulesetFeatures.attempts)
  func aKernelThatLacksSomethingIsolatesAllTheSame(features: RulesetFeatures) throws {
    fixture.filter.features = features
    let answer: NetfilterAnswer = fixture.isolate()
    #expect(answer.outcome == .done)
    #expect(answer.messages == features.limits)
    #expect(fixture.order(.confirm).outcome == .done)
    #expect(fixture.order(.release).outcome == .done)
    #expect(fixture.filter.text == nil)
  }

  @Test func aKernelThatTakesNothingIsNotIsolated() {
    fixture.filter.complaint = "Operation not supported"
    let answer: NetfilterAnswer = fixture.isolate()
    #expect(answer.outcome == .failed)
    #expect(answer.messages == ["Operation not supported"])
    #expect(answer.state?.phase == .failed)
  }

  @Test func rulesThatReadBackDifferentlyAreTakenAway() {
    fixture.filter.isForgetful = true
    let answer: NetfilterAnswer = fixture.isolate()
    #expect(answer.outcome == .failed)
    #expect(answer.messages.first?.contains("to_tcp4") == true)
    #expect(fixture.filter.text == nil)
  }

  @Test func aStateThatCannotBeKeptIsNoIsolation() throws {
    try fixture.tree.setMode("state", 0o777)
    #expect(fixture.isolate().outcome == .failed)
    #expect(fixture.filter.text == nil)
  }

  @Test(arguments: ["", "{", "[]", "{\"phase\":\"confirmed\"}"])
  func aDamagedStateIsSaidAndNothingIsLoadedOver(text: String) throws {
    _ = fixture.isolate()
    _ = fixture.order(.confirm)
    try fixture.tree.write("state/state.json", text)
    try fixture.tree.setMode("state/state.json", 0o600)
    #expect(fixture.order(.status).messages == ["state.json is damaged"])
    #expect(fixture.isolate().outcome == .failed)
    #expect(fixture.keeper.look() == .again(milliseconds: 5_000))
    #expect(fixture.filter.text != nil)
    #expect(fixture.keeper.restoreAtStart() == "state.json is damaged")
  }

  @Test func twoIsolationsDoNotMix() {
    _ = fixture.isolate()
    let second: NetfilterAnswer = fixture.isolate { $0.id = "iso-second" }
    #expect(second.outcome == .refused)
    #expect(second.state?.plan.id == "iso-test")
  }

  // MARK: Start of the machine

  @Test func aStartPutsConfirmedRulesBackAndTakesUnconfirmedOnesAway() {
    _ = fixture.isolate()
    fixture.filter.text = nil
    #expect(fixture.keeper.restoreAtStart() == nil)
    #expect(fixture.filter.text == nil)
    #expect(fixture.kinds.last == .rolledBack)
    _ = fixture.isolate()
    _ = fixture.order(.confirm)
    fixture.filter.text = nil
    #expect(fixture.keeper.restoreAtStart() == nil)
    #expect(fixture.filter.text != nil)
    #expect(fixture.kinds.last == .reapplied)
  }

  @Test func aStartAfterTheDateEndsIt() {
    _ = fixture.isolate { $0.end = .date($0.orderedAt.before(seconds: -3_600)) }
    _ = fixture.order(.confirm)
    fixture.filter.text = nil
    fixture.clock.pass(7_200)
    #expect(fixture.keeper.restoreAtStart() == nil)
    #expect(fixture.filter.text == nil)
    #expect(fixture.kinds.last == .released)
  }

  // MARK: Release

  @Test func whoDidNotOrderItNeedsTheCode() throws {
    let code: ReleaseCode = try #require(ReleaseCode(random: Array(1...13)))
    _ = fixture.isolate(code: code)
    _ = fixture.order(.confirm)
    #expect(fixture.order(.release, by: "berta").outcome == .refused)
    #expect(fixture.kinds.last == .refused)
    #expect(fixture.order(.release, by: "berta", code: "0000-0000-0000-0000-0000").outcome == .refused)
    #expect(fixture.filter.text != nil)
    #expect(fixture.order(.release, by: "berta", code: code.text.lowercased()).outcome == .done)
    #expect(fixture.filter.text == nil)
    #expect(fixture.state?.code == nil, "a code is good once")
  }

  @Test func wrongCodesHaveToWaitLongerAndLonger() throws {
    let code: ReleaseCode = try #require(ReleaseCode(random: Array(repeating: 7, count: 13)))
    _ = fixture.isolate(code: code)
    _ = fixture.order(.confirm)
    for _ in 0..<ReleaseRight.freeAttempts { _ = fixture.order(.release, by: "berta", code: "wrong") }
    #expect(fixture.order(.release, by: "berta", code: code.text).messages.first?.hasPrefix("too many") == true)
    fixture.clock.pass(10)
    #expect(fixture.order(.release, by: "berta", code: "wrong").messages == ["this is not the code"])
    fixture.clock.pass(10)
    #expect(fixture.order(.release, by: "berta", code: code.text).messages.first?.hasPrefix("too many") == true)
    fixture.clock.pass(10)
    #expect(fixture.order(.release, by: "berta", code: code.text).outcome == .done)
  }

  @Test func thePersonWhoEndsItMay() {
    _ = fixture.isolate { $0.end = .person("clara") }
    _ = fixture.order(.confirm)
    #expect(fixture.order(.release, by: "clara").outcome == .done)
  }

  @Test func theCodeItselfIsNowhereOnTheDisk() throws {
    let code: ReleaseCode = try #require(ReleaseCode(random: Array(repeating: 200, count: 13)))
    _ = fixture.isolate(code: code)
    _ = fixture.order(.confirm)
    _ = fixture.order(.release, by: "berta", code: code.text)
    for name in try fixture.tree.names("state") {
      let text = String(decoding: try fixture.tree.bytes("state/" + name), as: UTF8.self)
      #expect(!text.contains(code.text) && !text.contains(code.text.filter { $0 != "-" }))
    }
  }
}

/// An engine on a filter that remembers.
struct EngineFixture {
  let tree: FixtureTree
  let filter = RememberingFilter()
  let clock = TestClock()

  init() throws {
    tree = try FixtureTree()
    try tree.folder("state")
    try tree.setMode("state", 0o700)
  }

  private var engine: IsolationEngine<RememberingFilter> {
    let clock: TestClock = clock
    return IsolationEngine(filter: filter, store: IsolationStore(folder: tree.path("state"))) { clock.now }
  }

  var keeper: IsolationKeeper<RememberingFilter> { IsolationKeeper(engine: engine) }

  var state: IsolationState? {
    guard case .state(let state) = engine.store.load() else { return nil }
    return state
  }

  var kinds: [IsolationState.Event.Kind] { state?.events.map(\.kind) ?? [] }

  func logLines() throws -> Int { try tree.bytes("state/log.ndjson").split(separator: 0x0A).count }

  func isolate(
    within: Int = 30, code: ReleaseCode? = nil, _ change: (inout IsolationPlan) -> Void = { _ in }
  ) -> NetfilterAnswer {
    var plan: IsolationPlan = .sample()
    change(&plan)
    var order = NetfilterOrder(.isolate, folder: tree.path("state"), plan: plan)
    order.confirmWithin = within
    order.codeHash = code?.hash(salt: "0123456789abcdef")
    return engine.perform(order)
  }

  func order(_ action: NetfilterOrder.Action, by name: String = "anna", code: String? = nil) -> NetfilterAnswer {
    var order = NetfilterOrder(action, folder: tree.path("state"))
    order.operatorName = name
    order.reason = "test"
    order.code = code
    return engine.perform(order)
  }
}

/// A clock that stands still until it is told.
final class TestClock {
  private(set) var now: Timestamp = IsolationPlan.sample().orderedAt

  func pass(_ seconds: Int64) { now = now.before(seconds: -seconds) }
}

/// A packet filter that keeps the text it was given, and lists it as a kernel would.
final class RememberingFilter: PacketFilter {
  /// What is in force.
  var text: String?
  /// What the pretended kernel has.
  var features: RulesetFeatures = .all
  /// What it says of every text.
  var complaint: String?
  /// Whether it loses an element of every set.
  var isForgetful: Bool = false

  func complaint(about text: String) -> String? {
    if let complaint { return complaint }
    if !features.contains(.bridge), text.contains("table bridge") { return "no bridge" }
    if !features.contains(.egress), text.contains("table netdev") { return "no netdev" }
    if !features.contains(.refusal), text.contains("reject") { return "no reject" }
    return nil
  }

  func load(_ text: String) -> String? {
    if let words = complaint(about: text) { return words }
    if text.contains("{") { self.text = text } else if text.contains("inet") { self.text = nil }
    return nil
  }

  func printed() -> String? { text }

  func devices() -> [String] { ["lo", "eth0"] }

  func cut(keeping plan: IsolationPlan) -> CutConnections { CutConnections() }

  /// The listing of a table in the JSON of nft, made of the text.
  func listing(family: String) -> FilterListing? {
    guard let text, let start = text.range(of: "table \(family) cordon_iso {\n") else { return nil }
    var items: [String] = ["{\"table\":{\"family\":\"\(family)\",\"name\":\"cordon_iso\"}}"]
    var chain: String = ""
    var set: String = ""
    for line in text[start.upperBound...].split(separator: "\n") {
      if line == "}" { break }
      let words: [Substring] = line.split(separator: " ")
      if line.hasPrefix("  chain "), words.count > 1 {
        chain = String(words[1])
        set = ""
      } else if line.hasPrefix("  set "), words.count > 1 {
        set = String(words[1])
        chain = ""
      } else if line.hasPrefix("    elements"), set != "armed" {
        items.append(Self.item("set", family, "\"name\":\"\(set)\",\"elem\":[\(elements(line))]"))
      } else if line.hasPrefix("    type"), !chain.isEmpty {
        let hook: Substring = words.count > 3 ? words[3] : ""
        let policy: String = line.contains("policy drop") ? "drop" : "accept"
        items.append(
          Self.item(
            "chain", family, "\"name\":\"\(chain)\",\"hook\":\"\(hook)\",\"prio\":-150,\"policy\":\"\(policy)\""))
      } else if !chain.isEmpty, line.hasPrefix("    ") {
        if chain.hasPrefix("departing"), !items.contains(where: { $0.contains("\"name\":\"\(chain)\"") }) {
          items.append(Self.item("chain", family, "\"name\":\"\(chain)\""))
        }
        items.append(Self.item("rule", family, "\"chain\":\"\(chain)\""))
      }
    }
    return FilterListing(json: Array("{\"nftables\":[\(items.joined(separator: ","))]}".utf8), family: family)
  }

  private static func item(_ kind: String, _ family: String, _ rest: String) -> String {
    "{\"\(kind)\":{\"family\":\"\(family)\",\"table\":\"cordon_iso\",\(rest)}}"
  }

  private func elements(_ line: Substring) -> String {
    let inner: Substring = line.drop { $0 != "{" }.dropFirst().prefix { $0 != "}" }
    let all: [String] = inner.split(separator: ",").map { element in
      let parts: [Substring] = element.split(separator: " ")
      return "{\"concat\":[\"\(parts.first ?? "")\",\(parts.last ?? "0")]}"
    }
    return (isForgetful ? Array(all.dropFirst()) : all).joined(separator: ",")
  }
}
