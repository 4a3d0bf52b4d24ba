import CordonTestSupport
import Foundation
import Testing

@Suite("Shell completion")
struct CompletionTests {
  /// What bash offers for a command line whose last word is being typed.
  private func offered(_ words: [String]) throws -> [String] {
    let script: FixtureTree = try FixtureTree()
    try script.write("cordon.bash", try CordonProgram.run(["completion", "bash"]).output)
    let program: String = """
      PATH="$1:$PATH"; source "$2"; shift 2
      complete -p cordon > /dev/null || exit 1
      COMP_WORDS=(cordon "$@"); COMP_CWORD=$#; COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
      _cordon cordon "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let folder: String = CordonProgram.executable.deletingLastPathComponent().path
    let outcome = try run("bash", ["-c", program, "bash", folder, script.path("cordon.bash")] + words)
    #expect(outcome.code == 0, "\(outcome.text)")
    return outcome.text.split(separator: "\n").map(String.init)
  }

  private func run(_ name: String, _ arguments: [String]) throws -> (text: String, code: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.environment = ["HOME": "/nonexistent", "PATH": "/usr/bin:/bin"]
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let text: Data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: text, as: UTF8.self), process.terminationStatus)
  }

  @Test("commands, options, values and advisory ids complete in bash")
  func bash() throws {
    #expect(try offered(["chec"]) == ["check"])
    #expect(try offered(["check", "xz"]) == ["xz-2024"])
    #expect(try offered(["check", "--fail-o"]) == ["--fail-on"])
    #expect(try offered(["check", "--fail-on", "a"]) == ["affected"])
    #expect(try offered(["advisory", "show", "3cx"]) == ["3cx-2023"])
    #expect(try offered(["check", "$(touch"]).isEmpty)
  }

  @Test("every shell has a script, and the shell reads it where it is installed", arguments: ["bash", "zsh", "fish"])
  func everyShell(shell: String) throws {
    let outcome = try CordonProgram.run(["completion", shell])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("cordon") && outcome.output.hasSuffix("\n"))
    let isInstalled: Bool = try run("sh", ["-c", "command -v \(shell)"]).code == 0
    guard isInstalled else {
      print("\(shell) is missing: its completion script is not held against it")
      return
    }
    let tree = try FixtureTree()
    try tree.write("script", outcome.output)
    #expect(try run(shell, ["-n", tree.path("script")]).text.isEmpty)
  }

  @Test("another shell is a usage error that names these")
  func unknownShell() throws {
    let outcome = try CordonProgram.run(["completion", "csh"])
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains("bash") && outcome.errors.contains("fish"))
  }
}
