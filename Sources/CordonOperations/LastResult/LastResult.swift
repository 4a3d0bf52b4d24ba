internal import CordonCollect
package import CordonModel
internal import CordonReport
internal import Foundation

/// The result of the last check of this user, kept for `cordon explain`.
///
/// It is the JSON of the check, in a folder of the user alone, replaced whole. When it would be larger than the limit,
/// matches are left out and counted: of those that count towards the exit code the gravest stay.
package enum LastResult {
  /// Bytes the kept file may have.
  package static let limit = 32 << 20
  /// Bytes a result named with `--from` may have.
  package static let namedLimit = 1 << 30
  /// Matches kept before anything is encoded, so that a large result is not built only to be cut.
  private static let matchLimit = 65_536

  /// Keeps a result.
  ///
  /// - Throws: ``CordonError`` when that is not possible; the check is as good as before.
  package static func save(
    _ report: CheckReport, failOn: FailOn, in place: LastResultPlace, limit: Int = LastResult.limit,
    user: UInt32? = nil
  ) throws(CordonError) {
    let folder = try PrivateFolder(place, create: true, user: user ?? geteuid())
    guard let bytes = bounded(report, failOn: failOn, limit: limit) else {
      throw CordonError(
        .inputOutput, "The result is too large to be kept. Write it into a file with -o json=FILE.",
        location: .init(file: place.path))
    }
    folder.removeAbandonedDrafts(of: LastResultPlace.fileName, now: Int(report.finishedAt.secondsSinceEpoch))
    try folder.replace(LastResultPlace.fileName, with: bytes)
  }

  /// The kept result.
  ///
  /// - Throws: ``CordonError`` `not-found` when there is none, `bad-input` when it cannot be read.
  package static func load(
    from place: LastResultPlace, limit: Int = LastResult.limit, user: UInt32? = nil
  ) throws(CordonError) -> CheckReport {
    let owner: uid_t = user ?? geteuid()
    let bytes: [UInt8]
    do throws(CordonError) {
      bytes = try PrivateFolder(place, create: false, user: owner)
        .read(LastResultPlace.fileName, limit: limit, user: owner)
    } catch  where error.code == .notFound {
      throw CordonError(
        .notFound, "No check was kept yet. Run `cordon check` first, or name a saved result with --from FILE.",
        location: .init(file: place.path))
    } catch {
      throw error
    }
    return try CheckJSON.decode(bytes, file: place.path)
  }

  /// A result that somebody saved with `-o json=FILE`.
  package static func load(file: String) throws(CordonError) -> CheckReport {
    try CheckJSON.decode(try NamedFile.read(file, limit: namedLimit), file: PrintablePath.text(Array(file.utf8)))
  }

  /// The encoded result, with as many matches as the limit allows; `nil` when one an advisory is too much.
  static func bounded(_ report: CheckReport, failOn: FailOn, limit: Int) -> [UInt8]? {
    var cap: Int = matchLimit
    while cap > 1, report.results.reduce(0, { $0 + min($1.assessment.matches.count, cap) }) > matchLimit { cap /= 2 }
    while true {
      let bytes: [UInt8] = CheckJSON.encode(cut(report, to: cap), failOn: failOn)
      if bytes.count <= limit { return bytes }
      let most: Int = min(cap, report.results.map(\.assessment.matches.count).max() ?? 0)
      guard most > 1 else { return nil }
      cap = most / 2
    }
  }

  /// The report with at most `cap` matches an advisory; those that nobody set aside stay first.
  private static func cut(_ report: CheckReport, to cap: Int) -> CheckReport {
    var result: CheckReport = report
    for index in result.results.indices {
      let matches: [Match] = result.results[index].assessment.matches
      guard matches.count > cap else { continue }
      let open: [Int] = matches.indices.filter { matches[$0].exception == nil }
      let aside: [Int] = matches.indices.filter { matches[$0].exception != nil }
      result.results[index].assessment.matches = (open + aside).prefix(cap).sorted().map { matches[$0] }
      result.results[index].assessment.matchesOmitted += matches.count - cap
    }
    return result
  }
}
