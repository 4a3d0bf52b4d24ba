internal import Yams

/// An error of the YAML library, said so that the author of a pack knows what to change.
struct YamlProblem {
  private let line: Int?
  private let message: String
  private let example: String?

  init(_ error: YamlError, bytes: [UInt8]) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let advice: Advice = YamlProblem.advice(for: problem, context: context?.text ?? "")
      let since: String = context.flatMap { advice.namesStart ? " (it begins in line \($0.mark.line))" : nil } ?? ""
      line = YamlProblem.visible(mark.line, in: bytes)
      message = "the file is no valid YAML here: " + advice.text + since
      example = advice.example
    case .duplicatedKeysInMapping(let duplicates, let context):
      let key: String = duplicates.first ?? ""
      let second: Int? = YamlProblem.secondLine(of: key, after: context.mark, in: bytes)
      line = second ?? context.mark.line
      message =
        "the field \(TextSafety.quoted(key)) stands more than once in the same mapping"
        + (second == nil ? "" : "; first in line \(context.mark.line)") + ": keep one of them"
      example = nil
    case .memory:
      line = nil
      message = "there was not enough memory to read the file"
      example = nil
    default:
      line = nil
      message = "the file cannot be read as YAML"
      example = nil
    }
  }

  func report(to findings: FindingList) {
    findings.error(Place(line: line), message, example: example)
  }

  // MARK: - Sentences

  private struct Advice {
    var text: String
    var example: String?
    var namesStart: Bool = false
  }

  /// libyaml's sentences, matched by the parts that have not changed for a decade.
  private static func advice(for problem: String, context: String) -> Advice {
    if problem.contains("unexpected end of stream") || problem.contains("unexpected document indicator") {
      return Advice(text: "a text in quotes is not closed", example: "en: \"a text\"", namesStart: true)
    }
    if context.contains("flow"), context.contains("sequence") || context.contains("mapping") {
      return Advice(
        text: "a list in [ ] or a mapping in { } is not closed, or a comma is missing",
        example: "platforms: [windows, macos]", namesStart: true)
    }
    if problem.contains("mapping values are not allowed") {
      return Advice(
        text: "a colon stands where none may: put a text that contains “: ” in quotes, or check the indentation",
        example: "note: \"first: second\"")
    }
    if problem.contains("cannot start any token") {
      return Advice(text: "a text that begins with @, ` or % has to stand in quotes", example: "note: \"@scope/name\"")
    }
    if problem.contains("did not find expected key") || problem.contains("could not find expected ':'") {
      return Advice(
        text: "a field name with a colon is expected; check the indentation and the quotes of the lines before",
        example: "title:\n  en: …", namesStart: true)
    }
    if problem.contains("unknown escape") {
      return Advice(
        text: "a backslash in double quotes has a meaning of its own: use single quotes for paths",
        example: "path: 'C:\\Windows\\example.dll'")
    }
    if problem.contains("did not find expected '-' indicator") {
      return Advice(text: "a list item has to begin with “- ” at the indentation of the items before", namesStart: true)
    }
    if problem.contains("block sequence entries are not allowed") {
      return Advice(text: "a list item may not stand here: begin it on a line of its own", example: "aliases:\n  - …")
    }
    return Advice(text: problem)
  }

  // MARK: - Lines

  /// The padding that ``PackBytes`` adds is not part of the author's file.
  private static func visible(_ line: Int, in bytes: [UInt8]) -> Int {
    var end: Int = bytes.count
    while end > 0, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D || bytes[end - 1] == 0x20 { end -= 1 }
    let last: Int = 1 + bytes.prefix(end).count { $0 == 0x0A }
    return min(line, last)
  }

  /// The next line that has the key in the same column, when the mapping is written in block style.
  private static func secondLine(of key: String, after mark: Mark, in bytes: [UInt8]) -> Int? {
    let plain: [UInt8] = Array(key.utf8)
    let candidates: [[UInt8]] = [plain, [0x22] + plain + [0x22], [0x27] + plain + [0x27]]
    var line: Int = 0
    for content in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      guard line > mark.line, content.count >= mark.column else { continue }
      let rest: ArraySlice<UInt8> = content.dropFirst(mark.column - 1)
      guard content.prefix(mark.column - 1).allSatisfy({ $0 == 0x20 || $0 == 0x2D }) else { continue }
      if candidates.contains(where: { rest.starts(with: $0) && rest.dropFirst($0.count).first == 0x3A }) { return line }
    }
    return nil
  }
}
