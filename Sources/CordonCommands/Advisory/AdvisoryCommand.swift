internal import ArgumentParser

/// `cordon advisory`: what is known, and the tools to write it down.
struct AdvisoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advisory",
    abstract: "List, show, lint, test and compare advisories.",
    discussion: """
      Examples:
        cordon advisory list                 what is loaded
        cordon advisory show xz-2024         one case, and where it came from
        cordon advisory lint my-case.yaml    what is wrong, and what is right
        cordon advisory test my-case.yaml    runs the cases the file carries
        cordon advisory diff old.yaml new.yaml

      Advisories are found in the installation, in /etc/cordon/advisories, in
      ~/.config/cordon/advisories, and by --advisory FILE. The highest revision
      of an id is in force; at the same revision the later place wins.
      """,
    subcommands: [
      ListAdvisoriesCommand.self, ShowAdvisoryCommand.self, LintAdvisoryCommand.self, TestAdvisoryCommand.self,
      DiffAdvisoriesCommand.self,
    ])
}
