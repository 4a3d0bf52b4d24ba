internal import CordonModel

/// Reads an advisory pack (`Documentation/AdvisoryFormat.md`): bytes in, an ``Advisory`` and findings out.
///
/// Everything that is wrong is reported, not only the first thing; a file that is no YAML has one finding. Pure:
/// neither disk nor clock is touched, and no input makes it trap, hang or grow beyond its limits.
///
/// ```swift
/// let reading = PackReader.read(bytes, file: "3cx-2023.yaml")
/// for finding in reading.findings { print(finding.location.line ?? 0, finding.message) }
/// ```
package enum PackReader {
  /// Reads the bytes of one file.
  ///
  /// - Parameters:
  ///   - bytes: The content, UTF-8.
  ///   - file: The name for findings. Its base name is compared with the id of the pack.
  ///   - limits: What is refused for its size.
  package static func read(_ bytes: [UInt8], file: String, limits: PackLimits = .standard) -> PackReading {
    let findings: FindingList = FindingList(file: file, limit: limits.findings)
    var source: YamlSource = YamlSource(limits: limits, findings: findings)
    let context: PackContext = PackContext(findings: findings, limits: limits)
    var advisory: Advisory?
    if let root = source.read(bytes),
      let fields = FieldReader(root, path: "", group: FieldNames.pack, context: context)
    {
      advisory = read(fields, file: file)
    }
    return PackReading(advisory: findings.hasErrors ? nil : advisory, findings: findings.sorted)
  }

  private static func read(_ unbound: FieldReader, file: String) -> Advisory? {
    let sources: [String: String]? = SourceList.read(unbound)
    var context: PackContext = unbound.context
    context.platforms = platforms(unbound)
    context.sourceKeys = sources.map { Set($0.keys) }
    let fields: FieldReader = unbound.with(context)

    var advisory: Advisory? = PackHead(fields, file: file).advisory
    advisory?.sources = sources ?? [:]
    advisory?.platforms = context.platforms
    readRows(fields, into: &advisory)
    return advisory
  }

  /// Reads every row, also when the head is broken and the result goes nowhere: all findings are wanted.
  private static func readRows(_ fields: FieldReader, into advisory: inout Advisory?) {
    let products: [AffectedProduct] = ProductRows(fields).products
    let files: [FileIndicator] = FileRows(fields).files
    let paths: [PathIndicator] = PathRows(fields).paths
    let signers: [SignerIndicator] = SignerRows.read(fields)
    let network: [NetworkIndicator] = NetworkRows(fields).indicators
    let traces: [Trace] = TraceRows.traces(fields)
    let rules: [DetectionRule] = TraceRows.rules(fields)
    let checks: [RequiredChecks] = CheckRows(fields).checks
    CheckCompleteness.verify(checks, see: products, fields)
    CheckCompleteness.verify(checks, files: files, paths: paths, rules: rules, fields)
    let hints: [LocalizedText] = fields.localizedTexts("hints")
    let limits: [LocalizedText] = fields.localizedTexts("limits")
    let tests: [AdvisoryTest] = TestRows.read(fields)
    advisory?.products = products
    advisory?.files = files
    advisory?.paths = paths
    advisory?.signers = signers
    advisory?.network = network
    advisory?.traces = traces
    advisory?.rules = rules
    advisory?.checks = checks
    advisory?.hints = hints
    advisory?.limits = limits
    advisory?.tests = tests
  }

  /// The platforms of the pack; none when one of them is wrong, so that its rows are not blamed for it.
  private static func platforms(_ fields: FieldReader) -> [Platform] {
    guard let node = fields.requiredNode("platforms") else { return [] }
    let platforms: [Platform] = fields.choices("platforms", Platform.self)
    guard case .list(let items) = node.content else { return [] }
    if items.isEmpty { fields.error("platforms", "the list is empty: a pack names at least one platform") }
    let isRight: Bool = items.allSatisfy { item in
      guard case .text(let text, _) = item.content else { return false }
      return Platform(rawValue: text) != nil
    }
    return isRight ? platforms : []
  }
}
