import Foundation
import Testing

@Suite("broken standard streams and hostile arguments, end to end")
struct BrokenStreamTests {
  /// Runs the program through a shell, which can close and redirect streams.
  private func shell(_ command: String) throws -> (errors: String, code: Int32) {
    let process = Process()
    let errors = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "\"$0\" " + command, CordonProgram.executable.path]
    process.standardError = errors
    try process.run()
    let bytes: Data = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: bytes, as: UTF8.self), process.terminationStatus)
  }

  @Test(
    "an answer that could not be written is an error, never exit code 0",
    arguments: [
      "versions compare dpkg 1 2 > /dev/full", "versions compare dpkg 1 2 >&-", "--help > /dev/full",
      "check xz-2024 --path /bin -o json > /dev/full",
    ])
  func output(_ command: String) throws {
    let outcome: (errors: String, code: Int32) = try shell(command)
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("standard output: The result could not be written"))
  }

  @Test("input that cannot be read is an error", arguments: ["< /", "<&-"])
  func input(_ redirection: String) throws {
    let outcome: (errors: String, code: Int32) = try shell("versions compare - " + redirection)
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("standard input: The lines to answer could not be read"))
  }

  @Test(
    "what a message repeats of the command line cannot act on a terminal",
    arguments: [
      ["check", "\u{1B}[2J\u{202E}x"], ["check", "--\u{1B}[31mx"], ["\u{9B}31mx"],
      ["check", "--root", "/nonexistent\u{202E}"], ["check", "--lang", "\u{1B}[31m"],
      ["versions", "match", "a\u{202E}\u{9B}b c d", "1"],
    ])
  func arguments(_ arguments: [String]) throws {
    let outcome = try CordonProgram.run(arguments)
    #expect([64, 65].contains(outcome.code))
    let unsafe: [Unicode.Scalar] = outcome.errors.unicodeScalars.filter {
      ($0.value < 0x20 && $0 != "\n") || (0x7F..<0xA0).contains($0.value) || $0 == "\u{202E}"
    }
    #expect(unsafe.isEmpty)
    #expect(outcome.errors.contains("\\u{"))
  }
}
