package import CordonModel

/// Writes a scan while it runs: files as they come, the answer at the end.
///
/// Call ``begin(_:to:)`` once, ``add(_:to:)`` for every file, ``end(_:exitCode:to:)`` once. Memory does not grow with the
/// number of files; the table keeps the first ``tableLimit`` it has something to say of.
package struct ScanWriter: Sendable {
  /// The formats a scan can be written in.
  package static let formats: [OutputFormat] = [.table, .json, .ndjson, .csv]
  /// Files that a table shows with what was found in them.
  package static let tableLimit = 1_000

  /// What is known before anything was read.
  package struct Head: Sendable {
    /// When the scan began.
    package var startedAt: Timestamp
    /// Of the program.
    package var toolVersion: String
    /// The paths as they were typed, printable.
    package var paths: [String]

    package init(startedAt: Timestamp, toolVersion: String, paths: [String]) {
      self.startedAt = startedAt
      self.toolVersion = toolVersion
      self.paths = paths
    }
  }

  private let format: OutputFormat
  private let options: TextOptions
  private let listsEveryFile: Bool
  private var head: Head?
  private var line = JSONLine()
  private var row = CSVWriter()
  private var isFirst = true
  private var shown: [ScannedFile] = []
  private var more: Int = 0

  /// - Parameters:
  ///   - format: one of ``formats``; another is written as a table.
  ///   - listsEveryFile: whether files are written of which nothing is said.
  package init(_ format: OutputFormat, options: TextOptions, listsEveryFile: Bool) {
    self.format = format
    self.options = options
    self.listsEveryFile = listsEveryFile
  }

  /// Writes what stands before the files.
  package mutating func begin(_ head: Head, to output: inout ResultOutput) throws(CordonError) {
    self.head = head
    switch format {
    case .json:
      ScanJSON.begin(&line)
      try line.pass(to: &output)
    case .ndjson:
      ScanJSON.writeRun(head, to: &line)
      try line.write(to: &output)
    case .csv: try CSVWriter.header(ScanCSV.columns, to: &output)
    default: break
    }
  }

  /// Writes a file, if it is one that is written.
  package mutating func add(_ file: ScannedFile, to output: inout ResultOutput) throws(CordonError) {
    guard listsEveryFile || !file.findings.isEmpty else { return }
    switch format {
    case .json:
      ScanJSON.write(file, to: &line)
      try line.pass(to: &output)
    case .ndjson:
      ScanJSON.write(file, kind: "file", to: &line)
      try line.write(to: &output)
    case .csv: try ScanCSV.write(file, row: &row, to: &output)
    default:
      if listsEveryFile { try output.append(ScanPage.line(file.facts, options: options)) }
      if file.findings.isEmpty { return }
      if shown.count < ScanWriter.tableLimit { shown.append(file) } else { more += 1 }
    }
  }

  /// Writes the answer.
  package mutating func end(
    _ report: ScanReport, exitCode: Int32, to output: inout ResultOutput
  ) throws(CordonError) {
    switch format {
    case .json:
      ScanJSON.end(report, exitCode: exitCode, &line)
      try line.write(to: &output)
    case .ndjson:
      ScanJSON.writeSummary(report, exitCode: exitCode, to: &line)
      try line.write(to: &output)
    case .csv: break
    default:
      if listsEveryFile { try output.append("\n") }
      let page = ScanPage(report: report, files: shown, more: more, options: options)
      try output.append(
        DocumentTextWriter.text(of: page.document(), width: options.width, usesColour: options.colour))
    }
  }
}
