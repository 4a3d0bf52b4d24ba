internal import CordonModel

// What the advisory recognises things by.

extension AdvisoryPage {
  private static let versionsShown = 12
  private static let rowsShown = 3
  private static let productsShown = 8

  func appendProducts(to document: inout Document) {
    guard !advisory.products.isEmpty else { return }
    document.section(
      say(DetailSentences.titleWithCount(SectionTitle.products.text, Count(advisory.products.count)), .strong))
    let shown: Int = min(advisory.products.count, options.shown(of: AdvisoryPage.productsShown))
    for product in advisory.products.prefix(shown) {
      let name: String = foreign(product.name)
      document.append(
        .paragraph(say(AdvisorySentences.product(name: name, platform: product.platform.word)), depth: 2))
      document.append(.fields(fields(of: product), depth: 4))
    }
    appendMore(advisory.products.count - shown, depth: 2, to: &document)
  }

  func appendMore(_ count: Int, depth: Int, to document: inout Document) {
    if count > 0 { document.append(.paragraph(say(AdvisorySentences.more(Count(count)), .faint), depth: depth)) }
  }

  private func field(_ label: RecognitionLabel, _ value: StyledText) -> Block.Field {
    Block.Field(label: label.text[language], value: value)
  }

  private func fields(of product: AffectedProduct) -> [Block.Field] {
    var fields: [Block.Field] = []
    func add(_ label: RecognitionLabel, _ values: [String], separator: String = ", ") {
      if !values.isEmpty { fields.append(field(label, StyledText(listText(values, separator: separator)))) }
    }
    add(.names, product.aliases)
    add(.purls, product.purls)
    add(.affected, product.knownAffected)
    for range in product.affectedRanges {
      let label: RecognitionLabel = range.verdict == .affected ? .affectedRange : .reviewRange
      fields.append(field(label, StyledText(foreign(range.range))))
    }
    if let window = product.installedWithin { fields.append(field(.window, say(windowText(window)))) }
    if product.knownAffected.isEmpty, product.affectedRanges.isEmpty, product.installedWithin == nil {
      fields.append(field(.affected, say(AdvisorySentences.noVersions)))
    }
    add(.clean, product.knownNotAffected)
    add(.fixed, product.fixed)
    if product.confidence != .high { fields.append(field(.confidence, say(product.confidence.word))) }
    if let note = product.note { fields.append(field(.note, prose(note))) }
    return fields
  }

  private func listText(_ values: [String], separator: String) -> String {
    let limit: Int = options.shown(of: AdvisoryPage.versionsShown)
    let shown: String = values.prefix(limit).map { foreign($0) }.joined(separator: separator)
    guard values.count > limit else { return shown }
    return CheckSentences.list(shown, more: Count(values.count - limit))[language]
  }

  /// Counts of the other indicators, and the first few of each.
  func appendIndicators(to document: inout Document) {
    let groups: [(RecognitionLabel, [String])] = [
      (.files, advisory.files.map(text)), (.paths, advisory.paths.map { foreign($0.path) }),
      (.signers, advisory.signers.map { foreign($0.subject) }), (.network, advisory.network.map(text)),
      (.traces, advisory.traces.map { foreign($0.value) }),
      (.rules, advisory.rules.map { $0.language.rawValue + ": " + foreign($0.id) }),
    ]
    guard groups.contains(where: { !$0.1.isEmpty }) else { return }
    document.section(title(.indicators))
    for (label, rows) in groups where !rows.isEmpty {
      let title: LocalizedText = DetailSentences.titleWithCount(label.text, Count(rows.count))
      document.append(.paragraph(say(title), depth: 2))
      let shown: Int = min(rows.count, options.shown(of: AdvisoryPage.rowsShown))
      var items: [StyledText] = rows.prefix(shown).map { StyledText($0) }
      if rows.count > shown { items.append(say(AdvisorySentences.more(Count(rows.count - shown)), .faint)) }
      document.append(.items(items, numbered: false, depth: 4))
    }
  }

  private func text(_ file: FileIndicator) -> String {
    let hash: String =
      file.sha256.map { "sha256 " + $0 } ?? file.sha1.map { "sha1 " + $0 } ?? file.md5.map { "md5 " + $0 } ?? ""
    return foreign(file.name) + " (" + file.verdict.word[language] + ") " + foreign(hash)
  }

  private func text(_ network: NetworkIndicator) -> String {
    network.type.rawValue + " " + foreign(network.value) + " (" + network.block.word[language] + ")"
  }
}
