/// What of an isolation a kernel may lack. Without one of them the machine is still cut off by the inet hooks.
package struct RulesetFeatures: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// New connections are refused at once instead of waiting for their time to run out.
  package static let refusal = RulesetFeatures(rawValue: 1)
  /// Guests that share a bridge with the outside are cut off too.
  package static let bridge = RulesetFeatures(rawValue: 2)
  /// What leaves by a device without passing the IP stack is cut off too: raw frames, macvlan guests.
  package static let egress = RulesetFeatures(rawValue: 4)

  /// All of them.
  package static let all: RulesetFeatures = [.refusal, .bridge, .egress]

  /// What to try, the most first.
  static let attempts: [RulesetFeatures] = [
    all, [.refusal, .bridge], [.refusal, .egress], [.bridge, .egress], .refusal, .bridge, .egress, [],
  ]

  /// What does not hold without those that are missing here.
  var limits: [String] {
    var limits: [String] = []
    if !contains(.egress) {
      limits.append("no netdev egress hook: raw frames (AF_PACKET) and macvlan guests are not cut off")
    }
    if !contains(.bridge) { limits.append("no bridge hook: guests on a bridge with the outside are not cut off") }
    if !contains(.refusal) { limits.append("no reject: new connections wait for their time to run out") }
    return limits
  }
}
