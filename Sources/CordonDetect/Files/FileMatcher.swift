package import CordonModel

/// Matches files against the hashes and rules of many advisories.
///
/// ## What a match means
/// - A hash listed as malicious, trojanised or affected build: `affected`; suspicious: `suspected`. A hash listed as
///   legitimate or clean clears the file: no path and no rule makes it a match.
/// - A rule: what its author says, `affected` when he says nothing.
///
/// The platform of a row does not narrow this: the same bytes are the same file wherever they lie. Whether they could
/// run there shows in the axes of the assessment.
package struct FileMatcher: Sendable {
  /// Digests that some row needs beside SHA-256.
  package let wantedDigests: Set<Digest.Kind>
  /// The YARA rules of the advisories, one source an advisory.
  package let ruleSources: [RuleSource]

  private var listed: [Digest: [Int]] = [:]
  private var rows: [Row] = []
  /// By the name of a rule source.
  private var advisories: [String: AdvisoryReference] = [:]
  /// The line of the pack's row by the name of the rule.
  private var ruleLines: [AdvisoryReference: [String: Int]] = [:]

  private struct Row: Sendable {
    let advisory: AdvisoryReference
    /// Position in ``Advisory/files``.
    let index: Int
    let file: FileIndicator
  }

  /// Indexes the files and rules of the advisories.
  package init(advisories: [Advisory]) {
    var wanted: Set<Digest.Kind> = []
    var sources: [RuleSource] = []
    for advisory in advisories {
      for (index, file) in advisory.files.enumerated() {
        rows.append(Row(advisory: advisory.reference, index: index, file: file))
        let digests: [Digest] = [file.sha256, file.sha1, file.md5].compactMap { $0.flatMap { Digest(hex: $0) } }
        for digest in digests { listed[digest, default: []].append(rows.count - 1) }
        // The others are made only for rows that SHA-256 cannot find.
        if file.sha256 == nil { wanted.formUnion(digests.map(\.kind)) }
      }
      guard let source = FileMatcher.source(advisory) else { continue }
      ruleLines[advisory.reference] = FileMatcher.lines(of: advisory.rules)
      sources.append(source)
      self.advisories[source.name] = advisory.reference
    }
    wantedDigests = wanted.subtracting([.sha256])
    ruleSources = sources
  }

  /// Every match of one file, an advisory at most once for each row; empty for nearly every file.
  package func matches(_ facts: FileFacts) -> [AdvisoryMatch] {
    if facts.hits.isEmpty, !isListed(facts.digests) { return [] }
    let found: [Int] = rowNumbers(facts.digests)
    let cleared: Set<String> = Set(
      found.map { rows[$0] }.filter { FileMatcher.verdict($0.file.verdict) == nil }.map(\.advisory.id))
    var matches: [AdvisoryMatch] = []
    for number in found {
      let row: Row = rows[number]
      guard let verdict = FileMatcher.verdict(row.file.verdict) else { continue }
      matches.append(
        AdvisoryMatch(
          advisory: row.advisory,
          match: Match(
            verdict: verdict, productID: "files[\(row.index)]", productName: row.file.name + " (" + row.file.role + ")",
            subject: .file(facts), reason: .fileHash, decidedBy: FileMatcher.hash(of: row.file, in: facts),
            rule: RuleReference(line: row.file.line))))
    }
    for hit in facts.hits {
      guard let advisory = advisories[hit.source], !cleared.contains(advisory.id) else { continue }
      matches.append(
        AdvisoryMatch(
          advisory: advisory,
          match: Match(
            verdict: hit.verdict, productID: hit.rule, productName: hit.summary ?? hit.rule, subject: .file(facts),
            reason: .fileRule, decidedBy: hit.rule, rule: RuleReference(line: ruleLines[advisory]?[hit.rule]))))
    }
    return matches
  }

  /// Whether an advisory lists this content as legitimate or clean.
  package func clears(_ digests: FileDigests?, for advisory: AdvisoryReference) -> Bool {
    rowNumbers(digests).contains {
      rows[$0].advisory == advisory && FileMatcher.verdict(rows[$0].file.verdict) == nil
    }
  }

  /// What finding the file says of the target; `nil` when it is listed to be left alone.
  package static func verdict(_ verdict: FileVerdict) -> Verdict? {
    switch verdict {
    case .malicious, .trojanised, .affectedBuild: .affected
    case .suspicious: .suspected
    case .legitimate, .clean: nil
    }
  }

  /// The position in ``Advisory/files`` of the row a match names; `nil` for matches of other rows.
  static func rowNumber(of match: Match) -> Int? {
    guard match.productID.hasPrefix("files["), match.productID.hasSuffix("]") else { return nil }
    return Int(match.productID.dropFirst(6).dropLast())
  }

  private func isListed(_ digests: FileDigests?) -> Bool {
    guard let digests else { return false }
    if listed[digests.sha256] != nil { return true }
    if let sha1 = digests.sha1, listed[sha1] != nil { return true }
    if let md5 = digests.md5, listed[md5] != nil { return true }
    return false
  }

  private func rowNumbers(_ digests: FileDigests?) -> [Int] {
    guard let digests else { return [] }
    return Set(digests.all.flatMap { listed[$0] ?? [] }).sorted()
  }

  private static func hash(of file: FileIndicator, in facts: FileFacts) -> String {
    let seen: [Digest] = facts.digests?.all ?? []
    let own: [Digest] = [file.sha256, file.sha1, file.md5].compactMap { $0.flatMap { Digest(hex: $0) } }
    guard let decisive = own.first(where: { seen.contains($0) }) else { return "" }
    return decisive.kind.name + ":" + decisive.hex
  }

  /// Where the rules stand that a row of `rules` holds, by their names: its text may hold several.
  private static func lines(of rows: [DetectionRule]) -> [String: Int] {
    var lines: [String: Int] = [:]
    for row in rows where row.language == .yara {
      guard let line = row.line else { continue }
      for name in row.ruleNames where lines[name] == nil { lines[name] = line }
    }
    return lines
  }

  /// All YARA rules of an advisory as one source, in their order.
  private static func source(_ advisory: Advisory) -> RuleSource? {
    var text: [UInt8] = []
    for rule in advisory.rules where rule.language == .yara {
      text.append(contentsOf: rule.text.utf8)
      text.append(0x0A)
    }
    guard !text.isEmpty else { return nil }
    return RuleSource(name: advisory.id, advisory: advisory.reference, text: text)
  }
}

extension DetectionRule {
  /// The word behind every `rule` of a YARA text. One in a comment or a string may be among them: it names no hit.
  fileprivate var ruleNames: [String] {
    let words: [Substring] = text.split { !$0.isASCII || !($0.isLetter || $0.isNumber || $0 == "_") }
    return zip(words, words.dropFirst()).filter { $0.0 == "rule" }.map { String($0.1) }
  }
}
