internal import ArgumentParser
internal import CordonModel

/// `cordon completion`: the script that lets a shell complete commands, options and advisory ids.
struct CompletionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completion",
    abstract: "Print the completion script of a shell.",
    discussion: """
      `make install` puts these scripts where the shells look for them.

      Examples:
        source <(cordon completion bash)
        cordon completion zsh > ~/.zsh/functions/_cordon
        cordon completion fish > ~/.config/fish/completions/cordon.fish
      """)

  @Argument(help: "The shell.")
  var shell: Shell

  /// The shells that can be served. The raw value is what the command line takes.
  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish
  }

  func run() throws {
    let script: String =
      switch shell {
      case .bash: CordonCommand.completionScript(for: .bash)
      case .zsh: CordonCommand.completionScript(for: .zsh)
      case .fish: CordonCommand.completionScript(for: .fish)
      }
    try StandardStreams.writeOutput(script.hasSuffix("\n") ? script : script + "\n")
  }
}
