internal import CordonModel
internal import CordonVersions

/// Reads a file of exceptions (`Documentation/Exceptions.md`): bytes in, ``FindingException`` and findings out.
///
/// A row with a mistake is not in force, whatever the mistake is, and everything that is wrong is reported. The same
/// guard and the same limits stand before the YAML library as for a pack. Pure: whether a row is still in force is
/// decided by whoever has a clock.
package enum ExceptionsReader {
  /// Reads the bytes of one file.
  ///
  /// - Parameters:
  ///   - bytes: The content, UTF-8.
  ///   - file: The name for findings and for ``FindingException/location``.
  ///   - limits: What is refused for its size.
  package static func read(_ bytes: [UInt8], file: String, limits: PackLimits = .exceptions) -> ExceptionsReading {
    let findings: FindingList = FindingList(file: file, limit: limits.findings)
    let context: PackContext = PackContext(findings: findings, limits: limits)
    var source: YamlSource = YamlSource(limits: limits, findings: findings, firstLine: "format: 1")
    guard let root = source.read(bytes),
      let fields = FieldReader(root, path: "", group: FieldNames.exceptions, context: context)
    else { return ExceptionsReading(exceptions: [], findings: findings.sorted) }
    checkFormat(fields)
    _ = fields.requiredNode("exceptions")
    let isUsable: Bool = !findings.hasErrors
    let exceptions: [FindingException] = rows(fields, file: file)
    return ExceptionsReading(exceptions: isUsable ? exceptions : [], findings: findings.sorted)
  }

  private static func checkFormat(_ fields: FieldReader) {
    guard let node = fields.requiredNode("format") else { return }
    guard case .text("1", .plain) = node.content else {
      fields.error("format", "this is not the format that this version of Cordon reads; it reads format: 1")
      return
    }
  }

  /// The rows that are right; one with a mistake is left out and its mistakes are in the findings.
  private static func rows(_ fields: FieldReader, file: String) -> [FindingException] {
    let context: PackContext = fields.context
    var lines: [String: Int] = [:]
    var result: [FindingException] = []
    for item in fields.items("exceptions") {
      let before: Int = context.findings.errors
      guard let row = FieldReader(item.node, path: item.path, group: FieldNames.exception, context: context) else {
        continue
      }
      let exception: FindingException? = ExceptionRow(row, file: file, lines: &lines).exception
      if let exception, context.findings.errors == before { result.append(exception) }
    }
    return result
  }
}

extension PackLimits {
  /// The limits that `Documentation/Exceptions.md` promises: what a person can still oversee.
  package static let exceptions = PackLimits(fileBytes: 1 << 20, depth: 8, nodes: 50_000, textBytes: 2 << 10)
}
