internal import ArgumentParser
internal import CordonModel
internal import CordonReport
internal import Foundation

/// Runs the command line and turns every outcome into an exit code.
package enum CordonMain {
  /// Runs with this process's arguments and environment; never returns.
  package static func runAndExit() -> Never {
    StandardStreams.occupyClosed()
    Foundation.exit(run(arguments: Array(CommandLine.arguments.dropFirst())))
  }

  /// Runs one command line.
  ///
  /// - Returns: The exit code of DESIGN.md section 4.
  package static func run(
    arguments: [String], environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> Int32 {
    let expanded: [String] = EnvironmentArguments.expand(arguments, environment: environment)
    do {
      var command: any ParsableCommand = try CordonCommand.parseAsRoot(expanded)
      try command.run()
      return 0
    } catch let error as CordonError {
      StandardStreams.writeError(inert("cordon: \(error)") + "\n")
      return error.code.exitCode
    } catch let exit as ExitCode {
      return exit.rawValue
    } catch {
      let code: Int32 = CordonCommand.exitCode(for: error).rawValue
      let message: String = CordonCommand.fullMessage(for: error)
      if code == 0 {
        return printed(message)
      }
      StandardStreams.writeError(inert(message) + "\n")
      return code
    }
  }

  private static func printed(_ message: String) -> Int32 {
    do throws(CordonError) {
      try StandardStreams.writeOutput(message + "\n")
      return 0
    } catch {
      StandardStreams.writeError("cordon: \(error)\n")
      return error.code.exitCode
    }
  }

  /// Arguments and environment are repeated in messages, and a script may have built them from other data.
  private static func inert(_ message: String) -> String {
    message.split(separator: "\n", omittingEmptySubsequences: false).map { InertText(String($0)).text }
      .joined(separator: "\n")
  }
}

extension CordonError.Code {
  /// The exit code of an error (DESIGN.md section 4).
  var exitCode: Int32 {
    switch self {
    case .usage: 64
    case .badInput, .notFound: 65
    case .busy: 75
    case .notPermitted: 77
    case .configuration: 78
    case .interrupted: 130
    default: 1
    }
  }
}
