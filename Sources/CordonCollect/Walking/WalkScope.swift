internal import CordonModel

/// Which mounts below a root are walked, and which are not and why.
///
/// The root itself always is. A file system mounted in several places is walked once: a mount that shows a folder
/// which another walked mount shows too is left out. The plan is made from the mount table alone; whether each place
/// is what the table says is checked when it is opened.
package struct WalkScope {
  package struct Place: Hashable {
    /// Absolute.
    let path: [UInt8]
    /// The mount's number, to be checked when the place is opened; `nil` for the root.
    let mount: UInt64?
  }

  /// The root first, then by path.
  private(set) var places: [Place]
  /// Absolute paths that a walk from above does not enter: every mount, and doubles of walked folders.
  private(set) var borders: Set<[UInt8]> = []
  private(set) var leftOut: [Coverage.Exclusion] = []
  private(set) var gaps = GapLedger()

  /// What is walked, by device: where, and which part of the file system it shows.
  private var shown: [String: [MountTable.Mount]] = [:]
  /// Every mount below the root that can be seen, whatever becomes of it, by its place.
  private let mounts: [[UInt8]: MountTable.Mount]

  /// - Parameters:
  ///   - root: the absolute path, without links, of the root.
  ///   - rootMount: the number of the mount the root lies on, when known.
  package init(root: [UInt8], rootMount: UInt64?, table: MountTable) {
    places = [Place(path: root, mount: nil)]
    let seen = VisibleMounts(table)
    let visible: [MountTable.Mount] = seen.mounts.filter {
      $0.mountPoint != root && MountPath.contains(root, $0.mountPoint)
    }
    mounts = Dictionary(visible.map { ($0.mountPoint, $0) }, uniquingKeysWith: { $1 })
    borders = Set(mounts.keys)
    if let base = WalkScope.base(root, rootMount, table) { shown[base.device] = [base] }
    if table.unreadLines > 0 {
      gaps.add("/proc/self/mountinfo", .scanPartial, "\(table.unreadLines) lines of the mount table are not understood")
    }
    var overlays: [MountTable.Mount] = []
    for mount in visible {
      let kind = MountKind(mount)
      let path: String = PrintablePath.text(mount.mountPoint)
      switch kind {
      case .local: consider(mount)
      case .overlay: overlays.append(mount)
      case .unknown: gaps.add(path, .capabilityMissing, "a file system of the unknown type \(mount.type)")
      case .kernel, .network, .view:
        // One line for a tree of the kernel's, not one for each mount in it.
        let isInside: Bool = MountPath.ancestors(of: mount.mountPoint).contains { point in
          mounts[point].map { MountKind($0) == .kernel } ?? false
        }
        if !(kind == .kernel && isInside), let why = kind.why(mount.type) {
          leftOut.append(.init(path: path, why: why))
        }
      }
    }
    for mount in seen.hidden where MountPath.contains(root, mount.mountPoint) {
      leftOut.append(
        .init(path: PrintablePath.text(mount.mountPoint), why: "\(mount.type): hidden by a mount above it"))
    }
    for overlay in overlays { considerOverlay(overlay) }
    places[1...].sort { $0.path.lexicographicallyPrecedes($1.path) }
    leftOut.sort { ($0.path, $0.why) < ($1.path, $1.why) }
  }

  /// Leaves out a folder and what is mounted in it, because a person said so: that is a gap.
  mutating func exclude(_ folder: [UInt8]) {
    borders.insert(folder)
    places.removeAll { MountPath.contains(folder, $0.path) }
    gaps.add(PrintablePath.text(folder), .excludedByPolicy, "left out on request (--exclude)")
  }

  /// The mount the root lies on, cut down to what the root shows of it.
  private static func base(_ root: [UInt8], _ number: UInt64?, _ table: MountTable) -> MountTable.Mount? {
    let candidates: [MountTable.Mount] = table.mounts.filter { MountPath.contains($0.mountPoint, root) }
    let longest: MountTable.Mount? = candidates.last(where: { mount in
      candidates.allSatisfy { $0.mountPoint.count <= mount.mountPoint.count }
    })
    guard var mount = candidates.first(where: { $0.id == number }) ?? longest,
      let relative = MountPath.relative(root, to: mount.mountPoint)
    else { return nil }
    mount.root = MountPath.join(mount.root, relative)
    mount.mountPoint = root
    return mount
  }

  private mutating func consider(_ mount: MountTable.Mount) {
    if let double = visiblePlace(of: mount) {
      leftOut.append(
        .init(path: PrintablePath.text(mount.mountPoint), why: "the same files as \(PrintablePath.text(double))"))
      return
    }
    // A wider view than one already walked: its part of it is not walked twice.
    for other in shown[mount.device] ?? [] {
      guard let inside = MountPath.relative(other.root, to: mount.root), !inside.isEmpty else { continue }
      borders.insert(MountPath.join(mount.mountPoint, inside))
    }
    shown[mount.device, default: []].append(mount)
    places.append(Place(path: mount.mountPoint, mount: mount.id))
  }

  /// Where a walked place already shows the whole of `mount`, if it can be seen there.
  private func visiblePlace(of mount: MountTable.Mount) -> [UInt8]? {
    for other in shown[mount.device] ?? [] {
      guard let inside = MountPath.relative(mount.root, to: other.root) else { continue }
      let path: [UInt8] = MountPath.join(other.mountPoint, inside)
      // Another mount on the way to it hides it, and so does this one when it covers its own original.
      let isHidden: Bool = (MountPath.ancestors(of: path) + [path]).contains { point in
        point.count > other.mountPoint.count && (mounts[point] != nil || point == mount.mountPoint)
      }
      if !isHidden { return path }
    }
    return nil
  }

  private mutating func considerOverlay(_ mount: MountTable.Mount) {
    let layers: [[UInt8]]? = OverlayLayers.paths(mount.superOptions)
    if let layers, !layers.isEmpty, layers.allSatisfy(isWalked) {
      leftOut.append(
        .init(
          path: PrintablePath.text(mount.mountPoint), why: "\(mount.type): its layers are walked where they lie"))
    } else {
      consider(mount)
    }
  }

  /// Whether the walk comes to this path: the nearest mount above it is a walked one.
  private func isWalked(_ path: [UInt8]) -> Bool {
    guard let root = places.first?.path, MountPath.contains(root, path) else { return false }
    let nearest: MountTable.Mount? = (MountPath.ancestors(of: path) + [path]).reversed().lazy.compactMap {
      mounts[$0]
    }.first
    guard let nearest else { return true }
    return MountKind(nearest) == .local && nearest.mountPoint != path
      && places.contains { $0.path == nearest.mountPoint }
  }
}
