internal import CordonModel

/// `files`: known by their hashes. A row with several platforms becomes one indicator for each.
struct FileRows {
  private(set) var files: [FileIndicator] = []
  /// Platform and hash to verdict and line, to find doubles and contradictions.
  private var known: [String: (verdict: FileVerdict, line: Int)] = [:]

  init(_ fields: FieldReader) {
    for row in fields.rows("files", FieldNames.file) { read(row) }
  }

  private mutating func read(_ row: FieldReader) {
    let name: String? = row.requiredText("name")
    let platforms: [Platform] = row.platforms()
    let version: String? = row.version("version")
    let hashes: [HashSyntax.Kind: String] = FileRows.hashes(row)
    let size: Int64? = row.integer("size", in: 0...Int64.max)
    let verdict: FileVerdict? = row.requiredChoice("verdict", FileVerdict.self)
    let role: String? = row.requiredText("role")
    let confidence: Confidence = row.choice("confidence", Confidence.self) ?? .high
    let note: String? = row.text("note")
    let sources: [String] = row.sources()
    guard let name, let verdict, let role, !hashes.isEmpty else { return }
    for platform in platforms {
      remember(hashes, verdict, platform, row)
      files.append(
        FileIndicator(
          name: name, platform: platform, version: version, sha256: hashes[.sha256], sha1: hashes[.sha1],
          md5: hashes[.md5], size: size, verdict: verdict, role: role, confidence: confidence, note: note,
          sources: sources, line: row.line))
    }
  }

  private static func hashes(_ row: FieldReader) -> [HashSyntax.Kind: String] {
    var result: [HashSyntax.Kind: String] = [:]
    var isNamed: Bool = false
    for kind in HashSyntax.Kind.allCases where row.has(kind.rawValue) {
      isNamed = true
      if let hash = row.hash(kind, allowsTrivial: false) { result[kind] = hash }
    }
    if !isNamed {
      row.context.findings.error(
        row.place, "the file has no hash: at least one of sha256, sha1, md5 is needed", example: row.example("sha256"))
    }
    return result
  }

  private mutating func remember(
    _ hashes: [HashSyntax.Kind: String], _ verdict: FileVerdict, _ platform: Platform, _ row: FieldReader
  ) {
    for kind in HashSyntax.Kind.allCases {
      guard let hash = hashes[kind] else { continue }
      let key: String = platform.rawValue + " " + hash
      guard let other = known[key] else {
        known[key] = (verdict, row.line)
        continue
      }
      if FileRows.isBad(other.verdict) != FileRows.isBad(verdict) {
        row.error(
          kind.rawValue,
          "the file in line \(other.line) has the same \(kind.rawValue) and is \(other.verdict.rawValue); "
            + "one file cannot be \(verdict.rawValue) as well")
      } else if kind == .sha256 {
        row.warning(kind.rawValue, "the file in line \(other.line) has the same \(kind.rawValue)")
      }
    }
  }

  private static func isBad(_ verdict: FileVerdict) -> Bool { verdict != .legitimate && verdict != .clean }
}

extension FieldReader {
  /// A hash in lower-case hex. Hashes that every system has are refused as indicators.
  func hash(_ kind: HashSyntax.Kind, allowsTrivial: Bool) -> String? {
    guard let text = text(kind.rawValue) else { return nil }
    switch HashSyntax.read(text, as: kind) {
    case .failure(let problem):
      error(kind.rawValue, problem.message)
      return nil
    case .success(let hash):
      guard !allowsTrivial, let what = HashSyntax.triviality(of: hash) else { return hash }
      error(
        kind.rawValue,
        "this is \(what), which every system has: it is no indicator. Say so in a test instead",
        example: "tests: [{\(kind.rawValue): \(hash), expect: no-match}]")
      return nil
    }
  }
}
