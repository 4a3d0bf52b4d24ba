internal import CordonModel

/// Collects the findings of one file, up to a limit, and counts what goes beyond it.
final class FindingList {
  private let file: String
  private let limit: Int
  private var findings: [LintFinding] = []
  private var known: Set<LintFinding> = []
  private var omitted: Int = 0
  /// Errors so far, worded or only counted.
  private(set) var errors: Int = 0
  var hasErrors: Bool { errors > 0 }

  init(file: String, limit: Int) {
    self.file = file
    self.limit = limit
  }

  func error(_ place: Place, _ message: String, example: String? = nil) {
    errors += 1
    add(.error, place, message, example)
  }

  func warning(_ place: Place, _ message: String, example: String? = nil) {
    add(.warning, place, message, example)
  }

  /// Whether further findings are only counted: then nobody needs to find words for them.
  var isFull: Bool { findings.count >= limit }

  /// Counts an error that is not worded, because the list is full.
  func countError() {
    errors += 1
    omitted += 1
  }

  /// All findings in the order of their lines; the last one says how many more there are.
  var sorted: [LintFinding] {
    let order: [(offset: Int, element: LintFinding)] = findings.enumerated().sorted { left, right in
      let (a, b): (Int, Int) = (left.element.location.line ?? 0, right.element.location.line ?? 0)
      return a == b ? left.offset < right.offset : a < b
    }
    var result: [LintFinding] = order.map(\.element)
    if omitted > 0 {
      result.append(
        LintFinding(
          severity: hasErrors ? .error : .warning, location: .init(file: file),
          message: "\(omitted) further findings are not listed; correct these first and run lint again"))
    }
    return result
  }

  private func add(_ severity: LintFinding.Severity, _ place: Place, _ message: String, _ example: String?) {
    guard findings.count < limit else {
      omitted += 1
      return
    }
    let location: CordonError.Location = .init(
      file: file, line: place.line, field: place.field.isEmpty ? nil : place.field)
    let finding: LintFinding = LintFinding(severity: severity, location: location, message: message, example: example)
    if known.insert(finding).inserted { findings.append(finding) }
  }
}

/// A place in the file that is being read.
struct Place {
  /// 1-based; `nil` when the whole file is meant.
  var line: Int?
  /// The path of the field, empty for the whole file.
  var field: String

  init(line: Int? = nil, field: String = "") {
    self.line = line
    self.field = field
  }
}
