internal import CordonModel
internal import CordonVersions

extension MatchCase {
  /// `product` lists 1.0; the package has it.
  private static func identity(
    _ title: String, _ product: String, _ package: String, matches: Bool, platform: Platform = .linux,
    productPlatform: Platform = .any
  ) -> MatchCase {
    MatchCase(
      title: title,
      product: Sample.product(product, .generic, platform: productPlatform, affected: ["1.0"]),
      package: package + "@1.0", platform: platform, reason: matches ? .versionListed : nil)
  }

  private static func named(
    _ title: String, _ product: AffectedProduct, _ package: String, vendor: String? = nil, matches: Bool
  ) -> MatchCase {
    var product: AffectedProduct = product
    product.knownAffected = ["1.0"]
    return MatchCase(
      title: title, product: product, package: package + "@1.0", vendor: vendor,
      reason: matches ? .versionListed : nil)
  }

  /// Which packages a product speaks of.
  static let identities: [MatchCase] = byPackageURL + byName

  private static let byPackageURL: [MatchCase] = [
    identity("No distribution means every one", "pkg:deb/a", "pkg:deb/debian/a", matches: true),
    identity("No distribution means none as well", "pkg:deb/a", "pkg:deb/a", matches: true),
    identity("rpm", "pkg:rpm/a", "pkg:rpm/fedora/a", matches: true),
    identity("apk", "pkg:apk/a", "pkg:apk/alpine/a", matches: true),
    identity("alpm", "pkg:alpm/a", "pkg:alpm/arch/a", matches: true),
    identity("A distribution is itself", "pkg:deb/debian/a", "pkg:deb/debian/a", matches: true),
    identity("A distribution is no other", "pkg:deb/debian/a", "pkg:deb/ubuntu/a", matches: false),
    identity("npm has no distributions", "pkg:npm/a", "pkg:npm/%40scope/a", matches: false),
    identity("Types differ", "pkg:deb/a", "pkg:rpm/fedora/a", matches: false),
    identity("Names differ", "pkg:deb/a", "pkg:deb/debian/ab", matches: false),
    MatchCase(
      title: "Qualifiers do not matter", product: Sample.product("pkg:deb/a", .generic, affected: ["1.0"]),
      package: "pkg:deb/debian/a@1.0?arch=amd64", reason: .versionListed),
    identity("A whole scope", "pkg:npm/%40scope/*", "pkg:npm/%40scope/whatever", matches: true),
    identity("Another scope", "pkg:npm/%40scope/*", "pkg:npm/%40scopes/whatever", matches: false),
    identity("A whole scope leaves out what has none", "pkg:npm/%40scope/*", "pkg:npm/whatever", matches: false),
    identity("Everything of a distribution", "pkg:deb/debian/*", "pkg:deb/debian/a", matches: true),
    identity("Everything of every distribution", "pkg:deb/*", "pkg:deb/ubuntu/a", matches: true),
    identity("Its own platform", "pkg:deb/a", "pkg:deb/debian/a", matches: true, productPlatform: .linux),
    identity("Another platform", "pkg:deb/a", "pkg:deb/debian/a", matches: false, productPlatform: .windows),
  ]

  private static let byName: [MatchCase] = [
    named("A name", Sample.program("Tool"), "pkg:deb/debian/tool", matches: true),
    named("Part of a name", Sample.program("Tool"), "pkg:deb/debian/toolbox", matches: false),
    named("An alias", Sample.program("Tool", aliases: ["my-TOOL"]), "pkg:deb/debian/my-tool", matches: true),
    named("A program", Sample.program("The Tool"), "pkg:generic/The%20tool", matches: true),
    named("A library never", Sample.program("tool"), "pkg:npm/tool", matches: false),
    named("A Python library never", Sample.program("tool"), "pkg:pypi/tool", matches: false),
    named("A maker nobody recorded", Sample.program("Tool", vendor: "X Ltd"), "pkg:generic/tool", matches: true),
    named(
      "A maker the advisory does not name", Sample.program("Tool"), "pkg:generic/tool", vendor: "X Ltd",
      matches: true),
    named(
      "The same maker", Sample.program("Tool", vendor: "3CX Ltd"), "pkg:generic/tool", vendor: "3CX Software DMCC",
      matches: true),
    named(
      "The same maker, spaced", Sample.program("Tool", vendor: "SolarWinds, Inc."), "pkg:generic/tool",
      vendor: "Solar Winds", matches: true),
    named(
      "Another maker", Sample.program("Tool", vendor: "3CX Ltd"), "pkg:generic/tool", vendor: "Acme Software Ltd",
      matches: false),
    named(
      "A maker of nothing but a legal form", Sample.program("Tool", vendor: "3CX Ltd"), "pkg:generic/tool",
      vendor: "Ltd.", matches: true),
  ]
}
