internal import Foundation
internal import Glibc

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
  /// Of a program that lies in memory; -1 for others.
  private var memory: Int32 = -1

  /// Starts a copy of a program under another name, as `NAME -c SCRIPT`.
  ///
  /// - Parameter name: may have folders in front.
  package convenience init(named name: String, copyOf program: String, script: String) throws {
    let folder = try FixtureTree()
    try self.init(copy: name, of: program, in: folder, ["-c", script])
  }

  /// Starts a copy of a program under another name in a folder.
  ///
  /// - Parameter ending: bytes behind the copy's own, which make it a file that is nowhere else.
  package init(
    copy name: String, of program: String, in folder: FixtureTree, _ arguments: [String], ending: [UInt8] = []
  ) throws {
    try RunningProgram.copy(program, to: name, in: folder, ending: ending)
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

  /// Starts a copy of a program that lies in memory and has no name on disk, as `NAME -c SCRIPT`.
  package init(inMemoryCopyOf program: String, script: String, ending: [UInt8] = []) throws {
    let bytes: [UInt8] = Array(try Data(contentsOf: URL(fileURLWithPath: program).resolvingSymlinksInPath())) + ending
    folder = nil
    memory = try RunningProgram.memoryFile(bytes)
    // The path is that of our own descriptor: the program has another set of them.
    path = "/proc/\(getpid())/fd/\(memory)"
    pid = try RunningProgram.start(process, path, ["-c", script], input)
  }

  /// Copies a program into a folder.
  package static func copy(
    _ program: String, to name: String, in folder: FixtureTree, ending: [UInt8] = []
  ) throws {
    let source: URL = URL(fileURLWithPath: program).resolvingSymlinksInPath()
    try folder.write(name, bytes: Array(try Data(contentsOf: source)) + ending)
    try folder.makeProgram(name)
  }

  private static func memoryFile(_ bytes: [UInt8]) throws -> Int32 {
    typealias Create = @convention(c) (UnsafePointer<CChar>, UInt32) -> Int32
    // Not among what Swift imports of the C library.
    guard let symbol = dlsym(nil, "memfd_create") else { throw CocoaError(.featureUnsupported) }
    let create: Create = unsafeBitCast(symbol, to: Create.self)
    let file: Int32 = create("program", 1)
    guard file >= 0 else { throw CocoaError(.fileWriteUnknown) }
    var done: Int = 0
    while done < bytes.count {
      let rest: ArraySlice<UInt8> = bytes[done...]
      let count: Int = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      guard count > 0 else {
        close(file)
        throw CocoaError(.fileWriteUnknown)
      }
      done += count
    }
    return file
  }

  deinit {
    end()
    if memory >= 0 { close(memory) }
  }

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
    // Or a program that another test starts at this moment keeps them open as long as it runs.
    for end in [input.fileHandleForReading, input.fileHandleForWriting, output.fileHandleForWriting] {
      _ = fcntl(end.fileDescriptor, F_SETFD, FD_CLOEXEC)
    }
    try process.run()
    // The first bytes, or the end when it failed.
    _ = output.fileHandleForReading.availableData
    return process.processIdentifier
  }
}
