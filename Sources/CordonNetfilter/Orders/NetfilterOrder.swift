package import CordonModel
internal import FoundationEssentials

/// What the helper process is asked for: one line of JSON on its standard input.
package struct NetfilterOrder: Sendable, Hashable, Codable {
  /// Bytes an order or an answer may have.
  package static let limit = 1 << 20

  /// What to do. The raw value is frozen.
  package enum Action: String, Sendable, Hashable, Codable {
    /// Ask the kernel whether it would take the rules; nothing changes.
    case check
    /// Put the rules into force until somebody confirms.
    case isolate
    /// Somebody reached a kept address: the rules stay.
    case confirm
    /// End it.
    case release
    /// Say how it stands.
    case status
  }

  /// What to do.
  package var action: Action
  /// The folder of the state, absolute; made when missing.
  package var folder: String
  /// For `check` and `isolate`.
  package var plan: IsolationPlan?
  /// For `isolate`: seconds until the rules go away unless somebody confirms, 1 to 3600.
  package var confirmWithin: Int = 30
  /// For `isolate`: what is kept of the release code.
  package var codeHash: ReleaseCodeHash?
  /// For `release`: the code, as it was typed.
  package var code: String?
  /// For `confirm` and `release`: who.
  package var operatorName: String = ""
  /// For `confirm` and `release`: why.
  package var reason: String = ""

  package init(_ action: Action, folder: String, plan: IsolationPlan? = nil) {
    self.action = action
    self.folder = folder
    self.plan = plan
  }

  /// Reads a line; `nil` when it is none or too long.
  package init?(line bytes: [UInt8]) {
    guard bytes.count <= NetfilterOrder.limit,
      let order = try? JSONDecoder().decode(NetfilterOrder.self, from: Data(bytes))
    else { return nil }
    self = order
  }

  /// The line, with its line feed.
  package var line: [UInt8] { encodedLine(self) }
}

/// What the helper process answers: one line of JSON on its standard output.
package struct NetfilterAnswer: Sendable, Hashable, Codable {
  /// How it went. The raw value is frozen.
  package enum Outcome: String, Sendable, Hashable, Codable {
    /// It was done.
    case done
    /// It was not, on purpose: a rule of Cordon says no.
    case refused
    /// It could not be.
    case failed
  }

  /// How it went.
  package var outcome: Outcome
  /// Why not, or what else is to be known.
  package var messages: [String] = []
  /// How the isolation stands now; `nil` when there never was one.
  package var state: IsolationState?
  /// Of `check`: the rules.
  package var ruleset: String?
  /// Of `isolate`: what became of open connections.
  package var cut: CutConnections?
  /// Of `isolate`: microseconds from the first look to rules in force that were read back.
  package var microseconds: Int?
  /// Of `status`: whether the keeper runs.
  package var keeperRuns: Bool?
  /// Of `status`: whether the rules are in the kernel.
  package var rulesLoaded: Bool?

  package init(_ outcome: Outcome, _ messages: [String] = [], state: IsolationState? = nil) {
    self.outcome = outcome
    self.messages = messages
    self.state = state
  }

  /// Reads a line; `nil` when it is none or too long.
  package init?(line bytes: [UInt8]) {
    guard bytes.count <= NetfilterOrder.limit,
      let answer = try? JSONDecoder().decode(NetfilterAnswer.self, from: Data(bytes))
    else { return nil }
    self = answer
  }

  /// The line, with its line feed.
  package var line: [UInt8] { encodedLine(self) }
}

/// A value as one line of JSON, members in order; empty when it cannot be written, which no reader takes for an answer.
func encodedLine(_ value: some Encodable) -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  guard let data = try? encoder.encode(value) else { return [] }
  return Array(data) + [0x0A]
}
