internal import CordonModel
internal import CordonReport

/// Every output of a scan, written while it runs: files are open from the beginning and take their places at the end.
final class ScanOutputs {
  private final class Open {
    var writer: ScanWriter
    var buffer: ResultOutput
    let file: OutputFile?

    init(_ writer: ScanWriter, file: OutputFile?) {
      self.writer = writer
      self.file = file
      buffer = ResultOutput { (piece) throws(CordonError) in
        if let file { try file.write(piece) } else { try StandardStreams.writeOutput(piece) }
      }
    }
  }

  private var outputs: [Open] = []

  /// - Throws: ``CordonError`` naming the file that cannot be written.
  init(_ wanted: OutputOptions, verbose: Bool, listsEveryFile: Bool) throws(CordonError) {
    let destinations: [OutputDestination] =
      wanted.outputs.isEmpty ? [OutputDestination(format: .table, file: nil)] : wanted.outputs
    // Files first, so that a closed pipe loses none of them.
    for destination in destinations.sorted(by: { $0.file != nil && $1.file == nil }) {
      var options: TextOptions = wanted.textOptions(verbose: verbose)
      var file: OutputFile?
      if let path = destination.file {
        options.colour = false
        options.width = 80
        file = try OutputFile(path: path)
      }
      outputs.append(
        Open(ScanWriter(destination.format, options: options, listsEveryFile: listsEveryFile), file: file))
    }
  }

  func begin(_ head: ScanWriter.Head) throws(CordonError) {
    for output in outputs { try output.writer.begin(head, to: &output.buffer) }
  }

  func add(_ file: ScannedFile) throws(CordonError) {
    for output in outputs { try output.writer.add(file, to: &output.buffer) }
  }

  func end(_ report: ScanReport, exitCode: Int32) throws(CordonError) {
    for output in outputs {
      try output.writer.end(report, exitCode: exitCode, to: &output.buffer)
      try output.buffer.finish()
      try output.file?.commit()
    }
  }
}
