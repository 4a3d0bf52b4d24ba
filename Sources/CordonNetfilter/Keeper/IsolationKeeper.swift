internal import CordonModel

/// What stays behind when the command has ended: takes unconfirmed rules away at their deadline, ends what has a date, and
/// puts rules back that vanish.
struct IsolationKeeper<Filter: PacketFilter> {
  let engine: IsolationEngine<Filter>

  /// Milliseconds between two looks when nothing is heard of the kernel.
  static var interval: Int { 5_000 }

  enum Look: Equatable {
    /// There is nothing to keep any more.
    case over
    /// Look again after so many milliseconds, or when the kernel says that something changed.
    case again(milliseconds: Int)
  }

  /// Looks once and does what is due.
  func look() -> Look {
    guard let lock = engine.store.lock("lock", waits: true) else { return .again(milliseconds: Self.interval) }
    defer { withExtendedLifetime(lock) {} }
    switch engine.store.load() {
    case .none: return .over
    // Somebody damaged the state. The rules stay, and so does the keeper: a backup may come back.
    case .unreadable: return .again(milliseconds: Self.interval)
    case .state(var state): return look(&state)
    }
  }

  private func look(_ state: inout IsolationState) -> Look {
    let now: Timestamp = engine.clock()
    switch state.phase {
    case .applied: return waitForConfirmation(&state, now)
    case .confirmed:
      if case .date(let date) = state.plan.end, now >= date {
        return ended(engine.end(&state, .released, "the date that ends it has come"))
      }
      watch(&state)
      return .again(milliseconds: Self.interval)
    case .asked, .released, .rolledBack, .failed: return .over
    }
  }

  private func waitForConfirmation(_ state: inout IsolationState, _ now: Timestamp) -> Look {
    guard now < state.confirmBy else {
      return ended(engine.end(&state, .rolledBack, "nobody confirmed until \(state.confirmBy.text)"))
    }
    let left: Int64 = state.confirmBy.secondsSinceEpoch &- now.secondsSinceEpoch
    return .again(milliseconds: Int(clamping: min(left, 60)) * 1_000)
  }

  /// Rules that could not be taken away, or a state that could not be written, are tried again.
  private func ended(_ answer: NetfilterAnswer) -> Look {
    answer.outcome == .done ? .over : .again(milliseconds: 1_000)
  }

  /// Puts the rules back when they are gone, other than they were, or lack a device.
  private func watch(_ state: inout IsolationState) {
    let devices: [String] = engine.filter.devices().filter { $0 != "lo" && IsolationRuleset.isPlain($0) }.sorted()
    let hasOtherDevices: Bool = devices != state.devices && !state.limits.contains { $0.hasPrefix("no netdev") }
    let isAsLoaded: Bool = engine.fingerprint() == state.fingerprint
    if isAsLoaded, !hasOtherDevices { return }
    if !hasOtherDevices {
      state.timesTampered = min(max(0, state.timesTampered), 999_999) + 1
      state.note(.tampered, at: engine.clock(), "the rules were changed or taken away")
    }
    restore(
      &state, hasOtherDevices ? "the network devices are others" : "after tampering", newEvents: hasOtherDevices ? 0 : 1
    )
  }

  /// Loads the rules of a confirmed isolation again.
  private func restore(_ state: inout IsolationState, _ why: String, newEvents: Int) {
    switch engine.load(state.plan, armedSeconds: nil) {
    case .failed(let complaint): state.note(.failed, at: engine.clock(), complaint)
    case .loaded(let ruleset):
      engine.take(ruleset, into: &state)
      state.note(.reapplied, at: engine.clock(), why)
    }
    _ = engine.store.save(state, newEvents: newEvents + 1)
  }

  /// At the start of the machine: puts the rules of a confirmed isolation into force before the network is there.
  ///
  /// - Returns: why that failed; `nil` when everything is as it should be.
  func restoreAtStart() -> String? {
    guard let lock = engine.store.lock("lock", waits: true) else { return "the folder of the state cannot be used" }
    defer { withExtendedLifetime(lock) {} }
    switch engine.store.load() {
    case .none: return nil
    case .unreadable(let why): return why
    case .state(var state):
      if state.phase == .applied {
        return engine.end(&state, .rolledBack, "the machine started before anybody confirmed").messages.first
      }
      guard state.phase == .confirmed else { return nil }
      if case .date(let date) = state.plan.end, engine.clock() >= date {
        return engine.end(&state, .released, "the date that ends it has come").messages.first
      }
      restore(&state, "the machine started", newEvents: 0)
      return state.events.last?.kind == .reapplied ? nil : state.events.last?.note
    }
  }
}
