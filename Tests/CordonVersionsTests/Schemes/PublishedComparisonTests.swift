import CordonTestSupport
import CordonVersions
import Foundation
import Testing

/// Every row of the published comparison tables (corpora, folder version-compare).
@Suite("Published comparison tables")
struct PublishedComparisonTests {
  struct Table: Sendable, CustomStringConvertible {
    let file: String
    let scheme: VersionScheme
    /// The least count of rows that makes the run worth its name.
    let rows: Int
    var description: String { file }
  }

  static let tables: [Table] = [
    Table(file: "alpine", scheme: .apk, rows: 2800), Table(file: "debian", scheme: .dpkg, rows: 2400),
    Table(file: "maven", scheme: .maven, rows: 2400), Table(file: "nuget", scheme: .nuget, rows: 20),
    Table(file: "packagist", scheme: .composer, rows: 2400), Table(file: "pypi", scheme: .pep440, rows: 2400),
    Table(file: "redhat", scheme: .rpm, rows: 100), Table(file: "rpmvercmp", scheme: .rpm, rows: 48),
    Table(file: "rubygems", scheme: .rubygems, rows: 2400), Table(file: "semver", scheme: .semver, rows: 48),
    Table(file: "windows", scheme: .windows, rows: 16),
  ]

  static let isPresent: Bool = Corpora.url("version-compare") != nil

  @Test(
    "Every row agrees or is a listed deviation",
    .enabled(if: isPresent, "the corpora are not there; set CORDON_CORPORA to their folder"), arguments: tables)
  func agrees(table: Table) throws {
    let url: URL = try #require(Corpora.url("version-compare/\(table.file).tsv"))
    let lines: [Substring] = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst().map { $0 }
    #expect(lines.count >= table.rows)
    for line in lines {
      let fields: [String] = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      try #require(fields.count == 4, "\(line)")
      let expected: VersionOrder = try #require(VersionOrder(rawValue: fields[1]))
      expect(table.scheme, fields[0], expected, fields[2])
    }
  }

  private func expect(_ scheme: VersionScheme, _ left: String, _ expected: VersionOrder, _ right: String) {
    let found: String = comparison(scheme, left, right)
    if let reason = OracleDeviation.reasons[OracleDeviation(scheme, left, right)] {
      #expect(found != expected.rawValue, "\(left) and \(right) now agree; drop the deviation: \(reason)")
      return
    }
    #expect(found == expected.rawValue, "\(scheme): \(left) \(expected.rawValue) \(right), found \(found)")
    #expect(comparison(scheme, right, left) == expected.reversed.rawValue, "\(scheme): \(right) and \(left)")
  }
}

/// The order of two texts as its sign, or the error.
func comparison(_ scheme: VersionScheme, _ left: String, _ right: String) -> String {
  do {
    return try scheme.compare(left, right).rawValue
  } catch {
    return "error: \(error.reason)"
  }
}
