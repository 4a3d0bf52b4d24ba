internal import ArgumentParser
internal import CordonModel
internal import Foundation

/// Runs the command line and turns every outcome into an exit code.
package enum CordonMain {
  /// Runs with this process's arguments and environment; never returns.
  package static func runAndExit() -> Never {
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
      StandardStreams.writeError("cordon: \(error)\n")
      return error.code.exitCode
    } catch let exit as ExitCode {
      return exit.rawValue
    } catch {
      let code: Int32 = CordonCommand.exitCode(for: error).rawValue
      let message: String = CordonCommand.fullMessage(for: error)
      if code == 0 { StandardStreams.writeOutput(message + "\n") } else { StandardStreams.writeError(message + "\n") }
      return code
    }
  }
}

extension CordonError.Code {
  /// The exit code of an error (DESIGN.md section 4).
  var exitCode: Int32 {
    switch self {
    case .usage: 64
    case .badInput, .notFound: 65
    case .notPermitted: 77
    case .configuration: 78
    case .interrupted: 130
    default: 1
    }
  }
}
