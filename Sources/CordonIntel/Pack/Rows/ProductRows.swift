internal import CordonModel
internal import CordonVersions

/// `products`: what is affected, clean and fixed, per platform.
struct ProductRows {
  private var lines: [String: Int] = [:]
  private(set) var products: [AffectedProduct] = []

  init(_ fields: FieldReader) {
    for row in fields.rows("products", FieldNames.product) { read(row) }
  }

  private mutating func read(_ row: FieldReader) {
    let id: String? = id(row)
    let name: String? = row.requiredText("name")
    let vendor: String? = row.text("vendor")
    let aliases: [String] = row.texts("aliases")
    let platform: Platform? = ProductRows.platform(row)
    let purls: [PackageURL] = ProductRows.purls(row)
    let scheme: VersionScheme? = ProductRows.scheme(row, purls: purls, platform: platform)
    let versions: ProductVersions = ProductVersions(row, scheme: scheme)
    let window: TimeWindow? = row.window("installed_within")
    let confidence: Confidence = row.choice("confidence", Confidence.self) ?? .high
    let note: String? = row.text("note")
    let sources: [String] = row.sources()
    if versions.isEmpty, !row.has("installed_within") {
      row.context.findings.warning(
        row.place,
        "the product names no affected version, range or window: every version of it will be suspected",
        example: "affected_ranges: [{range: \"vers:npm/*\", verdict: affected}]")
    }
    guard let id, let name, let platform, let scheme else { return }
    products.append(
      AffectedProduct(
        id: id, name: name, vendor: vendor, aliases: aliases, platform: platform,
        purls: purls.map(\.canonicalText), scheme: scheme, knownAffected: versions.affected,
        affectedRanges: versions.ranges, knownNotAffected: versions.notAffected, fixed: versions.fixed,
        installedWithin: window, confidence: confidence, note: note, sources: sources, line: row.line))
  }

  private mutating func id(_ row: FieldReader) -> String? {
    guard let id = row.requiredText("product_id") else { return nil }
    guard ProductRows.isProductID(id) else {
      row.error(
        "product_id",
        "\(TextSafety.quoted(id)) is no product id: lower-case letters, digits, hyphens, dots; at most 128")
      return nil
    }
    if let line = lines[id] {
      row.error(
        "product_id", "the product id \(TextSafety.quoted(id)) stands in line \(line) already", example: id + "-2")
      return nil
    }
    lines[id] = row.place("product_id").line
    return id
  }

  private static func isProductID(_ text: String) -> Bool {
    guard (1...128).contains(text.utf8.count), let first = text.utf8.first, first != 0x2D, first != 0x2E else {
      return false
    }
    return text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F
    }
  }

  /// Exactly one platform: a row's own, or that of a pack with only one.
  private static func platform(_ row: FieldReader) -> Platform? {
    if row.has("platform") {
      guard let platform = row.choice("platform", Platform.self) else { return nil }
      row.requireKnown(platform)
      return platform
    }
    if row.context.platforms.count == 1 { return row.context.platforms.first }
    if !row.context.platforms.isEmpty {
      row.context.findings.error(
        Place(line: row.line, field: row.field("platform")),
        "the pack has several platforms, so a product has to name its own", example: row.example("platform"))
    }
    return nil
  }

  private static func purls(_ row: FieldReader) -> [PackageURL] {
    var result: [PackageURL] = []
    var seen: Set<String> = []
    for item in row.items("purl", allowsSingle: true) {
      let place: Place = Place(line: item.node.line, field: item.path)
      guard let text = row.text(item.node, place, example: row.example("purl")) else { continue }
      guard let purl = ProductPurl.read(text, place, row.context.findings) else { continue }
      if seen.insert(purl.canonicalText).inserted {
        result.append(purl)
      } else {
        row.context.findings.warning(place, "the package URL \(TextSafety.quoted(text)) stands twice in this list")
      }
    }
    return result
  }

  private static func scheme(_ row: FieldReader, purls: [PackageURL], platform: Platform?) -> VersionScheme? {
    if row.has("scheme") { return row.choice("scheme", VersionScheme.self) }
    var schemes: [VersionScheme] = []
    for purl in purls {
      let scheme: VersionScheme = DefaultScheme.of(purlType: purl.type)
      if !schemes.contains(scheme) { schemes.append(scheme) }
    }
    if schemes.count > 1 {
      row.error(
        "purl",
        "these packages order their versions by different rules (" + schemes.map(\.rawValue).joined(separator: ", ")
          + "): make one product of each, or name the `scheme`", example: row.example("scheme"))
      return nil
    }
    return schemes.first ?? platform.map { DefaultScheme.of($0) }
  }
}
