package import CordonModel

/// The exceptions of a run, and what is wrong with the files they stand in.
package struct LoadedExceptions: Sendable {
  /// In the order of their rank: the current folder's, the user's, the machine's.
  package var exceptions: [FindingException]
  /// Rows and files that set nothing aside.
  package var problems: [CheckReport.Problem]

  package init(exceptions: [FindingException] = [], problems: [CheckReport.Problem] = []) {
    self.exceptions = exceptions
    self.problems = problems
  }

  /// No exceptions: `--no-exceptions`.
  package static let none = LoadedExceptions()

  mutating func refuse(_ file: String, _ message: String) {
    problems.append(CheckReport.Problem(location: .init(file: file), message: message, subject: .exceptions))
  }
}
