internal import CordonModel

/// Who may end an isolation: whoever ordered it, the person it names, and whoever has the code.
///
/// That is a rule for people, not a wall: root can always take the rules away by hand, and the keeper then puts them back
/// and notes it.
enum ReleaseRight {
  /// Wrong codes before the next one has to wait.
  static let freeAttempts = 3
  /// The longest wait, in seconds.
  static let longestWait: Int64 = 900

  /// Why an order is refused; `nil` when it is not. Counts wrong codes.
  static func refusal(of order: NetfilterOrder, _ state: inout IsolationState, now: Timestamp) -> String? {
    guard let text = order.code else { return refusal(of: order.operatorName, state.plan) }
    if let until = blockedUntil(state), now < until {
      return "too many wrong codes: the next one is looked at after \(until.text)"
    }
    guard let kept = state.code else { return "there is no code for this isolation" }
    if let code = ReleaseCode(parsing: text), isEqual(code.hash(salt: kept.salt).digest, kept.digest) {
      state.wrongCodes = 0
      return nil
    }
    state.wrongCodes = min(max(0, state.wrongCodes), 999) + 1
    state.lastWrongCode = now
    return "this is not the code"
  }

  private static func refusal(of name: String, _ plan: IsolationPlan) -> String? {
    if name == plan.operatorName { return nil }
    if case .person(let person) = plan.end, person == name { return nil }
    return "\(plan.operatorName) ordered the isolation; without the release code nobody else ends it"
  }

  /// Until when no code is looked at: twice as long after each wrong one.
  static func blockedUntil(_ state: IsolationState) -> Timestamp? {
    guard state.wrongCodes >= freeAttempts, let last = state.lastWrongCode else { return nil }
    let doublings: Int = min(state.wrongCodes - freeAttempts, 10)
    return last.before(seconds: -min(longestWait, 10 << Int64(doublings)))
  }

  /// Takes the same time wherever the two differ.
  private static func isEqual(_ left: String, _ right: String) -> Bool {
    let pairs = zip(left.utf8, right.utf8)
    return left.utf8.count == right.utf8.count && pairs.reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
