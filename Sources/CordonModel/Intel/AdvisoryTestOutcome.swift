/// How one of an advisory's own tests came out.
package struct AdvisoryTestOutcome: Sendable, Hashable {
  /// The case as the pack words it.
  package var test: AdvisoryTest
  /// What the advisory really answers; `no-match` also when the subject could not be read.
  package var actual: AdvisoryTest.Expectation
  /// Whether the answer is the expected one. A subject that cannot be read never passes.
  package var passed: Bool
  /// Which row decided, or why none did: one line of English.
  package var explanation: String

  package init(test: AdvisoryTest, actual: AdvisoryTest.Expectation, passed: Bool, explanation: String) {
    self.test = test
    self.actual = actual
    self.passed = passed
    self.explanation = explanation
  }
}
