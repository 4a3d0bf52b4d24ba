package import Foundation
internal import Glibc

/// A temporary folder that a test fills; it goes with the last reference to it.
package final class FixtureTree {
  /// Absolute, without links.
  package let path: String

  /// - Throws: when the temporary folder cannot be made.
  package init() throws {
    let parent: URL = URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath()
    let folder: URL = parent.appendingPathComponent("cordon-fixture-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      // Folders deeper than PATH_MAX or without permission: rm goes down step by step.
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", "chmod -R u+rwx \"$1\" 2>/dev/null; rm -rf \"$1\"", "sh", path]
      do { try process.run() } catch { return }
      process.waitUntilExit()
    }
  }

  /// The absolute path of something inside.
  package func path(_ relative: String) -> String { relative.isEmpty ? path : path + "/" + relative }

  /// Makes a folder and those above it.
  package func folder(_ relative: String) throws {
    try FileManager.default.createDirectory(atPath: path(relative), withIntermediateDirectories: true)
  }

  /// The folder of a relative path. NSString's own answer is a trap for a name of one letter (Foundation on Linux).
  private static func parent(of relative: String) -> String {
    relative.lastIndex(of: "/").map { String(relative[..<$0]) } ?? ""
  }

  /// Writes a file and makes the folders above it.
  package func write(_ relative: String, _ text: String) throws { try write(relative, bytes: Array(text.utf8)) }

  package func write(_ relative: String, bytes: [UInt8]) throws {
    try folder(FixtureTree.parent(of: relative))
    try Data(bytes).write(to: URL(fileURLWithPath: path(relative)))
  }

  /// Makes a symbolic link with exactly this target.
  package func link(_ relative: String, to target: String) throws {
    try folder(FixtureTree.parent(of: relative))
    try FileManager.default.createSymbolicLink(atPath: path(relative), withDestinationPath: target)
  }

  /// Makes a FIFO: reading it blocks for ever, unless one asks not to.
  package func fifo(_ relative: String) throws {
    try folder(FixtureTree.parent(of: relative))
    guard mkfifo(path(relative), 0o644) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  /// Makes what an overlay file system leaves in a layer for something that was removed; since Linux 5.8 anyone may.
  package func whiteout(_ relative: String) throws {
    try folder(FixtureTree.parent(of: relative))
    guard mknod(path(relative), S_IFCHR, 0) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  /// Makes a file of this size without writing it: it reads as NUL bytes.
  package func sparse(_ relative: String, size: Int) throws {
    try write(relative, "")
    guard truncate(path(relative), size) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  /// The content of a file.
  package func bytes(_ relative: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path(relative))))
  }

  /// The names in a folder, sorted.
  package func names(_ relative: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(relative)).sorted()
  }

  package func remove(_ relative: String) throws { try FileManager.default.removeItem(atPath: path(relative)) }

  package func setMode(_ relative: String, _ mode: mode_t) throws {
    guard chmod(path(relative), mode) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  /// Makes a file that was written a program that can be run.
  ///
  /// What this process had open for writing may be busy for a while in a child of another test, and a busy file cannot be
  /// run. So another program makes the last copy.
  package func makeProgram(_ relative: String) throws {
    let draft: String = relative + ".draft"
    try FileManager.default.moveItem(atPath: path(relative), toPath: path(draft))
    let copied: String? = OracleProgram.output("cp", path(draft), path(relative))
    try remove(draft)
    guard copied != nil else { throw CocoaError(.fileWriteUnknown) }
    try setMode(relative, 0o755)
  }

  /// Sets the time of the last change, in seconds since the epoch.
  package func setModified(_ relative: String, _ seconds: Int) throws {
    let times: [timeval] = Array(repeating: timeval(tv_sec: seconds, tv_usec: 0), count: 2)
    guard utimes(path(relative), times) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  /// Makes `levels` folders of the same name inside each other and a file in the innermost, without ever naming the
  /// whole path, which may be longer than the system takes at once.
  package func deepFile(_ name: String, levels: Int, file: String, _ text: String) throws {
    var current: Int32 = open(path, O_RDONLY | O_DIRECTORY)
    defer { close(current) }
    for _ in 0..<levels {
      guard mkdirat(current, name, 0o755) == 0 else { throw CocoaError(.fileWriteUnknown) }
      let next: Int32 = openat(current, name, O_RDONLY | O_DIRECTORY)
      guard next >= 0 else { throw CocoaError(.fileWriteUnknown) }
      close(current)
      current = next
    }
    if let slash = file.firstIndex(of: "/") {
      let folder: String = String(file[..<slash])
      guard mkdirat(current, folder, 0o755) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
    let descriptor: Int32 = openat(current, file, O_WRONLY | O_CREAT, 0o644)
    guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
    let bytes: [UInt8] = Array(text.utf8)
    let count: Int = Glibc.write(descriptor, bytes, bytes.count)
    close(descriptor)
    guard count == bytes.count else { throw CocoaError(.fileWriteUnknown) }
  }
}
