internal import CordonModel
internal import CordonVersions

/// The order of an inventory: package URL, then location, both by their bytes.
enum InventoryOrder {
  /// Sorts where the packages lie: a large inventory is not held twice.
  static func sort(_ packages: inout [SoftwarePackage]) {
    var order: [Int] = Array(packages.indices)
    order.sort { precedes(packages[$0], packages[$1]) }
    // Each cycle of the permutation is followed once; a place that is done points at itself.
    for start in order.indices where order[start] != start {
      var place: Int = start
      while order[place] != start {
        let source: Int = order[place]
        packages.swapAt(place, source)
        order[place] = place
        place = source
      }
      order[place] = place
    }
  }

  private static func precedes(_ left: SoftwarePackage, _ right: SoftwarePackage) -> Bool {
    let (a, b): (String, String) = (left.purl.canonicalText, right.purl.canonicalText)
    if a != b { return a < b }
    return (left.location, left.foundBy.rawValue, left.name) < (right.location, right.foundBy.rawValue, right.name)
  }
}
