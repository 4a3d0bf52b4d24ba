internal import CordonModel
internal import CordonVersions

/// Compares the versions of one package, each in its places.
struct PackageComparison {
  typealias Item = BaselineInventory.Item

  private(set) var changes: [InventoryDifference.Change] = []
  /// Packages, counted once a place, that are as they were.
  private(set) var unchanged: Int = 0

  private let coordinates: String
  private let type: String
  private let name: String
  private var old: [Item]
  private var new: [Item]
  private let scheme: VersionScheme

  init(coordinates: String, old: [Item], new: [Item]) {
    self.coordinates = coordinates
    type = (new.first ?? old.first)?.type ?? ""
    name = (new.first ?? old.first)?.name ?? ""
    self.old = old
    self.new = new
    scheme = type == "vscode-extension" ? .semver : VersionScheme(name: type) ?? .generic
  }

  mutating func run() {
    let versions: (old: Set<String>, new: Set<String>) = (
      Set(old.map { $0.version ?? "" }), Set(new.map { $0.version ?? "" })
    )
    // The same version in the same place, then another one there, then the same one elsewhere.
    cancel { ($0.location ?? "") + "\0" + ($0.version ?? "") }
    pairInPlaces()
    cancel { $0.version ?? "" }
    // One more or one less copy of a version that both sides have is no change.
    unchanged += new.count { versions.old.contains($0.version ?? "") }
    new.removeAll { versions.old.contains($0.version ?? "") }
    old.removeAll { versions.new.contains($0.version ?? "") }
    pairRest()
    gather()
  }

  /// Takes away what both sides have, by `key`.
  private mutating func cancel(by key: (Item) -> String) {
    var counts: [String: Int] = [:]
    for item in old { counts[key(item), default: 0] += 1 }
    var left: [Item] = []
    var taken: [String: Int] = [:]
    for item in new {
      let text: String = key(item)
      if taken[text, default: 0] < counts[text, default: 0] {
        taken[text, default: 0] += 1
        unchanged += 1
      } else {
        left.append(item)
      }
    }
    new = left
    old.removeAll { item in
      let text: String = key(item)
      guard let count = taken[text], count > 0 else { return false }
      taken[text] = count - 1
      return true
    }
  }

  /// Another version where one was: that is the change, whatever lies elsewhere.
  private mutating func pairInPlaces() {
    let before: [String: [Item]] = Dictionary(grouping: old.filter { $0.location != nil }) { $0.location ?? "" }
    let after: [String: [Item]] = Dictionary(grouping: new.filter { $0.location != nil }) { $0.location ?? "" }
    let shared: Set<String> = Set(before.keys).intersection(after.keys)
    guard !shared.isEmpty else { return }
    old.removeAll { $0.location.map(shared.contains) ?? false }
    new.removeAll { $0.location.map(shared.contains) ?? false }
    for place in shared.sorted() {
      let (left, right): ([Item], [Item]) = pair(before[place] ?? [], after[place] ?? [])
      old += left
      new += right
    }
  }

  /// What is left, each version once, the lowest with the lowest.
  private mutating func pairRest() {
    let (left, right): ([Item], [Item]) = pair(PackageComparison.each(old), PackageComparison.each(new))
    for item in left { add(.removed, item, nil, places: old.count { $0.version == item.version }) }
    for item in right { add(.added, nil, item, places: new.count { $0.version == item.version }) }
  }

  private static func each(_ items: [Item]) -> [Item] {
    var seen: Set<String> = []
    return items.filter { seen.insert($0.version ?? "").inserted }
  }

  /// Pairs two lists in the order of their versions; returns what has no partner, the higher versions.
  private mutating func pair(_ before: [Item], _ after: [Item]) -> ([Item], [Item]) {
    let left: [Item] = sorted(before)
    let right: [Item] = sorted(after)
    for (one, other) in zip(left, right) { add(.changed, one, other, places: 1) }
    let count: Int = min(left.count, right.count)
    return (Array(left[count...]), Array(right[count...]))
  }

  private mutating func add(_ kind: InventoryDifference.Kind, _ old: Item?, _ new: Item?, places: Int) {
    var direction: InventoryDifference.Direction?
    if kind == .changed {
      switch order(old?.version, new?.version) {
      // Spelt differently, and the same to its ecosystem: `0:1.2-3` and `1.2-3`.
      case .equal:
        unchanged += 1
        return
      case .less: direction = .up
      case .greater: direction = .down
      case nil: direction = nil
      }
    }
    changes.append(
      InventoryDifference.Change(
        kind: kind, type: type, name: name, coordinates: coordinates, oldVersion: old?.version,
        newVersion: new?.version, direction: direction, location: new?.location ?? old?.location, places: places))
  }

  /// The same change in several places is one.
  private mutating func gather() {
    var index: [InventoryDifference.Change: Int] = [:]
    var gathered: [InventoryDifference.Change] = []
    for change in changes {
      var key: InventoryDifference.Change = change
      key.location = nil
      key.places = 0
      if let place = index[key] {
        gathered[place].places += change.places
      } else {
        index[key] = gathered.count
        gathered.append(change)
      }
    }
    changes = gathered
  }

  // MARK: Versions

  private func order(_ left: String?, _ right: String?) -> VersionOrder? {
    guard let left, let right else { return left == right ? .equal : nil }
    do throws(VersionError) { return try scheme.compare(left, right) } catch { return left == right ? .equal : nil }
  }

  /// By version; those that cannot be read come last, by their text.
  private func sorted(_ items: [Item]) -> [Item] {
    guard items.count > 1 else { return items }
    let keyed: [(version: Version?, item: Item)] = items.map { (version($0.version), $0) }
    return keyed.sorted { left, right in
      switch (left.version, right.version) {
      case (let one?, let other?): one.compare(to: other) == .less
      case (_?, nil): true
      case (nil, _?): false
      case (nil, nil): (left.item.version ?? "") < (right.item.version ?? "")
      }
    }.map(\.item)
  }

  private func version(_ text: String?) -> Version? {
    guard let text else { return nil }
    do throws(VersionError) { return try Version(text, scheme: scheme) } catch { return nil }
  }
}
