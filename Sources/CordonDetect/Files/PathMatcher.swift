package import CordonModel

/// The places that advisories name, as numbered questions, and what an answer means.
package struct PathMatcher: Sendable {
  /// One place to look at.
  package struct Question: Sendable, Hashable {
    /// Comes back with what was found there.
    package var number: Int
    /// Whose path forms ``text`` uses.
    package var platform: Platform
    /// As the pack has it.
    package var text: String
    /// Whether its presence itself is evidence.
    package var isMalicious: Bool
  }

  /// In the order of the advisories and their rows.
  package let questions: [Question]
  private let rows: [(advisory: AdvisoryReference, index: Int, path: PathIndicator)]

  /// Numbers the path rows of the advisories.
  package init(advisories: [Advisory]) {
    var rows: [(advisory: AdvisoryReference, index: Int, path: PathIndicator)] = []
    for advisory in advisories {
      for (index, path) in advisory.paths.enumerated() { rows.append((advisory.reference, index, path)) }
    }
    self.rows = rows
    questions = rows.enumerated().map { number, row in
      Question(
        number: number, platform: row.path.platform, text: row.path.path, isMalicious: row.path.malicious)
    }
  }

  /// What lies at a place means: `suspected` where only the compromise has something, nothing elsewhere.
  ///
  /// - Parameter facts: of what lies there; a folder has no digests.
  package func match(question number: Int, _ facts: FileFacts) -> AdvisoryMatch? {
    guard rows.indices.contains(number), rows[number].path.malicious else { return nil }
    let row: (advisory: AdvisoryReference, index: Int, path: PathIndicator) = rows[number]
    return AdvisoryMatch(
      advisory: row.advisory,
      match: Match(
        verdict: .suspected, productID: "paths[\(row.index)]", productName: row.path.role, subject: .file(facts),
        reason: .pathPresent, decidedBy: row.path.path, rule: RuleReference(line: row.path.line)))
  }

  /// Whether the place is the product's own: named, and not as one that only the compromise uses.
  package func isProductPlace(question number: Int) -> Bool {
    rows.indices.contains(number) && !rows[number].path.malicious
  }

  /// The advisory that asks a question.
  package func advisory(question number: Int) -> AdvisoryReference? {
    rows.indices.contains(number) ? rows[number].advisory : nil
  }
}
