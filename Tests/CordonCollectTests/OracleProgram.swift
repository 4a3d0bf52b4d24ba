internal import Foundation

/// A program that knows the answer, run for a test.
enum OracleProgram {
  /// What a command writes to standard output, or `nil` when it is not there or fails.
  ///
  /// - Parameters:
  ///   - folder: where it runs.
  ///   - environment: variables on top of the test's own.
  static func output(
    _ command: String..., folder: String? = nil, environment: [String: String] = [:]
  ) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return nil }
    let data: Data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }

  /// Whether there is a program of this name.
  static func exists(_ name: String) -> Bool { output("sh", "-c", "command -v \"$0\"", name) != nil }
}
