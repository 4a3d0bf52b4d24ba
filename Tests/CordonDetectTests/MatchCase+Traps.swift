internal import CordonModel
internal import CordonVersions

extension MatchCase {
  private static let windows3CX: AffectedProduct = Sample.program(
    "3CX Desktop App", vendor: "3CX Ltd", aliases: ["3CXDesktopApp"], platform: .windows, scheme: .windows,
    affected: ["18.12.407", "18.12.416"], clean: ["18.11.1213"])
  private static let macos3CX: AffectedProduct = Sample.program(
    "3CX Desktop App", vendor: "3CX Ltd", platform: .macos, scheme: .apple,
    affected: ["18.11.1213", "18.12.402", "18.12.407", "18.12.416"])
  private static let xz: AffectedProduct = Sample.product(
    "pkg:deb/xz-utils", .dpkg, affected: ["5.6.0-0.1", "5.6.0-0.2", "5.6.1-1"],
    ranges: [Sample.affected("vers:deb/>=5.5.1alpha-0.1|<=5.6.1-1")], clean: ["5.5.2-0~clean"],
    fixed: ["5.6.1+really5.4.5-1"])
  private static let ctx: AffectedProduct = Sample.product(
    "pkg:pypi/ctx", .pep440, affected: ["0.1.2.post1", "0.2", "0.2.2", "0.2.2.post1", "0.2.6"], clean: ["0.1.2"])
  private static let router: AffectedProduct = Sample.product(
    "pkg:npm/%40tanstack/router", .npm, ranges: [Sample.affected("vers:npm/>=1.9.0|<1.9.3")])

  /// What real cases of the past got wrong, or would have.
  static let traps: [MatchCase] = [
    MatchCase(
      title: "3CX 18.11.1213 is clean on Windows", product: windows3CX,
      package: "pkg:generic/3CX%20Desktop%20App@18.11.1213", platform: .windows),
    MatchCase(
      title: "3CX 18.11.1213 is trojanised on macOS", product: macos3CX,
      package: "pkg:generic/3CX%20Desktop%20App@18.11.1213", platform: .macos, reason: .versionListed),
    MatchCase(
      title: "The product of one platform says nothing of another", product: macos3CX,
      package: "pkg:generic/3CX%20Desktop%20App@18.11.1213", platform: .windows),
    MatchCase(
      title: "18.12.416.0 is 18.12.416", product: windows3CX,
      package: "pkg:generic/3CX%20Desktop%20App@18.12.416.0", platform: .windows, reason: .versionListed,
      decidedBy: "18.12.416"),
    MatchCase(
      title: "xz +really sorts above the affected and is clean", product: xz,
      package: "pkg:deb/debian/xz-utils@5.6.1+really5.4.5-1"),
    MatchCase(
      title: "xz listed", product: xz, package: "pkg:deb/debian/xz-utils@5.6.1-1", reason: .versionListed),
    MatchCase(
      title: "xz in range", product: xz, package: "pkg:deb/debian/xz-utils@5.5.1beta-0.1", reason: .versionInRange,
      decidedBy: "vers:deb/>=5.5.1alpha-0.1|<=5.6.1-1"),
    MatchCase(title: "xz older", product: xz, package: "pkg:deb/debian/xz-utils@5.4.5-0.3"),
    MatchCase(
      title: "A version named clean wins over the range", product: xz,
      package: "pkg:deb/debian/xz-utils@5.5.2-0~clean"),
    MatchCase(
      title: "An epoch lifts a version out of the range", product: xz, package: "pkg:deb/debian/xz-utils@1:5.6.1-1"),
    MatchCase(
      title: "An epoch of the range counts",
      product: Sample.product("pkg:deb/vim", .dpkg, ranges: [Sample.affected("vers:deb/>=2:8.0|<2:9.0")]),
      package: "pkg:deb/debian/vim@2:8.2.1-1", reason: .versionInRange),
    MatchCase(
      title: "Without its epoch the same text is another version",
      product: Sample.product("pkg:deb/vim", .dpkg, ranges: [Sample.affected("vers:deb/>=2:8.0|<2:9.0")]),
      package: "pkg:deb/debian/vim@8.2.1-1"),
    MatchCase(
      title: "A tag with v", product: Sample.product("pkg:generic/action", .semver, affected: ["v1.2.3"]),
      package: "pkg:generic/action@v1.2.3", reason: .versionListed),
    MatchCase(
      title: "A tag that is no version is listed by its text",
      product: Sample.product("pkg:generic/action", .semver, affected: ["v1"]), package: "pkg:generic/action@v1",
      reason: .versionListed, decidedBy: "v1"),
    MatchCase(
      title: "ctx 0.2.6", product: ctx, package: "pkg:pypi/ctx@0.2.6", foundBy: .pythonDistInfo,
      reason: .versionListed),
    MatchCase(
      title: "ctx 0.2.0 is 0.2", product: ctx, package: "pkg:pypi/ctx@0.2.0", foundBy: .pythonDistInfo,
      reason: .versionListed, decidedBy: "0.2"),
    MatchCase(title: "ctx 0.1.2", product: ctx, package: "pkg:pypi/ctx@0.1.2", foundBy: .pythonDistInfo),
    MatchCase(title: "ctx 0.2.5", product: ctx, package: "pkg:pypi/ctx@0.2.5", foundBy: .pythonDistInfo),
    MatchCase(
      title: "A scoped package", product: router, package: "pkg:npm/%40tanstack/router@1.9.1", foundBy: .npmPackage,
      reason: .versionInRange),
    MatchCase(
      title: "The same name without the scope", product: router, package: "pkg:npm/router@1.9.1",
      foundBy: .npmPackage),
    MatchCase(
      title: "The same name in another scope", product: router, package: "pkg:npm/%40evil/router@1.9.1",
      foundBy: .npmPackage),
    MatchCase(
      title: "Written in a lock file only", product: router, package: "pkg:npm/%40tanstack/router@1.9.1",
      foundBy: .npmLock, reason: .lockedNotInstalled, verdict: .suspected, decidedBy: "vers:npm/>=1.9.0|<1.9.3"),
    MatchCase(
      title: "Written in a lock file, clean", product: router, package: "pkg:npm/%40tanstack/router@1.9.3",
      foundBy: .npmLock),
  ]
}
