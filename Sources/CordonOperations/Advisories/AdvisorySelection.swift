package import CordonModel

/// Which advisories of the library a command means.
package enum AdvisorySelection {
  /// The entries asked for, sorted by id.
  ///
  /// - Throws: `notFound` for a name that no advisory has as id or alias, with the nearest ids; `badInput` when the
  ///   advisory exists only as a pack that cannot be read, or when nothing at all is left to ask.
  package static func select(
    _ selection: CheckRequest.Selection, from library: AdvisoryLibrary
  ) throws(CordonError) -> [AdvisoryLibrary.Entry] {
    var entries: [AdvisoryLibrary.Entry] = []
    switch selection {
    case .all: entries = library.entries
    case .files: entries = library.entries.filter { $0.origin.place == .file }
    case .named(let names):
      for name in names {
        let entry: AdvisoryLibrary.Entry = try find(name, in: library)
        if !entries.contains(where: { $0.advisory.id == entry.advisory.id }) { entries.append(entry) }
      }
      entries.sort { $0.advisory.id < $1.advisory.id }
    }
    if entries.isEmpty, let first = library.problems.first {
      throw CordonError(.badInput, first.message, location: first.location)
    }
    guard !entries.isEmpty else {
      throw CordonError(.notFound, "There is no advisory to ask about. See what is loaded with `cordon advisory list`.")
    }
    return entries
  }

  /// The problems that belong to a selection: for named advisories those of files that bear the id of one of them,
  /// by whatever name it was asked for; all of them otherwise.
  ///
  /// - Parameter entries: what ``select(_:from:)`` answered.
  package static func problems(
    _ selection: CheckRequest.Selection, _ entries: [AdvisoryLibrary.Entry], in library: AdvisoryLibrary
  ) -> [CheckReport.Problem] {
    switch selection {
    case .all, .files: library.problems
    case .named:
      library.problems.filter { problem in
        let stem: String = fileStem(problem.location.file)
        // A file named on the command line was meant, whatever it is called.
        return entries.contains { $0.advisory.id == stem } || library.namedFiles.contains(problem.location.file)
      }
    }
  }

  /// The entry with this id or alias; letter case does not matter.
  package static func find(_ name: String, in library: AdvisoryLibrary) throws(CordonError) -> AdvisoryLibrary.Entry {
    let wanted: String = name.lowercased()
    if let entry = library.entries.first(where: { $0.advisory.id == wanted }) { return entry }
    let byAlias: AdvisoryLibrary.Entry? = library.entries.first { entry in
      entry.advisory.aliases.contains { $0.lowercased() == wanted }
    }
    if let byAlias { return byAlias }
    if let problem = library.problems.first(where: { fileStem($0.location.file) == wanted }) {
      throw CordonError(.badInput, "The advisory cannot be used: \(problem.message)", location: problem.location)
    }
    let near: [String] = nearest(to: wanted, in: library.entries.map(\.advisory.id))
    let suggestion: String = near.isEmpty ? "" : " Did you mean \(near.joined(separator: " or "))?"
    throw CordonError(
      .notFound,
      "There is no advisory “\(name.prefix(80))”.\(suggestion) See what is loaded with `cordon advisory list`.")
  }

  /// Ids that share a start or contain the text, at most three.
  static func nearest(to text: String, in ids: [String]) -> [String] {
    let stem: String = String(text.prefix(2))
    guard stem.count == 2 else { return [] }
    return Array(ids.filter { $0.contains(text) || $0.hasPrefix(stem) }.prefix(3))
  }

  private static func fileStem(_ path: String) -> String {
    let name: Substring = path.split(separator: "/").last ?? ""
    return String(name.split(separator: ".").first ?? "")
  }
}
