package import CordonCollect
package import CordonModel

/// What one run of `check` is asked to do.
package struct CheckRequest: Sendable {
  /// What to look at.
  package var target: CollectionRequest
  /// Which advisories to ask about.
  package var selection: Selection
  /// How thoroughly.
  package var depth: CheckDepth
  /// How files are read.
  package var scan: FileScanOptions
  /// What a quick check reads at most.
  package var quickLook = QuickLookLimits()
  /// Logs that a person named, looked through for contacts.
  package var logs: [NamedLog]
  /// Whether the evidence of this run is kept as a case.
  package var keepsCase: Bool = false
  /// Folders that nobody looks into.
  package var excluded: [String]

  package enum Selection: Sendable, Hashable {
    /// Everything in force that the target's kind can answer.
    case all
    /// Ids or aliases (`xz-2024`, `CVE-2024-3094`).
    case named([String])
    /// Those that came from files named on the command line.
    case files
  }

  package init(
    target: CollectionRequest, selection: Selection, depth: CheckDepth = .quick,
    scan: FileScanOptions = FileScanOptions(), logs: [NamedLog] = [], excluded: [String] = []
  ) {
    self.target = target
    self.selection = selection
    self.depth = depth
    self.scan = scan
    self.logs = logs
    self.excluded = excluded
  }
}
