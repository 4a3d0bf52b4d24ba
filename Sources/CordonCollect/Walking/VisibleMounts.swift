/// Which mounts can be seen: a mount on a folder hides what was mounted below that folder before.
///
/// A mount can be seen when the mount it was made on is the one that can be seen at the nearest place above it.
struct VisibleMounts {
  /// The mounts that can be seen, one at each place, sorted by place.
  private(set) var mounts: [MountTable.Mount] = []
  /// One mount for each place where none can be seen.
  private(set) var hidden: [MountTable.Mount] = []

  init(_ table: MountTable) {
    let groups: [[UInt8]: [MountTable.Mount]] = Dictionary(grouping: table.mounts, by: \.mountPoint)
    var seen: [[UInt8]: UInt64] = [:]
    for (point, group) in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let above: UInt64? = VisibleMounts.nearest(above: point, in: seen)
      let numbers: Set<UInt64> = Set(group.map(\.id))
      let bottom: MountTable.Mount? =
        above == nil ? group.first { !numbers.contains($0.parent) } : group.last { $0.parent == above }
      guard let top = VisibleMounts.top(of: group, from: bottom) else {
        if let last = group.last { hidden.append(last) }
        continue
      }
      seen[point] = top.id
      mounts.append(top)
    }
  }

  private static func nearest(above point: [UInt8], in seen: [[UInt8]: UInt64]) -> UInt64? {
    for ancestor in MountPath.ancestors(of: point).reversed() {
      if let number = seen[ancestor] { return number }
    }
    return point == [0x2F] ? nil : seen[[0x2F]]
  }

  /// Climbs a stack of mounts on one place.
  private static func top(of group: [MountTable.Mount], from bottom: MountTable.Mount?) -> MountTable.Mount? {
    guard var top = bottom else { return nil }
    let next: [UInt64: MountTable.Mount] = Dictionary(group.map { ($0.parent, $0) }, uniquingKeysWith: { $1 })
    for _ in group {
      guard let higher = next[top.id], higher.id != top.id else { break }
      top = higher
    }
    return top
  }
}
