/// One act, as it is kept for good: who did what, where, why and when, and what changed by it.
///
/// Entries stand in a chain: each names the sum of the line before it (`Documentation/EvidenceBundle.md`). Texts are kept
/// as they were given; whoever prints them makes them inert.
package struct AuditEntry: Sendable, Hashable {
  /// From 1 on.
  package var number: Int
  /// The act.
  package var act: Act
  /// SHA-256 of the line before.
  package var previous: Digest

  /// What whoever acts has to say.
  package struct Act: Sendable, Hashable {
    /// The person or service that acted.
    package var who: String
    /// The verb, such as `quarantine` or `isolate`.
    package var what: String
    /// The machine, and the path, process or address that it was done to.
    package var place: String
    /// The reason that was given.
    package var why: String
    /// When it was done.
    package var when: Timestamp
    /// The state before, where there was one.
    package var before: String?
    /// The state after, where there is one.
    package var after: String?

    package init(
      who: String, what: String, place: String, why: String, when: Timestamp, before: String? = nil,
      after: String? = nil
    ) {
      self.who = who
      self.what = what
      self.place = place
      self.why = why
      self.when = when
      self.before = before
      self.after = after
    }
  }

  package init(number: Int, act: Act, previous: Digest) {
    self.number = number
    self.act = act
    self.previous = previous
  }
}
