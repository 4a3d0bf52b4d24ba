/// How much of a pack is read before the reader refuses it. Everything from outside has a limit.
package struct PackLimits: Sendable, Hashable {
  /// Bytes of the file, checked before anything else.
  package var fileBytes: Int
  /// Levels of nesting: the pack itself is level 1.
  package var depth: Int
  /// Texts, lists and mappings together.
  package var nodes: Int
  /// UTF-8 bytes of one text.
  package var textBytes: Int
  /// UTF-8 bytes of the text of a detection rule.
  package var ruleBytes: Int
  /// Findings that are kept word for word; the rest is counted.
  package var findings: Int

  package init(
    fileBytes: Int = 4 << 20, depth: Int = 32, nodes: Int = 200_000, textBytes: Int = 16 << 10,
    ruleBytes: Int = 256 << 10
  ) {
    self.fileBytes = fileBytes
    self.depth = depth
    self.nodes = nodes
    self.textBytes = textBytes
    self.ruleBytes = ruleBytes
    self.findings = 200
  }

  /// The limits that `Documentation/AdvisoryFormat.md` promises.
  package static let standard = PackLimits()
}
