internal import Foundation

/// A program that runs while a test looks at it, and ends with it. It says when it is ready, so that nobody has to wait for a
/// time: its first line on standard output, and it ends when its standard input does.
package final class RunningProgram {
  /// A script that does this in a shell.
  package static let waits = "echo ready; read line"

  /// The file that was started.
  package let path: String
  package let pid: Int32
  private let process = Process()
  private let input = Pipe()
  private let folder: FixtureTree?

  /// Starts a copy of a program under another name, as `NAME -c SCRIPT`.
  ///
  /// - Parameter name: may have folders in front.
  package convenience init(named name: String, copyOf program: String, script: String) throws {
    let folder = try FixtureTree()
    try self.init(copy: name, of: program, in: folder, ["-c", script])
  }

  /// Starts a copy of a program under another name in a folder.
  package init(copy name: String, of program: String, in folder: FixtureTree, _ arguments: [String]) throws {
    let source: URL = URL(fileURLWithPath: program).resolvingSymlinksInPath()
    try folder.write(name, bytes: Array(try Data(contentsOf: source)))
    try folder.setMode(name, 0o755)
    path = folder.path(name)
    self.folder = folder
    pid = try RunningProgram.start(process, path, arguments, input)
  }

  /// Starts a program.
  package init(_ program: String, _ arguments: [String]) throws {
    path = program
    folder = nil
    pid = try RunningProgram.start(process, program, arguments, input)
  }

  deinit { end() }

  /// Ends it and waits until it has.
  package func end() {
    guard process.isRunning else { return }
    input.fileHandleForWriting.closeFile()
    process.waitUntilExit()
  }

  private static func start(_ process: Process, _ path: String, _ arguments: [String], _ input: Pipe) throws -> Int32 {
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = input
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    // The first bytes, or the end when it failed.
    _ = output.fileHandleForReading.availableData
    return process.processIdentifier
  }
}
