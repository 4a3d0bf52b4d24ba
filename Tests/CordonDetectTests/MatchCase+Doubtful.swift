internal import CordonModel
internal import CordonVersions

extension MatchCase {
  private static let march = TimeWindow(
    from: Timestamp(parsing: "2023-03-03"), until: Timestamp(parsing: "2023-03-30T23:59:59Z"))

  private static func suspected(
    _ title: String, _ product: AffectedProduct, _ package: String, _ reason: Match.Reason?,
    foundBy: SoftwarePackage.Discovery = .dpkgStatus, installed: String? = nil, updated: String? = nil,
    decidedBy: String? = nil
  ) -> MatchCase {
    MatchCase(
      title: title, product: product, package: package, foundBy: foundBy,
      installed: installed.flatMap(Timestamp.init(parsing:)), updated: updated.flatMap(Timestamp.init(parsing:)),
      reason: reason, verdict: .suspected, decidedBy: decidedBy)
  }

  private static func product(
    affected: [String] = [], ranges: [AffectedProduct.AffectedRange] = [], clean: [String] = [],
    within: TimeWindow? = nil
  ) -> AffectedProduct {
    Sample.product("pkg:npm/a", .npm, affected: affected, ranges: ranges, clean: clean, within: within)
  }

  /// Never silence, and never more than is known.
  static let doubtful: [MatchCase] = versions + ranges + windows

  private static let versions: [MatchCase] = [
    suspected("No version", product(affected: ["1.0.0"]), "pkg:npm/a", .versionMissing, decidedBy: ""),
    suspected("No versions published", product(), "pkg:npm/a@1.0.0", .versionsNotPublished),
    suspected("No versions published, none found", product(), "pkg:npm/a", .versionsNotPublished),
    suspected("Only a clean one published", product(clean: ["2.0.0"]), "pkg:npm/a@1.0.0", .versionsNotPublished),
    suspected("The clean one", product(clean: ["2.0.0"]), "pkg:npm/a@2.0.0", nil),
    suspected(
      "Not readable", product(affected: ["1.0.0"]), "pkg:npm/a@not%20a%20version", .versionUnreadable,
      decidedBy: "npm"),
    suspected("Not readable, named clean", product(affected: ["1.0.0"], clean: ["junk!"]), "pkg:npm/a@junk!", nil),
    MatchCase(
      title: "Not readable, listed", product: product(affected: ["junk!"]), package: "pkg:npm/a@junk!",
      foundBy: .npmPackage, reason: .versionListed, decidedBy: "junk!"),
    MatchCase(
      title: "Not readable, but every version is affected", product: product(ranges: [Sample.affected("vers:npm/*")]),
      package: "pkg:npm/a@junk!", foundBy: .npmPackage, reason: .versionInRange, decidedBy: "vers:npm/*"),
    MatchCase(
      title: "None, but every version is affected", product: product(ranges: [Sample.affected("vers:npm/*")]),
      package: "pkg:npm/a", foundBy: .npmPackage, reason: .versionInRange),
    suspected(
      "None, and one version is clean", product(ranges: [Sample.affected("vers:npm/*")], clean: ["1.0.0"]),
      "pkg:npm/a", .versionMissing),
    suspected(
      "A lock file without version", product(affected: ["1.0.0"]), "pkg:npm/a", .versionMissing,
      foundBy: .npmLock),
    suspected(
      "A lock file, every version affected", product(ranges: [Sample.affected("vers:npm/*")]), "pkg:npm/a",
      .lockedNotInstalled, foundBy: .npmLock),
  ]

  private static let prose: AffectedProduct.AffectedRange = Sample.uncertain("the builds of a summer, more or less")

  private static let ranges: [MatchCase] = [
    suspected(
      "Nobody can read the range", product(ranges: [prose]), "pkg:npm/a@1.0.0", .rangeUnreadable,
      decidedBy: prose.range),
    suspected(
      "Nobody can read the range, though its author was sure", product(ranges: [Sample.affected(prose.range)]),
      "pkg:npm/a@1.0.0", .rangeUnreadable),
    MatchCase(
      title: "An exact list decides before an unreadable range", product: product(affected: ["1.0.0"], ranges: [prose]),
      package: "pkg:npm/a@1.0.0", foundBy: .npmPackage, reason: .versionListed),
    suspected(
      "A version named clean decides before an unreadable range", product(ranges: [prose], clean: ["1.0.0"]),
      "pkg:npm/a@1.0.0", nil),
    MatchCase(
      title: "A readable range decides before an unreadable one",
      product: product(ranges: [prose, Sample.affected("vers:npm/<2.0.0")]), package: "pkg:npm/a@1.0.0",
      foundBy: .npmPackage, reason: .versionInRange),
    suspected(
      "An uncertain range", product(ranges: [Sample.uncertain("vers:npm/<2.0.0")]), "pkg:npm/a@1.0.0",
      .versionInUncertainRange, decidedBy: "vers:npm/<2.0.0"),
    MatchCase(
      title: "A certain range decides before an uncertain one",
      product: product(ranges: [Sample.uncertain("vers:npm/<3.0.0"), Sample.affected("vers:npm/<2.0.0")]),
      package: "pkg:npm/a@1.0.0", foundBy: .npmPackage, reason: .versionInRange, decidedBy: "vers:npm/<2.0.0"),
    suspected("Outside every range", product(ranges: [Sample.affected("vers:npm/<2.0.0")]), "pkg:npm/a@2.0.0", nil),
  ]

  private static let windows: [MatchCase] = [
    suspected(
      "Installed in the window", product(affected: ["9.0.0"], within: march), "pkg:npm/a@1.0.0", .installedInWindow,
      installed: "2023-03-03", decidedBy: "2023-03-03/2023-03-30"),
    suspected(
      "Updated in the window", product(affected: ["9.0.0"], within: march), "pkg:npm/a@1.0.0", .installedInWindow,
      installed: "2020-01-01", updated: "2023-03-30T12:00:00Z"),
    suspected(
      "Around the window", product(affected: ["9.0.0"], within: march), "pkg:npm/a@1.0.0", nil,
      installed: "2023-03-02", updated: "2023-03-31"),
    suspected("No dates", product(affected: ["9.0.0"], within: march), "pkg:npm/a@1.0.0", nil),
    suspected(
      "Named clean, whatever the window", product(clean: ["1.0.0"], within: march), "pkg:npm/a@1.0.0", nil,
      installed: "2023-03-10"),
    MatchCase(
      title: "The version says more than the window", product: product(affected: ["1.0.0"], within: march),
      package: "pkg:npm/a@1.0.0", foundBy: .npmPackage, installed: Timestamp(parsing: "2023-03-10"),
      reason: .versionListed),
  ]
}
