import Foundation
import Testing

/// The program as a user starts it: the built executable, in a process of its own.
enum CordonProgram {
  struct Outcome {
    var output: String
    var errors: String
    var code: Int32

    /// Standard output as a JSON object.
    func json() throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    }

    /// The verdict of one advisory in the JSON of a check.
    func verdict(of advisory: String) throws -> String {
      let advisories: [[String: Any]] = try #require(try json()["advisories"] as? [[String: Any]])
      let found: [String: Any]? = advisories.first { ($0["id"] as? String) == advisory }
      return try #require(found?["verdict"] as? String, "no answer for \(advisory)")
    }

    /// The matches of one advisory in the JSON of a check.
    func matches(of advisory: String) throws -> [[String: Any]] {
      let advisories: [[String: Any]] = try #require(try json()["advisories"] as? [[String: Any]])
      let found: [String: Any]? = advisories.first { ($0["id"] as? String) == advisory }
      return try #require(found?["matches"] as? [[String: Any]])
    }
  }

  /// The executable that was built beside these tests.
  static let executable: URL = {
    let runner: String = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: runner).deletingLastPathComponent().appendingPathComponent("cordon")
  }()

  /// Runs the program and waits for its end.
  ///
  /// - Parameter environment: the whole environment, so that nothing of the developer's leaks in.
  static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = ["HOME": "/nonexistent", "PATH": "/usr/bin:/bin", "CORDON_NO_SAVE": "1"]
      .merging(environment) { $1 }
    let folder: URL = FileManager.default.temporaryDirectory
      .appendingPathComponent("cordon-run-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let names: [URL] = ["in", "out", "err"].map(folder.appendingPathComponent)
    try Data(input.utf8).write(to: names[0])
    for name in names.dropFirst() { try Data().write(to: name) }
    process.standardInput = try FileHandle(forReadingFrom: names[0])
    process.standardOutput = try FileHandle(forWritingTo: names[1])
    process.standardError = try FileHandle(forWritingTo: names[2])
    try process.run()
    process.waitUntilExit()
    return Outcome(
      output: String(decoding: try Data(contentsOf: names[1]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: names[2]), as: UTF8.self), code: process.terminationStatus)
  }
}
