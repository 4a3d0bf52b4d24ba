extension Advisory {
  /// An advisory that says what it is about and nothing yet about how to recognise it: no severity, no rows, no
  /// checks, no tests, marked TLP:CLEAR. The rest is filled in field by field.
  package init(
    _ reference: AdvisoryReference, title: LocalizedText, summary: LocalizedText, category: Category, dates: Dates
  ) {
    self.init(
      id: reference.id, revision: reference.revision, title: title, summary: summary, category: category,
      marking: .clear, severity: Severity(), dates: dates, aliases: [], attribution: nil, references: [],
      sources: [:], platforms: [], products: [], files: [], paths: [], signers: [], network: [], traces: [], rules: [],
      checks: [], hints: [], limits: [], tests: [])
  }
}
