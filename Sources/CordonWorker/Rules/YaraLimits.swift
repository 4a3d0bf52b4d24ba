/// What rule text may cost. What passes a limit is a ``RuleProblem``, never silently left out.
package struct YaraLimits: Sendable, Hashable {
  /// Bytes of one source.
  package var sourceBytes: Int = 32 << 20
  /// Bytes of all sources.
  package var totalBytes: Int = 128 << 20
  /// Rules of all sources; the word `condition` is counted, which stands in each rule once.
  package var rules: Int = 100_000
  /// Problems of one source that are kept; the rest is counted in one more.
  package var problems: Int = 1_000
  /// Characters of a message, a description or a name that are kept.
  package var textLength: Int = 500

  /// The limits that Cordon uses unless told otherwise.
  package init() {}
}
