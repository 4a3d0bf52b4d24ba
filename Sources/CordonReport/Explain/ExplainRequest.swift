package import CordonModel

/// What is to be explained, with everything the explanation may rest on.
package struct ExplainRequest: Sendable {
  /// The result: the one that was kept, or a saved one.
  package var report: CheckReport
  /// Where it was read from.
  package var file: String
  /// The time that ages are measured at.
  package var now: Timestamp
  /// The advisories that are loaded now, by id; possibly in another revision than the result was made with.
  package var packs: [String: Pack]
  /// Of what.
  package var subject: Subject

  /// An advisory and the file it came from.
  package struct Pack: Sendable {
    /// The advisory, in the revision that is loaded.
    package var advisory: Advisory
    /// The file, as it was found.
    package var file: String

    package init(advisory: Advisory, file: String) {
      self.advisory = advisory
      self.file = file
    }
  }

  /// What a person asks about.
  package enum Subject: Sendable, Hashable {
    /// Every advisory of the result, each in a line.
    case everything
    /// One advisory of the result, by id.
    case advisory(String)
    /// One finding (`F-…`) of an advisory of the result.
    case finding(String, advisory: String)
  }

  package init(
    report: CheckReport, file: String, now: Timestamp, packs: [String: Pack] = [:], subject: Subject = .everything
  ) {
    self.report = report
    self.file = file
    self.now = now
    self.packs = packs
    self.subject = subject
  }
}
