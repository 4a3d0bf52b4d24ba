internal import CordonModel
internal import CordonVersions

/// Whether the checks of a pack would see its products: without the inventory that lists a product, "not affected"
/// would be said of something nobody looked for.
enum CheckCompleteness {
  /// Warns of every product that a row of `checks` answers for without looking. A row that requires nothing promises
  /// nothing; what a kind of target cannot be asked (a folder has no system packages) is not asked of it.
  static func verify(_ checks: [RequiredChecks], see products: [AffectedProduct], _ fields: FieldReader) {
    var reported: Set<String> = []
    for product in products {
      for kind in inventories(of: product) {
        for row in checks where !row.require.isEmpty && !row.require.contains(kind) && meets(row, product) {
          guard row.targets.contains(where: { canBeAsked(kind, of: $0) }) else { continue }
          guard reported.insert(row.platform.rawValue + " " + kind.rawValue).inserted else { continue }
          fields.warning(
            "checks",
            "the row for \(row.platform.rawValue) does not require \(kind.rawValue), so the product "
              + "\(TextSafety.quoted(product.id)) would be not affected without a look",
            example: "require: [" + (row.require + [kind]).map(\.rawValue).joined(separator: ", ") + "]")
        }
      }
    }
  }

  private static func meets(_ row: RequiredChecks, _ product: AffectedProduct) -> Bool {
    row.platform.covers(product.platform) || product.platform == .any
  }

  private static func canBeAsked(_ kind: CheckKind, of target: TargetKind) -> Bool {
    kind != .systemPackages || target != .folder
  }

  /// The inventories that list a product, as far as this version has them.
  private static func inventories(of product: AffectedProduct) -> Set<CheckKind> {
    var kinds: Set<CheckKind> = []
    for text in product.purls {
      switch try? PackageURL(parsing: text, strictness: .lenient).type {
      case "deb", "rpm", "apk", "alpm": kinds.insert(.systemPackages)
      case "pypi": kinds.insert(.pythonPackages)
      case "npm": kinds.insert(.npmPackages)
      case "maven": kinds.insert(.javaArchives)
      case "nuget": kinds.insert(.nugetPackages)
      default: continue
      }
    }
    // By name alone system packages match.
    if product.purls.isEmpty, product.platform == .linux { kinds.insert(.systemPackages) }
    return kinds
  }
}
