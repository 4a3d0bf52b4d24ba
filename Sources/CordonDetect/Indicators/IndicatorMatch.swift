package import CordonModel

/// An indicator that speaks of an observable, with the advisory it stands in.
package struct IndicatorMatch: Sendable, Hashable {
  /// The revision the indicator stands in.
  package var advisory: AdvisoryReference
  /// The indicator that matched.
  package var indicator: Indicator

  /// The row of the advisory.
  package enum Indicator: Sendable, Hashable {
    case file(FileIndicator)
    case network(NetworkIndicator)
  }

  /// What the match says of the target that holds or contacted the observable, or `nil` when it is listed to be
  /// recognised and left alone: a legitimate or clean file, a name that is not to be reported.
  ///
  /// A malicious, trojanised or affected file is `affected`. A suspicious file is `suspected`, and so is every
  /// contact: a look-up alone proves no execution.
  package var verdict: Verdict? {
    switch indicator {
    case .file(let file):
      switch file.verdict {
      case .malicious, .trojanised, .affectedBuild: .affected
      case .suspicious: .suspected
      case .legitimate, .clean: nil
      }
    case .network(let network): network.match ? .suspected : nil
    }
  }

  /// What the thing is or does, as the advisory has it.
  package var role: String {
    switch indicator {
    case .file(let file): file.role
    case .network(let network): network.role
    }
  }
}
