internal import ArgumentParser
internal import CordonOperations

/// The root: what `cordon` without arguments shows.
struct CordonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cordon",
    abstract: "Is one of your machines affected by compromised software, are you protected, how do you know?",
    discussion: """
      Examples:
        cordon check                       is this machine affected by any case?
        cordon check xz-2024 --root /mnt   is the mounted system affected?
        cordon check --path ~/project      is anything in this folder affected?
        cordon scan ~/Downloads            is any of these files known to be bad?
        cordon explain xz-2024             why the last check answered so
        cordon inventory -o cyclonedx      what software is on this machine?
        cordon inventory --diff old.json   what changed since then?
        cordon quarantine FILE             take it away, with a way back
        cordon advisory show 3cx-2023      what is known about a case
        cordon verify case-17              is this evidence genuine?
        cordon report case-17 -o md        what the evidence says

      Exit codes of check and scan:
        0 not affected, 10 affected, 11 suspected, 12 unknown.
      Errors:
        1 runtime, 64 usage, 65 bad input, 75 try again later, 77 not permitted,
        78 configuration, 130 interrupted.

      Every option can be set in the environment: --fail-on as CORDON_FAIL_ON.
      """,
    version: "cordon \(ToolVersion.current)",
    subcommands: [
      CheckCommand.self, ScanCommand.self, ExplainCommand.self, InventoryCommand.self, ConvertCommand.self,
      QuarantineCommand.self, RestoreCommand.self, RemoveCommand.self, VaultCommand.self, IsolateCommand.self,
      ReleaseCommand.self, VerifyCommand.self, ReportCommand.self, AdvisoryCommand.self, VersionsCommand.self,
      CompletionCommand.self,
    ])
}
