package import CordonModel
internal import CordonVersions

/// Advisories compiled for matching: versions and ranges are read once, products are filed under the identity of
/// the packages they speak of. Evaluating costs packages plus products, never their product.
///
/// ## Identity
/// - A product with package URLs matches packages of the same type, namespace and name. Without a namespace it
///   matches every distribution of a system package (`pkg:deb/xz-utils` is `pkg:deb/debian/xz-utils` too); the name
///   `*` stands for the whole namespace. Qualifiers and versions inside a product's package URL do not narrow it.
/// - A product without package URL matches system packages and programs by name or alias, without regard to case.
///   When both sides record a maker and the two clearly differ, it does not match; a maker that is not recorded
///   excludes nothing.
/// - The platform is part of the identity: the product's platform has to cover the target's.
/// - A package URL that cannot be read matches nothing, and its advisory is never answered with `not-affected` on
///   that platform.
package struct Ruleset: Sendable {
  let advisories: [CompiledAdvisory]
  let products: [CompiledProduct]
  private let indexes: [Platform: ProductIndex]

  /// Compiles the advisories. Their ids are expected to be unique; the order does not matter.
  package init(advisories: [Advisory]) {
    var compiled: [CompiledAdvisory] = []
    var products: [CompiledProduct] = []
    var indexes: [Platform: ProductIndex] = [:]
    compiled.reserveCapacity(advisories.count)
    for (number, advisory) in advisories.enumerated() {
      var unreadable: Set<Platform> = []
      for product in advisory.products {
        let isReadable: Bool = indexes[product.platform, default: ProductIndex()]
          .file(product, number: products.count)
        if !isReadable { unreadable.insert(product.platform) }
        products.append(CompiledProduct(product, advisory: number))
      }
      compiled.append(CompiledAdvisory(advisory, unreadable: unreadable))
    }
    self.advisories = compiled
    self.products = products
    self.indexes = indexes
  }

  /// The indexes that hold products for targets of `platform`; all of them when that was not recognised.
  func indexes(for platform: Platform) -> [ProductIndex] {
    if platform == .any { return Array(indexes.values) }
    var found: [ProductIndex] = []
    if let index = indexes[platform] { found.append(index) }
    if let index = indexes[.any] { found.append(index) }
    return found
  }
}

extension ProductIndex {
  /// Files a product under all its identities; `false` when one of its package URLs cannot be read.
  fileprivate mutating func file(_ product: AffectedProduct, number: Int) -> Bool {
    guard !product.purls.isEmpty else {
      insert(number, name: product.name)
      for alias in product.aliases { insert(number, name: alias) }
      return true
    }
    var isReadable: Bool = true
    for text in product.purls {
      if let purl = try? PackageURL(parsing: text, strictness: .lenient) {
        insert(number, purl: purl)
      } else {
        isReadable = false
      }
    }
    return isReadable
  }
}
