package import CordonIntel
package import CordonModel

/// Every advisory that is in force, and where each came from.
///
/// Of two packs with the same id the higher revision is in force; at the same revision the later place wins. A pack named
/// on the command line always wins. A pack that cannot be read hides nothing: the last good one of that id stays
/// in force, and the problem is listed.
package struct AdvisoryLibrary: Sendable {
  /// One advisory in force.
  package struct Entry: Sendable {
    package var advisory: Advisory
    package var origin: AdvisoryOrigin
    /// The file as it was read.
    package var source: [UInt8]
    /// Packs of the same id that are not in force, with their revisions.
    package var overridden: [OverriddenPack]
  }

  /// Sorted by id.
  package private(set) var entries: [Entry]
  /// Errors in packs that are therefore not in force.
  package private(set) var problems: [CheckReport.Problem]
  /// Files that were read, usable or not.
  package private(set) var filesRead: Int
  /// All findings of the reader, warnings included.
  package private(set) var findings: [LintFinding]
  /// Paths of the files named on the command line.
  package private(set) var namedFiles: Set<String> = []

  package init() {
    entries = []
    problems = []
    filesRead = 0
    findings = []
  }

  /// The entry of one advisory.
  package subscript(id: String) -> Entry? { entries.first { $0.advisory.id == id } }

  /// Takes what the reader made of one file.
  ///
  /// - Parameter source: the bytes that were read, kept as evidence of what was asked.
  package mutating func add(_ reading: PackReading, from origin: AdvisoryOrigin, source: [UInt8] = []) {
    filesRead += 1
    findings += reading.findings
    if origin.place == .file { namedFiles.insert(origin.path) }
    guard let advisory = reading.advisory else {
      for finding in reading.findings where finding.severity == .error {
        problems.append(CheckReport.Problem(location: finding.location, message: finding.message))
      }
      return
    }
    add(Entry(advisory: advisory, origin: origin, source: source, overridden: []))
  }

  /// Takes a file that could not even be read.
  package mutating func add(unreadable error: CordonError, at path: String) {
    filesRead += 1
    let location: CordonError.Location = error.location ?? CordonError.Location(file: path)
    problems.append(CheckReport.Problem(location: location, message: error.message))
    findings.append(LintFinding(severity: .error, location: location, message: error.message, example: nil))
  }

  private mutating func add(_ entry: Entry) {
    var new: Entry = entry
    let id: String = entry.advisory.id
    guard let index = entries.firstIndex(where: { $0.advisory.id >= id }) else {
      entries.append(entry)
      return
    }
    guard entries[index].advisory.id == id else {
      entries.insert(entry, at: index)
      return
    }
    var old: Entry = entries[index]
    let wins: Bool =
      new.origin.place == .file
      || (old.origin.place != .file && new.advisory.revision > old.advisory.revision)
      || (old.origin.place != .file && new.advisory.revision == old.advisory.revision
        && new.origin.place >= old.origin.place)
    if wins {
      new.overridden = old.overridden + [OverriddenPack(origin: old.origin, revision: old.advisory.revision)]
      entries[index] = new
    } else {
      old.overridden.append(OverriddenPack(origin: new.origin, revision: new.advisory.revision))
      entries[index] = old
    }
  }
}
