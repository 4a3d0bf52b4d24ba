/// A rule that matched a content.
package struct RuleHit: Sendable, Hashable {
  /// The name of the rule.
  package var rule: String
  /// ``RuleSource/name`` of the source it stands in.
  package var source: String
  /// What its author says a match means; `affected` when he says nothing. From the rule's `verdict` metadata.
  package var verdict: Verdict
  /// From the rule's `description` metadata.
  package var summary: String?
  /// The strings that matched, with the place of the first match; at most ``stringLimit``.
  package var strings: [Found]

  /// One string of a rule, found in the content.
  package struct Found: Sendable, Hashable {
    /// Such as `$a1`.
    package var identifier: String
    /// From the beginning of the content, in bytes.
    package var offset: UInt64

    package init(identifier: String, offset: UInt64) {
      self.identifier = identifier
      self.offset = offset
    }
  }

  /// How many strings a hit keeps.
  package static let stringLimit = 8

  package init(rule: String, source: String, verdict: Verdict, summary: String? = nil, strings: [Found] = []) {
    self.rule = rule
    self.source = source
    self.verdict = verdict
    self.summary = summary
    self.strings = strings
  }
}

/// Rules of one origin: compiled on its own, so that a mistake in it costs no other.
package struct RuleSource: Sendable, Hashable {
  /// Unique among the sources of a run, and the namespace of its rules: an advisory's id, or a path as given.
  package var name: String
  /// The advisory whose rule it is; `nil` for `--rules`.
  package var advisory: AdvisoryReference?
  /// The text as it stands in the file.
  package var text: [UInt8]

  package init(name: String, advisory: AdvisoryReference? = nil, text: [UInt8]) {
    self.name = name
    self.advisory = advisory
    self.text = text
  }
}

/// A rule or a source that cannot be used; the others are.
package struct RuleProblem: Sendable, Hashable {
  /// ``RuleSource/name``.
  package var source: String
  /// 1-based; `nil` when the engine names none.
  package var line: Int?
  /// What is wrong.
  package var message: String
  /// Whether it is only a warning: the rule is in force.
  package var isWarning: Bool

  package init(source: String, line: Int?, message: String, isWarning: Bool = false) {
    self.source = source
    self.line = line
    self.message = message
    self.isWarning = isWarning
  }
}
