/// A fact that is no indicator yet: a registry key, a string inside a file, a behaviour.
package struct Trace: Sendable, Codable, Hashable {
  /// What ``value`` is.
  package var kind: Kind
  /// The key, the string, or a sentence.
  package var value: String
  /// What it is in the attack.
  package var role: String
  /// ATT&CK technique of a behaviour, such as `T1195.002`.
  package var technique: String?
  /// Remarks for the reader.
  package var note: String?
  /// Keys of ``Advisory/sources``.
  package var sources: [String]

  /// What a trace is. The raw value is frozen.
  package enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
    case registry, string, behaviour
  }

  package init(
    kind: Kind, value: String, role: String, technique: String? = nil, note: String? = nil, sources: [String] = []
  ) {
    self.kind = kind
    self.value = value
    self.role = role
    self.technique = technique
    self.note = note
    self.sources = sources
  }
}
