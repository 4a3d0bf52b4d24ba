internal import CordonModel
internal import CordonVersions

/// The order of an inventory: package URL, then location, both by their bytes.
enum InventoryOrder {
  static func sorted(_ packages: [SoftwarePackage]) -> [SoftwarePackage] {
    // The text of a package URL is built once a package, not once a comparison.
    let keys: [(text: String, index: Int)] = packages.indices.map { (packages[$0].purl.canonicalText, $0) }
    let order: [(text: String, index: Int)] = keys.sorted { left, right in
      if left.text != right.text { return left.text < right.text }
      let a: SoftwarePackage = packages[left.index]
      let b: SoftwarePackage = packages[right.index]
      return (a.location, a.foundBy.rawValue, a.name) < (b.location, b.foundBy.rawValue, b.name)
    }
    return order.map { packages[$0.index] }
  }
}
