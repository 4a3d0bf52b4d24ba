internal import CordonModel
internal import CordonVersions

extension Samples {
  /// One finding set aside, one advisory set aside whole, one exception that is over and one that nothing needs.
  static let excepted: CheckReport = {
    var grave: CheckReport.Result = xz
    grave.assessment.matches[0].exception = accepted
    grave.assessment.matches[0].rule = RuleReference(file: "/usr/share/cordon/advisories/xz-2024.yaml", line: 41)
    var weak: CheckReport.Result = event
    weak.exception = falsePositive
    var clean: CheckReport.Result = checked[2]
    clean.assessment.cleared = [
      Clearance(
        productID: "ctx-pypi",
        package: package(
          "pkg:pypi/ctx@0.1.2", name: "ctx", version: "0.1.2", location: "/usr/lib/python3/dist-packages/ctx",
          foundBy: .pythonDistInfo),
        reason: .namedClean, decidedBy: "0.1.2", rule: RuleReference(file: nil, line: 12))
    ]
    clean.assessment.clearedOmitted = 3
    var report: CheckReport = make(results: [grave, weak, clean] + elsewhere)
    report.exceptions = [
      ExceptionUse(exception: accepted, state: .applied, findings: 1),
      ExceptionUse(exception: falsePositive, state: .applied, findings: 2),
      ExceptionUse(exception: expired, state: .expired), ExceptionUse(exception: unused, state: .unused),
    ]
    return report
  }()

  static let accepted = FindingException(
    id: "build-host", kind: .accepted, reason: "Test machine without network, rebuilt on Monday.", advisory: "xz-2024",
    package: "pkg:deb/debian/liblzma5", path: "/var/lib/dpkg", until: time("2026-12-01T00:00:00Z"),
    author: "K. Muster", location: .init(file: ".cordon/exceptions.yaml", line: 4))

  static let falsePositive = FindingException(
    id: "shop-lock", kind: .falsePositive, reason: "The lock file is a test fixture.", advisory: "event-stream-2018",
    until: time("2027-01-31T00:00:00Z"), location: .init(file: ".cordon/exceptions.yaml", line: 12))

  static let expired = FindingException(
    id: "old-one", kind: .wontFix, reason: "Replaced by the end of October.", advisory: "ctx-2022",
    until: time("2026-10-31T00:00:00Z"), author: "K. Muster",
    location: .init(file: ".cordon/exceptions.yaml", line: 20))

  static let unused = FindingException(
    id: "spare", kind: .accepted, reason: "Only in the museum.", advisory: "sunburst-2020",
    until: time("2027-06-30T00:00:00Z"), location: .init(file: ".cordon/exceptions.yaml", line: 27))
}
