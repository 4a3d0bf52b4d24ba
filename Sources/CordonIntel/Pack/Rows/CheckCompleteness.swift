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

  /// Warns of rows that never look at what the pack can recognise by content, or at the places it names.
  static func verify(
    _ checks: [RequiredChecks], files: [FileIndicator], paths: [PathIndicator], rules: [DetectionRule],
    _ fields: FieldReader
  ) {
    let hasContent: Bool = !files.isEmpty || rules.contains { $0.language == .yara }
    for row in checks {
      if hasContent, !(row.require + row.deep).contains(.files) {
        fields.warning(
          "checks",
          "the row for \(row.platform.rawValue) never looks at files, although the pack lists some or has rules",
          example: "deep: [files]")
      }
      let places: Bool = paths.contains { $0.platform == row.platform || $0.platform == .any }
      if places, !row.require.isEmpty, row.targets.contains(where: { $0 != .folder }),
        !row.require.contains(.knownPaths)
      {
        fields.warning(
          "checks", "the row for \(row.platform.rawValue) does not require known-paths, although the pack names paths",
          example: "require: [" + (row.require + [.knownPaths]).map(\.rawValue).joined(separator: ", ") + "]")
      }
    }
  }

  private static func meets(_ row: RequiredChecks, _ product: AffectedProduct) -> Bool {
    row.platform.covers(product.platform) || product.platform == .any
  }

  private static func canBeAsked(_ kind: CheckKind, of target: TargetKind) -> Bool {
    ![.systemPackages, .programs].contains(kind) || target != .folder
  }

  /// The inventories that list a product, as far as this version has them.
  private static func inventories(of product: AffectedProduct) -> Set<CheckKind> {
    var kinds: Set<CheckKind> = []
    for text in product.purls {
      if let purl = try? PackageURL(parsing: text, strictness: .lenient) {
        kinds.formUnion(CheckKind.listing(packageType: purl.type))
      }
    }
    // A pack may leave the images of containers out, and say so in its limits.
    kinds.remove(.containerLayers)
    // By name alone system packages and programs match.
    if product.purls.isEmpty {
      switch product.platform {
      case .linux: kinds.formUnion([.systemPackages, .programs])
      case .windows, .macos: kinds.insert(.programs)
      case .ci, .web, .any: break
      }
    }
    return kinds
  }
}
