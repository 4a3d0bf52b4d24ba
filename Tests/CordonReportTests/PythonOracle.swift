internal import CordonTestSupport
internal import Foundation

/// Python as a second opinion: its parsers read what was written. Tests that need a module skip, and say so, without it.
enum PythonOracle {
  static let hasJSONSchema: Bool = has("jsonschema")
  static let hasJUnitParser: Bool = has("junitparser")
  static let hasPython: Bool = has("json")

  static func has(_ module: String) -> Bool { run("import \(module)", []).status == 0 }

  /// Runs a program text; `arguments` stand in `sys.argv[1:]`.
  static func run(_ program: String, _ arguments: [String]) -> (status: Int32, output: String) {
    let process: Process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-W", "ignore", "-c", program] + arguments
    let pipe: Pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return (127, "python3 is missing") }
    let output: Data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// Writes the contents into files that are gone afterwards, and gives their paths to `body`.
  static func withFiles<Answer>(_ contents: [[UInt8]], _ body: ([String]) throws -> Answer) throws -> Answer {
    let folder: URL = FileManager.default.temporaryDirectory.appendingPathComponent("cordon-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var paths: [String] = []
    for (index, bytes) in contents.enumerated() {
      let file: URL = folder.appendingPathComponent(String(index))
      try Data(bytes).write(to: file)
      paths.append(file.path)
    }
    return try body(paths)
  }
}
