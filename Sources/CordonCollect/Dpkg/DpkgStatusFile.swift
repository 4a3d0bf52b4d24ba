/// The paragraphs of dpkg's `status` file (deb-status(5), deb822(5)), as far as an inventory needs them.
///
/// Good paragraphs are kept whatever stands in the others; what is wrong is listed with its line.
package struct DpkgStatusFile: Sendable {
  package struct Entry: Sendable, Hashable {
    package var name: String
    package var version: String?
    package var architecture: String?
    /// The `Multi-Arch: same` packages have the architecture in the names of their files.
    package var isMultiArchSame: Bool
  }

  package struct Problem: Sendable, Hashable {
    /// 1-based line of the file.
    package var line: Int
    package var what: String
  }

  /// The packages that are present, in the order of the file.
  package private(set) var entries: [Entry] = []
  /// Paragraphs of packages that are not present (removed, configuration left).
  package private(set) var absent: [Entry] = []
  package private(set) var problems: [Problem] = []
  /// Problems beyond the ``problemLimit`` ones that are kept.
  package private(set) var problemsOmitted: Int = 0

  package static let problemLimit: Int = 200

  /// How a paragraph without a `Status` field counts.
  package enum Flavour: Sendable {
    /// `status`: such a paragraph is broken.
    case status
    /// `status.d` of distroless images: the file is there, so the package is.
    case directory
  }

  /// There are more paragraphs than the limit; the rest was not kept.
  package private(set) var isFull: Bool = false

  private var line: Int = 0
  private let flavour: Flavour
  private let nameLimit: Int
  private let entryLimit: Int

  /// Reads the whole of `bytes`.
  ///
  /// - Parameters:
  ///   - entryLimit: paragraphs that are kept; reading ends when there are more.
  ///   - isCut: the file goes on after `bytes`; then the last paragraph is not believed.
  package init(
    _ bytes: [UInt8], flavour: Flavour, nameLimit: Int, entryLimit: Int = 1_000_000, isCut: Bool = false
  ) {
    self.flavour = flavour
    self.nameLimit = nameLimit
    self.entryLimit = entryLimit
    var draft = Draft()
    var start: Int = 0
    while start < bytes.count, !isFull {
      let end: Int = ByteLines.end(of: start, in: bytes)
      line &+= 1
      let isFinished: Bool = end < bytes.count
      if end == start || (end == start + 1 && bytes[start] == 0x0D) {
        finish(&draft, bytes)
      } else if isFinished {
        take(bytes, start, end, into: &draft)
      } else {
        if !isCut { note(line, "the file ends in the middle of a line") }
        draft.begin(line)
      }
      start = end &+ 1
    }
    if !isCut, !isFull { finish(&draft, bytes) }
  }

  /// The fields of the paragraph being read, as places in the bytes.
  private struct Draft {
    var firstLine: Int = 0
    var name: Range<Int>?
    var status: Range<Int>?
    var version: Range<Int>?
    var architecture: Range<Int>?
    var multiArch: Range<Int>?

    mutating func begin(_ line: Int) { if firstLine == 0 { firstLine = line } }
  }

  private mutating func take(_ bytes: [UInt8], _ start: Int, _ end: Int, into draft: inout Draft) {
    draft.begin(line)
    let first: UInt8 = bytes[start]
    if first == 0x20 || first == 0x09 { return }
    switch first | 0x20 {
    case 0x70: set(&draft.name, "Package", bytes, start..<end)
    case 0x73: set(&draft.status, "Status", bytes, start..<end)
    case 0x76: set(&draft.version, "Version", bytes, start..<end)
    case 0x61: set(&draft.architecture, "Architecture", bytes, start..<end)
    case 0x6D: set(&draft.multiArch, "Multi-Arch", bytes, start..<end)
    case 0x20: note(line, "NUL bytes where a field was expected")
    default: break
    }
    if !bytes[start..<end].contains(0x3A) { note(line, "neither a field nor its continuation") }
  }

  /// The last of equal fields counts; dpkg itself refuses such a paragraph, so it is a problem.
  private mutating func set(_ field: inout Range<Int>?, _ name: StaticString, _ bytes: [UInt8], _ line: Range<Int>) {
    guard let value = ByteLines.value(of: name, in: bytes[line]) else { return }
    if field != nil { note(self.line, "\(name) stands twice in one paragraph") }
    field = value.startIndex..<value.endIndex
  }

  private mutating func finish(_ draft: inout Draft, _ bytes: [UInt8]) {
    defer { draft = Draft() }
    guard draft.firstLine > 0 else { return }
    guard entries.count + absent.count < entryLimit else {
      isFull = true
      return
    }
    guard let name = draft.name, let text = word(name, bytes), !text.isEmpty else {
      note(draft.firstLine, "a paragraph without a usable Package field")
      return
    }
    let entry = Entry(
      name: text, version: usable(draft.version, "Version", draft.firstLine, bytes),
      architecture: usable(draft.architecture, "Architecture", draft.firstLine, bytes),
      isMultiArchSame: draft.multiArch.map { bytes[$0].elementsEqual("same".utf8) } ?? false)
    switch presence(draft, bytes) {
    case .present: entries.append(entry)
    case .absent: absent.append(entry)
    case .unclear(let what):
      note(draft.firstLine, what)
      entries.append(entry)
    case .broken: note(draft.firstLine, "a paragraph without a Status field")
    }
  }

  private enum Presence { case present, absent, broken, unclear(String) }

  /// `want flag state`: only the state counts. Half-installed software can be on disk, so it is present.
  private func presence(_ draft: Draft, _ bytes: [UInt8]) -> Presence {
    guard let status = draft.status else { return flavour == .directory ? .present : .broken }
    let words: [ArraySlice<UInt8>] = bytes[status].split(separator: 0x20)
    guard words.count == 3 else { return .unclear("a Status field without its three words") }
    switch String(decoding: words[2], as: UTF8.self) {
    case "installed", "half-configured", "unpacked", "triggers-awaited", "triggers-pending", "half-installed":
      return .present
    case "not-installed", "config-files": return .absent
    default: return .unclear("an unknown state in the Status field")
    }
  }

  /// A value without white space and control characters, not longer than the limit.
  private func word(_ range: Range<Int>, _ bytes: [UInt8]) -> String? {
    guard range.count <= nameLimit, bytes[range].allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  private mutating func usable(_ range: Range<Int>?, _ field: String, _ line: Int, _ bytes: [UInt8]) -> String? {
    guard let range else { return nil }
    if let text = word(range, bytes) { return text.isEmpty ? nil : text }
    note(line, "a \(field) field that is too long or no single word")
    return nil
  }

  private mutating func note(_ line: Int, _ what: String) {
    if problems.count < DpkgStatusFile.problemLimit {
      problems.append(Problem(line: line, what: what))
    } else {
      problemsOmitted += 1
    }
  }
}
