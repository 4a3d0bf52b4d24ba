package import CordonModel

/// Advisories, their findings and their differences as text for people.
package enum AdvisoryText {
  /// A table of advisories, by category and then id.
  package static func list(
    _ advisories: [ListedAdvisory], problems: [CheckReport.Problem] = [], options: TextOptions
  ) -> String {
    write(AdvisoryListPage(advisories: advisories, problems: problems, options: options).document(), options)
  }

  /// How advisories' own tests came out.
  package static func tests(
    _ rows: [AdvisoryTestRow], problems: [CheckReport.Problem], options: TextOptions
  ) -> String {
    write(AdvisoryTestsPage(rows: rows, problems: problems, options: options).document(), options)
  }

  /// Everything a technician needs of one advisory.
  package static func show(_ advisory: ListedAdvisory, options: TextOptions) -> String {
    write(AdvisoryPage(listed: advisory, options: options).document(), options)
  }

  /// What changed between two revisions, one block a field.
  package static func diff(_ changes: [AdvisoryChange], options: TextOptions) -> String {
    write(ChangesPage(changes: changes, options: options).document(), options)
  }

  /// `file:line: field: error: message` lines for people and editors, which are therefore never wrapped; an example
  /// that is right below each; a count at the end.
  ///
  /// - Parameter files: how many files were looked at.
  package static func lint(_ findings: [LintFinding], files: Int, options: TextOptions) -> String {
    var text: String = ""
    for finding in findings {
      let message: String = InertText(finding.message, limit: CheckPage.proseLimit).text
      text += finding.location.inertText + ": " + finding.severity.rawValue + ": " + message + "\n"
      if let example = finding.example {
        text += "  right: " + InertText(example, limit: CheckPage.proseLimit).text + "\n"
      }
    }
    let errors: Int = findings.filter { $0.severity == .error }.count
    let summary: LocalizedText = AdvisorySentences.lintSummary(
      files: Count(files), errors: Count(errors), warnings: Count(findings.count - errors))
    return text + summary[options.language] + "\n"
  }

  private static func write(_ document: Document, _ options: TextOptions) -> String {
    DocumentTextWriter.text(of: document, width: options.width, usesColour: options.colour)
  }
}
