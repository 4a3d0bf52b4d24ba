import CordonInspect
import CordonTestSupport
import Foundation
import Testing

@Suite("The confinement of a worker")
struct ConfinementTests {
  @Test("A confined process opens, connects, starts and touches nothing")
  func selfTest() throws {
    let (status, output): (Int32, String) = try run(["--self-test"])
    let lines: [Substring] = output.split(separator: "\n")
    for attempt in [
      "open", "socket", "connect", "fork", "execute", "trace", "kill", "map-code", "write", "raise-limits",
    ] {
      #expect(lines.contains("\(attempt)\trefused"))
    }
    for name in ["no-new-privileges", "unprivileged", "resource-limits", "system-calls"] {
      #expect(lines.contains("\(name)\tin force"))
    }
    #expect(status == 0)
  }

  @Test("Started by hand it says what it is in one line", arguments: [[], ["--help"], ["file"]])
  func byHand(arguments: [String]) throws {
    let (status, output): (Int32, String) = try run(arguments)
    #expect(status == 64)
    #expect(output.split(separator: "\n").count == 1)
    #expect(output.contains("cordon"))
  }

  private func run(_ arguments: [String]) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: BuiltProgram.path("cordon-worker"))
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    (process.standardOutput, process.standardError) = (pipe, pipe)
    try process.run()
    let data: Data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
