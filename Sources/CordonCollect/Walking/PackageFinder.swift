internal import CordonModel
internal import CordonVersions

/// Collects the packages of the folders that the walker shows it.
struct PackageFinder {
  /// A folder that tells of packages, open for reading.
  struct Folder {
    let descriptor: Int32
    /// Relative to the root.
    let path: [UInt8]
    let listing: FolderListing
    /// The folder's own name, and that of the folder it lies in.
    let names: FolderNames
  }

  let root: RootedDirectory
  let options: InventoryOptions
  let time: PlausibleTime

  var packages: [SoftwarePackage] = []
  var pythonGaps = GapLedger()
  var npmGaps = GapLedger()
  var pythonCount: Int = 0
  var npmCount: Int = 0
  /// Lock files with a `node_modules` beside them, by location, and the start of the locations in there.
  var installedBeside: [String: String] = [:]
  /// Lock files that this version does not read: what they name is wanted, not installed.
  var npmLeftOut: [Coverage.Exclusion] = []
  private var budget: PackageBudget
  private var wasFull: Bool = false

  init(root: RootedDirectory, options: InventoryOptions, time: PlausibleTime, budget: PackageBudget) {
    self.budget = budget
    self.root = root
    self.options = options
    self.time = time
  }

  func folder(_ descriptor: Int32, path: [UInt8], listing: FolderListing) -> Folder {
    Folder(descriptor: descriptor, path: path, listing: listing, names: FolderNames(root.absolute(path)))
  }

  mutating func examine(_ folder: Folder) {
    // A spent budget is a gap already: what follows could not be kept.
    if wasFull { return }
    switch folder.listing.kind {
    case .distInfo: examinePython(folder, file: "METADATA", isListed: folder.listing.signs.contains(.metadata))
    case .eggInfo: examinePython(folder, file: "PKG-INFO", isListed: folder.listing.signs.contains(.packageInfo))
    case .npmPackage where folder.listing.signs.contains(.packageJSON): examineNpmPackage(folder)
    default: break
    }
    for file in folder.listing.eggFiles { examineEggFile(folder, file) }
    if folder.listing.hasLock { examineLock(folder) }
    if folder.listing.hasForeignLock { noteForeignLock(folder) }
    if folder.listing.signs.contains(.plugAndPlay) { notePlugAndPlay(folder) }
    for link in folder.listing.links { examineLink(link, in: folder) }
  }

  /// A folder that could not be opened: its name still tells of a package. The gap is the walker's.
  mutating func noteUnopened(path: [UInt8], kind: FolderKind) {
    let location: String = root.display(path)
    let names = FolderNames(root.absolute(path))
    switch kind {
    case .distInfo, .eggInfo: keepUnopenedPython(names, location: location, kind: kind)
    case .npmPackage: keepUnopenedNpm(names, location: location)
    default: break
    }
  }

  /// Reads a file of the folder whole. A link is followed as long as it stays inside the root.
  func read(_ name: String, in folder: Folder, limit: Int, orCut: Bool = false) throws(FileFailure) -> FileContent {
    let file: Descriptor
    do throws(FileFailure) {
      file = try BoundedReader.open(name, at: folder.descriptor)
    } catch {
      guard error.errorNumber == .link else { throw error }
      file = try root.openFile((folder.path.isEmpty ? [] : folder.path + [0x2F]) + Array(name.utf8))
    }
    return orCut ? try BoundedReader.read(file, limit: limit) : try BoundedReader.whole(file, limit: limit)
  }

  /// Keeps a package, or says why not.
  mutating func keep(_ package: SoftwarePackage?, _ count: WritableKeyPath<PackageFinder, Int>) {
    guard let package else { return }
    guard budget.take(package) else {
      if !wasFull {
        pythonGaps.add(root.display(""), .scanPartial, budget.detail)
        npmGaps.add(root.display(""), .scanPartial, budget.detail)
      }
      wasFull = true
      return
    }
    packages.append(package)
    self[keyPath: count] += 1
  }
}

/// The last two components of a path.
struct FolderNames {
  let own: ArraySlice<UInt8>
  let parent: ArraySlice<UInt8>

  init(_ path: [UInt8]) {
    own = FolderNames.last(path[...])
    parent = FolderNames.last(path.dropLast(own.count + 1))
  }

  private static func last(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    path.suffix(from: path.lastIndex(of: 0x2F).map { $0 + 1 } ?? path.startIndex)
  }
}
