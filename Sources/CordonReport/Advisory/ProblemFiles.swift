internal import CordonModel

extension Page {
  /// Advisory files that could not be used, with the place and what is wrong.
  func appendProblems(_ problems: [CheckReport.Problem], to document: inout Document) {
    guard !problems.isEmpty else { return }
    let title: LocalizedText = DetailSentences.titleWithCount(
      SectionTitle.problemFiles.text, Count(problems.count))
    document.section(say(title, .strong))
    let items: [StyledText] = problems.map { problem in
      StyledText(problem.location.inertText + ": ").followed(by: foreign(problem.message))
    }
    document.append(.items(items, numbered: false, depth: 2))
  }
}
