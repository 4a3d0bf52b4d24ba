package import Foundation

/// A program that knows the answer, run for a test.
package enum OracleProgram {
  /// What a command writes to standard output, or `nil` when it is not there or fails.
  ///
  /// - Parameters:
  ///   - folder: where it runs.
  ///   - environment: variables on top of the test's own.
  package static func output(
    _ command: String..., folder: String? = nil, environment: [String: String] = [:]
  ) -> String? {
    let all: [String: String] = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    return run(command, folder: folder, environment: all).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What a command writes, or `nil`: the same for a program of the system that shall see nothing of the user's settings.
  ///
  /// - Parameter home: a folder in which the program may leave what it likes.
  package static func output(_ command: [String], home: String) -> Data? {
    run(command, folder: home, environment: ["HOME": home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
  }

  /// The sorted lines that such a program writes; `nil` when it is not there or fails.
  package static func lines(_ command: [String], home: String) -> [String]? {
    output(command, home: home).map {
      String(decoding: $0, as: UTF8.self).split(separator: "\n").map(String.init).sorted()
    }
  }

  /// Whether there is a program of this name.
  package static func exists(_ name: String) -> Bool { output("sh", "-c", "command -v \"$0\"", name) != nil }

  /// The first of these programs that is among the system's own.
  package static func first(_ names: String...) -> String? {
    names.first { FileManager.default.isExecutableFile(atPath: "/usr/bin/" + $0) }
  }

  private static func run(_ command: [String], folder: String?, environment: [String: String]) -> Data? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.environment = environment
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return nil }
    let data: Data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? data : nil
  }
}
