import CordonTestSupport
import Foundation

/// The `yara` command line of this machine: the oracle for rules.
enum YaraProgram {
  static let isThere: Bool = OracleProgram.exists("yara")

  /// The names of the rules that match a file, with the external variables as the scan sets them; `nil` when a rule
  /// cannot be compiled, or only with a warning.
  static func hits(_ rules: String, _ file: String) -> Set<String>? {
    let name: String = (file as NSString).lastPathComponent
    let dot: String.Index? = name.dropFirst().lastIndex(of: ".")
    return run(rules, file, name: name, suffix: dot.map { name[$0...].lowercased() } ?? "")
  }

  private static func run(_ rules: String, _ target: String, name: String, suffix: String) -> Set<String>? {
    let externals: [(String, String)] = [
      ("filename", name), ("filepath", target), ("extension", suffix), ("filetype", ""), ("owner", ""), ("md5", ""),
      ("id", ""),
    ]
    var command: [String] = ["yara", "--fail-on-warnings", "--no-follow-symlinks"]
    for (key, value) in externals { command += ["-d", key + "=" + value] }
    guard let lines = OracleProgram.lines(command + [rules, target], home: NSTemporaryDirectory()) else { return nil }
    return Set(lines.map { String($0.prefix { $0 != " " }) })
  }
}
