internal import CYara
package import CordonModel

/// Compiled rules of any number of sources, each in a namespace of its own.
///
/// `@unchecked Sendable`: libyara only reads compiled rules; what a scan changes lies in its scanner.
@safe package final class YaraRuleSet: @unchecked Sendable {
  let rules: UnsafeMutablePointer<YR_RULES>
  /// ``RuleSource/name`` of every namespace, by its number.
  let sourceNames: [String]
  /// What a text of a rule may be long.
  let textLength: Int
  /// How many rules there are, private ones included.
  package let count: Int
  /// Whether the condition of one of them uses the external variable `md5`.
  package let asksForMD5: Bool

  /// What found the rules' mistakes, and what looks for them: part of a ``RuleSetRevision``.
  package static var engine: String { "libyara \(YaraLibrary.version)" }

  init(_ rules: UnsafeMutablePointer<YR_RULES>, sourceNames: [String], limits: YaraLimits, asksForMD5: Bool) {
    unsafe self.rules = rules
    self.sourceNames = sourceNames
    textLength = limits.textLength
    self.asksForMD5 = asksForMD5
    count = Int(unsafe rules.pointee.num_rules)
  }

  deinit { unsafe yr_rules_destroy(rules) }

  /// Compiles rules. A mistake costs the rule it is in and those that build on it; all others are in force.
  ///
  /// - Returns: the rules, `nil` when none is left; and every problem, in the order of the sources and lines, those of
  ///   one source up to ``YaraLimits/problems`` and one more that counts the rest.
  package static func compile(
    _ sources: [RuleSource], limits: YaraLimits = YaraLimits()
  ) -> (rules: YaraRuleSet?, problems: [RuleProblem]) {
    var compilation = YaraCompilation(sources, limits: limits)
    return compilation.run()
  }
}
