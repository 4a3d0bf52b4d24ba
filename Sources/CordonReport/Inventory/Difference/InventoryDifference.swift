package import CordonModel
internal import CordonVersions

/// What changed between an earlier inventory and one of now.
///
/// A package is the same when type, namespace and name of its package URL are. Places decide which versions belong
/// together where both sides name them; the same version in one more place is no change. What one side could not know,
/// because it lists no software of that kind, is counted instead of being shown as added or removed.
package struct InventoryDifference: Sendable {
  typealias Kind = AdvisoryChange.Kind

  /// One package that is there now and was not, or the other way round, or has another version.
  struct Change: Sendable, Hashable {
    var kind: Kind
    /// The type of the package URL.
    var type: String
    var name: String
    /// The package URL without version.
    var coordinates: String
    var oldVersion: String?
    var newVersion: String?
    /// Whether the version went up or down; `nil` when its ecosystem does not order the two.
    var direction: Direction?
    /// The first place, when one is known.
    var location: String?
    /// How many places it concerns.
    var places: Int
  }

  /// Where a version went. The raw value stands in documents.
  enum Direction: String, Sendable, CaseIterable {
    case up, down
  }

  /// Packages of a type that one side has and the other could not know.
  struct Uncompared: Sendable, Hashable {
    /// The type of the package URL; `nil` without one.
    var type: String?
    var count: Int
  }

  let old: BaselineInventory.Origin
  let new: InventoryReport
  /// Sorted by kind, then by coordinates and versions.
  private(set) var changes: [Change] = []
  /// Packages, counted once a place, that are as they were.
  private(set) var unchanged: Int = 0
  /// There now, of a type of which OLD lists nothing.
  private(set) var unknownToOld: [Uncompared] = []
  /// In OLD, of a type that was not looked for now, or without a package URL.
  private(set) var unknownToNew: [Uncompared] = []
  /// Components of OLD that are no packages.
  let passedOver: Int
  /// Components of OLD that could not be read.
  let unreadable: Int

  /// Whether the two are about different things: another machine, root or folder.
  var isOtherTarget: Bool {
    guard let target = old.target else { return false }
    return target.kind != new.target.kind || target.path != new.target.path || target.name != new.target.name
  }

  func count(_ kind: Kind) -> Int { changes.count { $0.kind == kind } }

  package init(from baseline: BaselineInventory, to report: InventoryReport) {
    old = baseline.origin
    new = report
    passedOver = baseline.passedOver
    unreadable = baseline.unreadable
    let names = NameIndex(report.packages, known: Set(baseline.items.compactMap(\.coordinates)))
    var pairs: [String: (old: [BaselineInventory.Item], new: [BaselineInventory.Item])] = [:]
    var nameless: Int = 0
    for item in baseline.items {
      if let coordinates = item.coordinates ?? names.coordinates(of: item.name) {
        pairs[coordinates, default: ([], [])].old.append(item)
      } else {
        nameless += 1
      }
    }
    let oldTypes: Set<String> = Set(baseline.items.compactMap(\.type))
    for package in report.packages {
      pairs[package.purl.coordinates, default: ([], [])].new.append(BaselineInventory.Item(package))
    }
    compare(pairs, oldTypes: oldTypes, newTypes: Set(report.packages.map(\.purl.type)))
    if nameless > 0 { unknownToNew.append(Uncompared(type: nil, count: nameless)) }
    sort()
  }

  private mutating func compare(
    _ pairs: [String: (old: [BaselineInventory.Item], new: [BaselineInventory.Item])], oldTypes: Set<String>,
    newTypes: Set<String>
  ) {
    let done: Set<CheckKind> = Set(new.coverage.filter { $0.state != .failed }.map(\.check))
    var unknown: (old: [String: Int], new: [String: Int]) = ([:], [:])
    for (coordinates, pair) in pairs {
      if pair.old.isEmpty, let first = pair.new.first, let type = first.type {
        let couldKnow: Bool =
          oldTypes.contains(type) || first.check.map { old.checks?.contains($0) ?? false } ?? false
        guard couldKnow else {
          unknown.old[type, default: 0] += pair.new.count
          continue
        }
      }
      if pair.new.isEmpty, let first = pair.old.first, let type = first.type {
        guard first.check.map(done.contains) ?? newTypes.contains(type) else {
          unknown.new[type, default: 0] += pair.old.count
          continue
        }
      }
      var comparison = PackageComparison(coordinates: coordinates, old: pair.old, new: pair.new)
      comparison.run()
      changes += comparison.changes
      unchanged += comparison.unchanged
    }
    unknownToOld = unknown.old.map { Uncompared(type: $0.key, count: $0.value) }
    unknownToNew = unknown.new.map { Uncompared(type: $0.key, count: $0.value) }
  }

  private mutating func sort() {
    let order: [Kind] = [.added, .removed, .changed]
    changes.sort { left, right in
      if left.kind != right.kind {
        return (order.firstIndex(of: left.kind) ?? 0) < (order.firstIndex(of: right.kind) ?? 0)
      }
      return (left.coordinates, left.oldVersion ?? "", left.newVersion ?? "")
        < (right.coordinates, right.oldVersion ?? "", right.newVersion ?? "")
    }
    unknownToOld.sort { ($0.type ?? "") < ($1.type ?? "") }
    unknownToNew.sort { ($0.type ?? "") < ($1.type ?? "") }
  }
}

/// Finds the package that a component without a package URL may be: by its name alone, and only when nothing else of the
/// earlier inventory is that package.
private struct NameIndex {
  private var byName: [String: String] = [:]

  init(_ packages: [SoftwarePackage], known: Set<String>) {
    for package in packages where !known.contains(package.purl.coordinates) {
      let coordinates: String = package.purl.coordinates
      for name in [package.name, package.purl.namespace.map { $0 + "/" + package.purl.name } ?? package.purl.name] {
        byName[name.lowercased()] = coordinates
      }
    }
  }

  func coordinates(of name: String) -> String? { byName[name.lowercased()] }
}
