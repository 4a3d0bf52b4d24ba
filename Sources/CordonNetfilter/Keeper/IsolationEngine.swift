internal import CordonModel
internal import Glibc

/// Carries out orders on one packet filter and one folder of state. The time is a parameter; nothing here waits.
///
/// Every order and every look of the keeper holds the lock of the folder, so that two of them never mix.
struct IsolationEngine<Filter: PacketFilter> {
  let filter: Filter
  let store: IsolationStore
  let clock: () -> Timestamp

  /// Seconds that the kernel's own deadline lies behind that of the keeper.
  static var kernelMargin: Int { 5 }

  func perform(_ order: NetfilterOrder) -> NetfilterAnswer {
    if order.action == .check { return check(order) }
    guard let lock = store.lock("lock", waits: true) else {
      return NetfilterAnswer(.failed, ["the folder \(store.folder) cannot be used: it must be root's alone"])
    }
    defer { withExtendedLifetime(lock) {} }
    switch order.action {
    case .check: return check(order)
    case .isolate: return isolate(order)
    case .confirm: return confirm(order)
    case .release: return release(order)
    case .status: return status()
    }
  }

  // MARK: Asking

  private func check(_ order: NetfilterOrder) -> NetfilterAnswer {
    guard let plan = order.plan else { return NetfilterAnswer(.refused, ["the order has no plan"]) }
    if let problem = plan.problem { return NetfilterAnswer(.refused, [problem]) }
    var complaints: [String] = []
    for features in RulesetFeatures.attempts {
      let ruleset = IsolationRuleset(plan: plan, features: features, devices: filter.devices(), armedSeconds: nil)
      if let complaint = filter.complaint(about: ruleset.text) {
        complaints.append(complaint)
        continue
      }
      var answer = NetfilterAnswer(.done, limits(ruleset))
      answer.ruleset = ruleset.text
      return answer
    }
    return NetfilterAnswer(.failed, Array(complaints.prefix(1)))
  }

  private func status() -> NetfilterAnswer {
    var answer = NetfilterAnswer(.done)
    switch store.load() {
    case .none: break
    case .state(let state): answer.state = state
    case .unreadable(let why): answer = NetfilterAnswer(.failed, [why])
    }
    answer.rulesLoaded = filter.listing(family: "inet") != nil
    answer.keeperRuns = store.lock("keeper.lock", waits: false) == nil
    return answer
  }

  // MARK: Into force

  /// Rules that are in force and were read back, or why they are not.
  enum Loading {
    case loaded(IsolationRuleset)
    case failed(String)
  }

  /// Loads the rules with everything the kernel has, in one transaction, and reads them back.
  func load(_ plan: IsolationPlan, armedSeconds: Int?) -> Loading {
    var complaint: String?
    for features in RulesetFeatures.attempts {
      let ruleset = IsolationRuleset(
        plan: plan, features: features, devices: filter.devices(), armedSeconds: armedSeconds)
      let text: String = ruleset.text
      // The kernel refuses a transaction whole: trying it is as good as asking, unless nothing is known to work.
      if let words = filter.complaint(about: text) ?? filter.load(text) {
        complaint = complaint ?? words
        continue
      }
      let differences: [String] = readBack(ruleset)
      if differences.isEmpty { return .loaded(ruleset) }
      return .failed("what the kernel lists is not what was loaded: " + differences.joined(separator: "; "))
    }
    return .failed(complaint ?? "nftables takes no rules")
  }

  private func readBack(_ ruleset: IsolationRuleset) -> [String] {
    var families: [String] = IsolationRuleset.families(ruleset.features)
    if ruleset.devices.isEmpty { families.removeAll { $0 == "netdev" } }
    return families.flatMap { family -> [String] in
      guard let listing = filter.listing(family: family) else { return ["the table of \(family) is missing"] }
      return listing.differences(from: ruleset, family: family)
    }
  }

  private func limits(_ ruleset: IsolationRuleset) -> [String] {
    let odd: Int = filter.devices().filter { !IsolationRuleset.isPlain($0) }.count
    return ruleset.features.limits
      + (odd > 0 ? ["\(odd) network devices have names that nft cannot take: raw frames can leave by them"] : [])
  }

  private func isolate(_ order: NetfilterOrder) -> NetfilterAnswer {
    guard let plan = order.plan else { return NetfilterAnswer(.refused, ["the order has no plan"]) }
    if let problem = plan.problem { return NetfilterAnswer(.refused, [problem]) }
    guard (1...3_600).contains(order.confirmWithin) else {
      return NetfilterAnswer(.refused, ["the time to confirm must be 1 to 3600 seconds"])
    }
    switch store.load() {
    case .state(let old) where old.isInForce:
      return NetfilterAnswer(
        .refused, ["the machine is isolated already (\(old.plan.id)): release it first"], state: old)
    case .unreadable(let why): return NetfilterAnswer(.failed, [why])
    default: break
    }
    var state = IsolationState(
      plan: plan, confirmBy: clock().before(seconds: -Int64(order.confirmWithin)), code: order.codeHash)
    state.note(.asked, at: clock(), plan.operatorName + ": " + plan.reason)
    if let fault = store.save(state, newEvents: 1) { return NetfilterAnswer(.failed, [fault], state: state) }
    let start: Int = microseconds()
    switch load(plan, armedSeconds: order.confirmWithin + Self.kernelMargin) {
    case .failed(let why): return undo(&state, why)
    case .loaded(let ruleset):
      let taken: Int = microseconds() - start
      take(ruleset, into: &state)
      state.phase = .applied
      state.note(.applied, at: clock())
      if let fault = store.save(state, newEvents: 1) { return undo(&state, fault) }
      var answer = NetfilterAnswer(.done, state.limits, state: state)
      answer.microseconds = taken
      answer.cut = filter.cut(keeping: plan)
      return answer
    }
  }

  private func undo(_ state: inout IsolationState, _ why: String) -> NetfilterAnswer {
    _ = remove()
    state.phase = .failed
    state.note(.failed, at: clock(), why)
    let fault: String? = store.save(state, newEvents: 1)
    return NetfilterAnswer(.failed, [why] + (fault.map { [$0] } ?? []), state: state)
  }

  private func confirm(_ order: NetfilterOrder) -> NetfilterAnswer {
    guard case .state(var state) = store.load(), state.isInForce else {
      return NetfilterAnswer(.refused, ["nothing waits for a confirmation"])
    }
    guard state.phase == .applied else { return NetfilterAnswer(.done, state: state) }
    guard clock() < state.confirmBy else {
      return NetfilterAnswer(.refused, ["too late: the rules went away at \(state.confirmBy.text)"], state: state)
    }
    switch load(state.plan, armedSeconds: nil) {
    case .failed(let why): return NetfilterAnswer(.failed, [why], state: state)
    case .loaded(let ruleset):
      take(ruleset, into: &state)
      state.phase = .confirmed
      state.note(.confirmed, at: clock(), order.operatorName + ": " + order.reason)
      if let fault = store.save(state, newEvents: 1) { return undo(&state, fault) }
      return NetfilterAnswer(.done, state: state)
    }
  }

  /// Notes in the state which rules are in force.
  func take(_ ruleset: IsolationRuleset, into state: inout IsolationState) {
    state.limits = limits(ruleset)
    state.devices = ruleset.devices
    state.fingerprint = fingerprint() ?? ""
  }

  /// SHA-256 of the rules as the kernel lists them; `nil` when they are not there.
  func fingerprint() -> String? {
    guard let text = filter.printed() else { return nil }
    var sum = SHA256Sum()
    sum.update(Array(text.utf8))
    return sum.digest().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  // MARK: Out of force

  private func release(_ order: NetfilterOrder) -> NetfilterAnswer {
    guard case .state(var state) = store.load(), state.isInForce else {
      return NetfilterAnswer(.refused, ["the machine is not isolated"])
    }
    if let refusal = ReleaseRight.refusal(of: order, &state, now: clock()) {
      state.note(.refused, at: clock(), order.operatorName + ": " + refusal)
      let fault: String? = store.save(state, newEvents: 1)
      return NetfilterAnswer(.refused, [refusal] + (fault.map { [$0] } ?? []), state: state)
    }
    return end(&state, .released, order.operatorName + ": " + order.reason + (order.code == nil ? "" : " (code)"))
  }

  /// Takes the rules away and notes why.
  func end(_ state: inout IsolationState, _ phase: IsolationState.Phase, _ note: String) -> NetfilterAnswer {
    if let complaint = remove() { return NetfilterAnswer(.failed, [complaint], state: state) }
    state.phase = phase
    // A code is good once.
    state.code = nil
    state.note(phase == .rolledBack ? .rolledBack : .released, at: clock(), note)
    let fault: String? = store.save(state, newEvents: 1)
    return NetfilterAnswer(fault == nil ? .done : .failed, fault.map { [$0] } ?? [], state: state)
  }

  /// Takes every table of ours away.
  ///
  /// - Returns: why that failed; `nil` when none is left.
  func remove() -> String? {
    guard let complaint = filter.load(IsolationRuleset.removal(.all)) else { return nil }
    // A kernel without one of the families refuses all of it: one after the other then.
    for family in IsolationRuleset.families(.all) {
      _ = filter.load("table \(family) \(IsolationRuleset.table)\ndelete table \(family) \(IsolationRuleset.table)\n")
    }
    return filter.printed() == nil ? nil : complaint
  }

  private func microseconds() -> Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
  }
}
