internal import CordonModel
internal import CordonVersions

/// The check `container-layers`: the package databases inside the layers of container images and containers on disk.
///
/// Each layer is read as a root of its own, whatever lies above or below it:
/// - A database that a layer brings or changes is read there, so a package of the lowest layer that every layer above
///   copies is listed for each, with the layer in its place. A layer may belong to several images.
/// - What an upper layer removed (a whiteout) is absent there and still found in the layer below, where it still lies.
/// - The distribution is that of the layer's own os-release, else that of the nearest layer below that has one; where
///   neither is known (containerd does not say which layers belong together), that is a gap.
///
/// Searched are the usual places, those that Docker's, containers-storage's and containerd's configuration names, and
/// the stores of every user in their usual place.
struct ContainerLayerCheck {
  let root: RootedDirectory
  let options: InventoryOptions
  let target: Target
  let now: Timestamp
  private(set) var packages: [SoftwarePackage] = []
  /// What is left for the packages of other checks.
  private(set) var budget: PackageBudget
  private var gaps = GapLedger()
  private var scope: [String] = []
  private var entriesExamined: Int = 0
  private var layersLeft: Int
  /// Stores that are read already, by device and inode.
  private var read: Set<[UInt64]> = []
  /// Links on the way to a store that lead to nothing, from the root on.
  private var broken: Set<[UInt8]> = []

  init(root: RootedDirectory, options: InventoryOptions, target: Target, now: Timestamp, budget: PackageBudget) {
    self.root = root
    self.options = options
    self.target = target
    self.now = now
    self.budget = budget
    layersLeft = options.containerLayers
  }

  mutating func run() -> Coverage {
    var coverage = Coverage(check: .containerLayers, state: .complete, collectedAt: now)
    if target.platform == .linux {
      for store in ContainerStore.ofSystem { look(into: store) }
      for store in ConfiguredStores.stores(in: root, &gaps) { look(into: store) }
      for home in UserHomes.paths(in: root, limit: options.containerUsers, &gaps) { look(intoHome: home) }
    } else {
      coverage.state = .failed
      gaps.add(root.display(""), .unsupportedPlatform, "the kind of system was not recognised")
    }
    coverage.scope = scope
    coverage.entriesExamined = entriesExamined
    coverage.itemsFound = packages.count
    gaps.settle(&coverage)
    return coverage
  }

  private mutating func look(intoHome home: [UInt8]) {
    let share: [UInt8] = home + Array("/.local/share".utf8)
    do throws(FileFailure) {
      // One gap for a home that may not be read, not one for each store that could be in it.
      _ = try root.openDirectory(share)
    } catch {
      return note(error, at: share)
    }
    for store in ContainerStore.ofUser(share) { look(into: store) }
  }

  private mutating func look(into store: ContainerStore) {
    do throws(FileFailure) {
      let folder = try root.openDirectory(store.path)
      let status: FileStatus = try folder.status()
      guard read.insert([status.device, status.inode]).inserted else { return }
      // One more than layers: the folder of short links.
      let listing = try DirectoryReader().names(in: folder.number, limit: options.containerLayers + 16)
      entriesExamined += listing.names.count
      guard let files = store.files else {
        if case .unread(let kind) = store.layout, !listing.names.isEmpty {
          gaps.add(
            root.display(store.path), .capabilityMissing, "container layers of the kind \(kind) are not read")
        }
        return
      }
      scope.append(root.display(store.path))
      var releases = LayerReleases(folder: folder.number)
      for name in listing.names where !read(name, files, of: store, folder, &releases) { return }
      if listing.isCut { noteLayerLimit(store) }
    } catch {
      note(error, at: store.path)
    }
  }

  /// Reads one layer; `false` when no more are to be read.
  private mutating func read(
    _ name: [UInt8], _ files: String, of store: ContainerStore, _ folder: borrowing Descriptor,
    _ releases: inout LayerReleases
  ) -> Bool {
    let path: [UInt8] = store.path + [0x2F] + name + [0x2F] + Array(files.utf8)
    let layer: RootedDirectory
    do throws(FileFailure) {
      layer = try LayerFolder.open(
        name, files: files, in: folder.number, path: root.absolute(path), stepwise: options.resolvesStepwise)
    } catch {
      // Beside the layers lie files and folders of the store's own, without files of a layer in them.
      let isOther: Bool =
        error.errorNumber == .noEntry
        || (error.errorNumber == .notDirectory && !isLink(name, folder)
          && !isLink(name + [0x2F] + Array(files.utf8), folder))
      if !isOther { gaps.add(root.display(path), error) }
      return true
    }
    guard layersLeft > 0 else {
      noteLayerLimit(store)
      return false
    }
    layersLeft -= 1
    guard !budget.isSpent else {
      gaps.add(root.display(store.path), .scanPartial, budget.detail)
      return false
    }
    let system: OSRelease = releases.release(
      of: name, files: files, layer: layer, stepwise: options.resolvesStepwise)
    let look = DatabaseLook(
      root: layer, options: options, system: system, clock: .unknownZone, time: PlausibleTime(now: now))
    let findings: DatabaseFindings = PackageDatabases.collect(look, budget: budget)
    packages.append(contentsOf: findings.packages)
    budget = findings.budget
    gaps.add(findings.gaps)
    if system.id == nil, findings.packages.contains(where: { $0.purl.type == "deb" }) {
      gaps.add(root.display(path), .scanPartial, "no os-release names the distribution of this layer's packages")
    }
    gaps.add(ForeignDatabases.gaps(in: layer))
    entriesExamined += findings.entriesExamined
    return true
  }

  private func isLink(_ name: [UInt8], _ folder: borrowing Descriptor) -> Bool {
    let entry: [CChar] = name.map { CChar(bitPattern: $0) } + [0]
    guard let status = unsafe FileStatus(entry: entry, in: folder.number) else { return false }
    return status.isLink
  }

  private mutating func noteLayerLimit(_ store: ContainerStore) {
    gaps.add(root.display(store.path), .scanPartial, "more than \(options.containerLayers) layers")
  }

  private mutating func note(_ failure: FileFailure, at path: [UInt8]) {
    guard failure.errorNumber == .noEntry || failure.errorNumber == .notDirectory else {
      return gaps.add(root.display(path), failure)
    }
    // Layers on a disk that is not mounted here: once a link, not once for each store behind it.
    if let link = root.brokenLink(on: path), broken.insert(link).inserted {
      gaps.add(root.display(link), FileFailure(errorNumber: .link))
    }
  }
}
