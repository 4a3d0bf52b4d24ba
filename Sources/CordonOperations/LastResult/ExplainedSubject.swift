package import CordonModel
package import CordonReport

/// What a person means by the word after `cordon explain`.
package enum ExplainedSubject {
  /// Finds the advisory or finding in a result: the id or alias of an advisory, or a finding's name (`F-…`).
  ///
  /// - Parameter library: the advisories that are loaded, for aliases; empty when they cannot be loaded.
  /// - Throws: ``CordonError`` `not-found` with the nearest names, or with what to do when the advisory was not asked.
  package static func find(
    _ name: String, in report: CheckReport, _ library: AdvisoryLibrary
  ) throws(CordonError) -> ExplainRequest.Subject {
    let wanted: String = name.lowercased()
    if wanted.hasPrefix("f-") {
      if let subject = finding(wanted, in: report) { return subject }
      throw CordonError(
        .notFound,
        "There is no finding “\(name.prefix(40))” in this result. `cordon explain ADVISORY` names the findings of one.")
    }
    let ids: [String] = report.results.map(\.assessment.advisory.id)
    if ids.contains(wanted) { return .advisory(wanted) }
    // Ids of a saved result may be written in any way.
    if ids.contains(name) { return .advisory(name) }
    let loaded: String? = library.entries.first { entry in
      entry.advisory.id == wanted || entry.advisory.aliases.contains { $0.lowercased() == wanted }
    }?.advisory.id
    if let loaded, ids.contains(loaded) { return .advisory(loaded) }
    throw missing(name, loaded ?? wanted, isLoaded: loaded != nil, report)
  }

  private static func finding(_ wanted: String, in report: CheckReport) -> ExplainRequest.Subject? {
    for result in report.results {
      let id: String = result.assessment.advisory.id
      if FindingID(advisory: id).text.lowercased() == wanted { return .advisory(id) }
      for match in result.assessment.matches {
        let text: String = FindingID(advisory: id, match: match).text
        if text.lowercased() == wanted { return .finding(text, advisory: id) }
      }
    }
    return nil
  }

  private static func missing(_ name: String, _ id: String, isLoaded: Bool, _ report: CheckReport) -> CordonError {
    if report.notAsked.contains(where: { $0.id == id }) {
      return CordonError(
        .notFound,
        "The check did not ask about \(id), because this kind of target cannot answer it. Check the whole machine: "
          + "cordon check \(id)")
    }
    if isLoaded {
      return CordonError(.notFound, "The check did not ask about \(id). Ask with: cordon check \(id)")
    }
    let near: [String] = AdvisorySelection.nearest(to: id, in: report.results.map(\.assessment.advisory.id))
    let suggestion: String = near.isEmpty ? "" : " Did you mean \(near.joined(separator: " or "))?"
    return CordonError(
      .notFound,
      "There is no advisory “\(name.prefix(80))” in this result.\(suggestion) `cordon explain` alone lists them all.")
  }
}
