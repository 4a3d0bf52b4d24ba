internal import CordonModel

@testable internal import CordonReport

/// What a writer passed on, piece by piece.
final class Collected {
  var bytes: [UInt8] = []

  static func bytes(_ write: (inout ResultOutput) throws(CordonError) -> Void) throws(CordonError) -> [UInt8] {
    let collected = Collected()
    var output = ResultOutput(limit: 512) { (piece) throws(CordonError) in collected.bytes += piece }
    try write(&output)
    try output.finish()
    return collected.bytes
  }

  static func text(_ write: (inout ResultOutput) throws(CordonError) -> Void) throws(CordonError) -> String {
    String(decoding: try bytes(write), as: UTF8.self)
  }
}

extension CheckReport {
  /// The report in a format, as the command writes it.
  func rendered(as format: OutputFormat, language: Language = .english) throws(CordonError) -> [UInt8] {
    try Collected.bytes { (output) throws(CordonError) in
      try CheckRenderer.write(
        self, as: format, options: TextOptions(language: language), failOn: .unknown, to: &output)
    }
  }
}
