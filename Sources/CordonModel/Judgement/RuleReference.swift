/// The line of an advisory file that decided.
package struct RuleReference: Sendable, Codable, Hashable {
  /// The file, as it was found; `nil` when the advisory did not come from one.
  package var file: String?
  /// 1-based line of the product row; `nil` when it is not known.
  package var line: Int?

  package init(file: String? = nil, line: Int? = nil) {
    self.file = file
    self.line = line
  }
}
