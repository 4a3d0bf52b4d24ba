/// What a registered type asks of the parts of its package URLs.
///
/// Source: the type definitions of package-url/purl-spec (`types/*-definition.json`), read at its commit 16f3d0e. An
/// unregistered type has no rules beyond those of ECMA-427 itself.
struct PackageTypeRules: Sendable {
  enum Presence: Sendable { case required, optional, prohibited }

  enum Letters: Sendable { case kept, lower, upper }

  /// Names that need more than letter case.
  enum NameRule: Sendable {
    case none, cocoapods, cpan, chromeExtension, hackage, mlflow, pub, pypi, golang, git, npm, swid
  }

  var namespace: Presence = .optional
  var namespaceLetters: Letters = .kept
  var nameLetters: Letters = .kept
  var versionLetters: Letters = .kept
  var subpathLetters: Letters = .kept
  var requiredQualifier: String?
  var rule: NameRule = .none

  /// Whether the name is a path whose slashes stay slashes in the canonical text.
  var nameIsPath: Bool { rule == .git }

  static func of(_ type: String) -> PackageTypeRules { table[type] ?? PackageTypeRules() }

  private static func folded(_ namespace: Presence) -> PackageTypeRules {
    PackageTypeRules(namespace: namespace, namespaceLetters: .lower, nameLetters: .lower)
  }

  private static let plain = PackageTypeRules(namespace: .prohibited)

  private static let table: [String: PackageTypeRules] = [
    "alpm": folded(.required),
    "apk": folded(.required),
    "bazel": plain,
    "bitbucket": folded(.required),
    "bitnami": folded(.prohibited),
    "brew": folded(.optional),
    "cargo": plain,
    "chrome-extension": PackageTypeRules(namespace: .prohibited, nameLetters: .lower, rule: .chromeExtension),
    "cocoapods": PackageTypeRules(namespace: .prohibited, rule: .cocoapods),
    "composer": folded(.required),
    "conda": plain,
    "cpan": PackageTypeRules(namespaceLetters: .upper, rule: .cpan),
    "cran": plain,
    "deb": folded(.required),
    "gem": plain,
    "git": PackageTypeRules(namespace: .required, rule: .git),
    "github": folded(.required),
    // The definition says both "case sensitive" and "shall be lowercased"; folding keeps advisories and inventories
    // of different tools comparable.
    "golang": PackageTypeRules(
      namespace: .required, namespaceLetters: .lower, nameLetters: .lower, rule: .golang),
    "hackage": PackageTypeRules(namespace: .prohibited, rule: .hackage),
    "hex": folded(.optional),
    "huggingface": PackageTypeRules(namespace: .required, versionLetters: .lower),
    "julia": PackageTypeRules(namespace: .prohibited, requiredQualifier: "uuid"),
    "luarocks": folded(.optional),
    "maven": PackageTypeRules(namespace: .required),
    "mlflow": PackageTypeRules(namespace: .prohibited, rule: .mlflow),
    "npm": PackageTypeRules(rule: .npm),
    "nuget": plain,
    "oci": PackageTypeRules(namespace: .prohibited, nameLetters: .lower, versionLetters: .lower),
    "opam": plain,
    "otp": PackageTypeRules(namespace: .prohibited, nameLetters: .lower, subpathLetters: .lower),
    "pub": PackageTypeRules(namespace: .prohibited, nameLetters: .lower, rule: .pub),
    "pypi": PackageTypeRules(namespace: .prohibited, nameLetters: .lower, versionLetters: .lower, rule: .pypi),
    "qpkg": PackageTypeRules(namespace: .required, namespaceLetters: .lower),
    "rpm": PackageTypeRules(namespace: .required, namespaceLetters: .lower),
    "swid": PackageTypeRules(requiredQualifier: "tag_id", rule: .swid),
    "swift": PackageTypeRules(namespace: .required),
    "vcpkg": plain,
    "vscode-extension": PackageTypeRules(
      namespace: .required, namespaceLetters: .lower, nameLetters: .lower, versionLetters: .lower),
    "yocto": PackageTypeRules(namespaceLetters: .lower),
  ]
}
