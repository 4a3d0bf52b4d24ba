internal import ArgumentParser

/// An option that may also be set in the environment.
struct EnvironmentOption {
  /// Without dashes: `fail-on` is set by `CORDON_FAIL_ON`.
  var name: String
  /// Further spellings on the command line, such as `-o`.
  var short: String?
  /// A flag takes no value: it is on when its variable is `1`, `true` or `yes`.
  var isFlag: Bool = false

  var variable: String { "CORDON_" + name.uppercased().replacing("-", with: "_") }
}

/// A command whose options may be set in the environment.
protocol EnvironmentConfigurable {
  static var environmentOptions: [EnvironmentOption] { get }
}

/// Puts options from the environment into the command line. What the command line says wins.
enum EnvironmentArguments {
  static func expand(_ arguments: [String], environment: [String: String]) -> [String] {
    var command: any ParsableCommand.Type = CordonCommand.self
    var depth: Int = 0
    while depth < arguments.count,
      let next = command.configuration.subcommands.first(where: { $0._commandName == arguments[depth] })
    {
      command = next
      depth += 1
    }
    guard let configurable = command as? any EnvironmentConfigurable.Type else { return arguments }
    let given: ArraySlice<String> = arguments[depth...].prefix { $0 != "--" }
    var inserted: [String] = []
    for option in configurable.environmentOptions {
      guard let value = environment[option.variable], !value.isEmpty, !isGiven(option, in: given) else { continue }
      if !option.isFlag {
        inserted += ["--" + option.name, value]
      } else if ["1", "true", "yes"].contains(value.lowercased()) {
        inserted.append("--" + option.name)
      }
    }
    return arguments[..<depth] + inserted + arguments[depth...]
  }

  private static func isGiven(_ option: EnvironmentOption, in arguments: ArraySlice<String>) -> Bool {
    arguments.contains { argument in
      argument == "--" + option.name || argument.hasPrefix("--" + option.name + "=")
        || (option.short.map { argument.hasPrefix("-" + $0) && !argument.hasPrefix("--") } ?? false)
    }
  }
}
