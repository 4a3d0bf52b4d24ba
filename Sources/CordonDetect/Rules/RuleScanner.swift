package import CordonModel

/// An engine that holds compiled rules and looks for them in content. One scanner serves one worker at a time.
///
/// The implementation over libyara is `YaraScanner` in CordonWorker; the interface fits YARA-X as well.
package protocol RuleScanner {
  /// Looks for all rules in the content.
  ///
  /// - Parameters:
  ///   - content: in one piece; it is not kept.
  ///   - externals: what rules may ask about the file beside its content.
  ///   - seconds: after this time the search is given up.
  mutating func scan(_ content: UnsafeRawBufferPointer, externals: RuleExternals, seconds: Int) -> RuleScanOutcome
}

/// What came of looking for rules in one content.
package enum RuleScanOutcome: Sendable, Hashable {
  /// All rules were tried; these matched, in the order of their sources.
  case hits([RuleHit])
  /// The time was over.
  case timedOut
  /// The engine failed, in its own words.
  case failed(String)
}

/// The external variables that rules of the field expect; all are texts.
package struct RuleExternals: Sendable, Hashable {
  /// The last name of the file or member.
  package var fileName: String
  /// The whole printable path.
  package var filePath: String
  /// The extension with its dot, in lower case; empty without one.
  package var fileExtension: String
  /// A word for the kind of content, in upper case, such as `EXE` or `ZIP`; empty when it is not known.
  package var fileType: String
  /// The owner's name or number.
  package var owner: String
  /// Lower-case hex; empty when it was not made.
  package var md5: String
  /// Reserved by the field; empty.
  package var id: String

  package init(
    fileName: String, filePath: String, fileExtension: String, fileType: String = "", owner: String = "",
    md5: String = "", id: String = ""
  ) {
    self.fileName = fileName
    self.filePath = filePath
    self.fileExtension = fileExtension
    self.fileType = fileType
    self.owner = owner
    self.md5 = md5
    self.id = id
  }
}
