internal import Foundation

/// Runs the program that owns a database, to hear what it says of it.
enum OracleProgram {
  /// The first of these programs that is on this machine.
  static func first(_ names: String...) -> String? {
    names.first { FileManager.default.isExecutableFile(atPath: "/usr/bin/" + $0) }
  }

  /// What it writes to standard output, or `nil` when it is not there or fails.
  ///
  /// - Parameter home: a folder in which the program may leave what it likes.
  static func output(_ command: [String], home: String) -> Data? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.environment = ["HOME": home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
    process.currentDirectoryURL = URL(fileURLWithPath: home)
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return nil }
    let data: Data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? data : nil
  }

  /// Its lines, sorted.
  static func lines(_ command: [String], home: String) -> [String]? {
    output(command, home: home).map {
      String(decoding: $0, as: UTF8.self).split(separator: "\n").map(String.init).sorted()
    }
  }
}
