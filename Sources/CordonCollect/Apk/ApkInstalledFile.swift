internal import CordonModel

/// Alpine's database `installed`: paragraphs of lines `letter:value`, ended by an empty line (apk-installed(5)).
///
/// Good paragraphs are kept whatever stands in the others; what is wrong is listed with its line.
package struct ApkInstalledFile: Sendable {
  package struct Entry: Sendable, Hashable {
    /// `P`
    package var name: String
    /// `V`
    package var version: String
    /// `A`
    package var architecture: String?
    /// `o`: the source package.
    package var origin: String?
  }

  package struct Problem: Sendable, Hashable {
    /// 1-based line of the file.
    package var line: Int
    package var what: String
  }

  package static let problemLimit: Int = 200

  /// In the order of the file.
  package private(set) var entries: [Entry] = []
  package private(set) var problems: [Problem] = []
  /// Problems beyond the ``problemLimit`` ones that are kept.
  package private(set) var problemsOmitted: Int = 0
  /// There are more packages than the limit; the rest was not kept.
  package private(set) var isFull: Bool = false

  private let nameLimit: Int

  /// Reads the whole of `bytes`.
  ///
  /// - Parameters:
  ///   - entryLimit: packages that are kept; reading ends when there are more.
  ///   - isCut: the file goes on after `bytes`; then the last paragraph is not believed.
  package init(_ bytes: [UInt8], nameLimit: Int, entryLimit: Int = 1_000_000, isCut: Bool = false) {
    self.nameLimit = nameLimit
    var draft = Draft()
    var line: Int = 0
    var start: Int = 0
    while start < bytes.count, !isFull {
      let end: Int = ByteLines.end(of: start, in: bytes)
      line &+= 1
      if ByteLines.isBlank(bytes[start..<end]) {
        finish(&draft, bytes, entryLimit)
      } else if end < bytes.count {
        take(bytes, start, end, line, into: &draft)
      } else {
        draft.begin(line)
        if !isCut { note(line, "the file ends in the middle of a line") }
      }
      start = end + 1
    }
    if !isCut, !isFull { finish(&draft, bytes, entryLimit) }
  }

  /// The fields of the paragraph being read, as places in the bytes.
  private struct Draft {
    var firstLine: Int = 0
    var name: Range<Int>?
    var version: Range<Int>?
    var architecture: Range<Int>?
    var origin: Range<Int>?

    mutating func begin(_ line: Int) { if firstLine == 0 { firstLine = line } }
  }

  private mutating func take(_ bytes: [UInt8], _ start: Int, _ end: Int, _ line: Int, into draft: inout Draft) {
    draft.begin(line)
    guard end - start >= 2, bytes[start + 1] == 0x3A else { return note(line, "no line of the form letter:value") }
    let value: Range<Int> = (start + 2)..<end
    switch bytes[start] {
    case UInt8(ascii: "P"): set(&draft.name, value, line, "P")
    case UInt8(ascii: "V"): set(&draft.version, value, line, "V")
    case UInt8(ascii: "A"): set(&draft.architecture, value, line, "A")
    case UInt8(ascii: "o"): set(&draft.origin, value, line, "o")
    default: return
    }
  }

  private mutating func set(_ field: inout Range<Int>?, _ value: Range<Int>, _ line: Int, _ letter: String) {
    if field != nil { note(line, "a second \(letter): in the paragraph") }
    field = value
  }

  private mutating func finish(_ draft: inout Draft, _ bytes: [UInt8], _ entryLimit: Int) {
    defer { draft = Draft() }
    guard draft.firstLine > 0 else { return }
    guard let name = text(draft.name, bytes), let version = text(draft.version, bytes) else {
      return note(draft.firstLine, "a paragraph without a usable name (P:) or version (V:)")
    }
    guard entries.count < entryLimit else {
      isFull = true
      return
    }
    entries.append(
      Entry(
        name: name, version: version, architecture: text(draft.architecture, bytes),
        origin: text(draft.origin, bytes)))
  }

  private func text(_ range: Range<Int>?, _ bytes: [UInt8]) -> String? {
    guard let range else { return nil }
    let value: ArraySlice<UInt8> = ByteLines.trimmed(bytes[range])
    return value.isEmpty || value.count > nameLimit ? nil : PrintablePath.text(value)
  }

  private mutating func note(_ line: Int, _ what: String) {
    if problems.count < ApkInstalledFile.problemLimit {
      problems.append(Problem(line: line, what: what))
    } else {
      problemsOmitted += 1
    }
  }
}
