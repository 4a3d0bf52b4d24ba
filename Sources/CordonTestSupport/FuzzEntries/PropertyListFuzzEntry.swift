internal import CordonInspect

extension FuzzEntry {
  package static let propertyList = FuzzEntry(name: "property-list") { bytes in
    _ = try? PropertyList(bytes, limits: PropertyListLimits(values: 20_000))
  }
}
