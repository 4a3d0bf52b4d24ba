/// What tells one set of rules from every other: results that were kept hold only for the revision they were found with.
package struct RuleSetRevision: Sendable, Hashable {
  /// SHA-256 over the names and texts of all sources, in their order, each with its length before it.
  package let digest: Digest?

  /// No rules at all.
  package static let none = RuleSetRevision(digest: nil)

  /// - Parameters:
  ///   - sources: as the engine gets them; their order counts.
  ///   - engine: what else decides what the rules find, such as the engine's version and limits.
  package init(_ sources: [RuleSource], engine: String = "") {
    guard !sources.isEmpty else {
      self = .none
      return
    }
    var sum = SHA256Sum()
    for part in [Array("cordon-rules-1".utf8), Array(engine.utf8)] { RuleSetRevision.add(part, to: &sum) }
    for source in sources {
      RuleSetRevision.add(Array(source.name.utf8), to: &sum)
      RuleSetRevision.add(source.text, to: &sum)
    }
    digest = Digest(.sha256, bytes: sum.digest())
  }

  /// A revision that was kept; `nil` stands for no rules.
  package init(digest: Digest?) { self.digest = digest }

  /// Lower-case hex; `none` without rules.
  package var text: String { digest?.hex ?? "none" }

  private static func add(_ bytes: [UInt8], to sum: inout SHA256Sum) {
    let count = UInt64(bytes.count)
    sum.update(stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: count >> UInt64($0)) })
    sum.update(bytes)
  }
}
