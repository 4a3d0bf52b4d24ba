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

  /// The checks this walk is for.
  let wanted: Set<CheckKind>

  var packages: [SoftwarePackage] = []
  /// What each check found and could not look at.
  private var ledgers: [CheckKind: CheckLedger] = [:]
  /// Lock files with a `node_modules` beside them, by location, and the start of the locations in there.
  var installedBeside: [String: String] = [:]
  /// The program folder met last, as in `/opt`: what is said of it holds for the folders in it.
  var lastProgram: ProgramPlace?
  private var budget: PackageBudget
  private var wasFull: Bool = false

  init(
    root: RootedDirectory, options: InventoryOptions, time: PlausibleTime, wanted: Set<CheckKind>,
    budget: PackageBudget
  ) {
    self.budget = budget
    self.root = root
    self.options = options
    self.time = time
    self.wanted = wanted
  }

  /// The account of one check.
  subscript(check: CheckKind) -> CheckLedger {
    get { ledgers[check, default: CheckLedger()] }
    _modify { yield &ledgers[check, default: CheckLedger()] }
  }

  func folder(_ descriptor: Int32, path: [UInt8], listing: FolderListing) -> Folder {
    Folder(descriptor: descriptor, path: path, listing: listing, names: FolderNames(root.absolute(path)))
  }

  mutating func examine(_ folder: Folder) {
    // A spent budget is a gap already: what follows could not be kept.
    if wasFull { return }
    for file in folder.listing.files where !file.isLink || isToBeFollowed(file, in: folder) {
      examine(file, in: folder)
    }
    if wanted.contains(.extensions), folder.listing.kind == .editorExtension { examineEditorExtension(folder) }
    if wanted.contains(.extensions), folder.listing.kind == .jetBrains { notePlugins(folder) }
    if wanted.contains(.programs) { examineProgramFolder(folder) }
    let wantsPython: Bool = wanted.contains(.pythonPackages)
    let wantsNpm: Bool = wanted.contains(.npmPackages)
    switch folder.listing.kind {
    case .distInfo where wantsPython:
      examinePython(folder, file: "METADATA", isListed: folder.listing.signs.contains(.metadata))
    case .eggInfo where wantsPython:
      examinePython(folder, file: "PKG-INFO", isListed: folder.listing.signs.contains(.packageInfo))
    case .npmPackage where wantsNpm && folder.listing.signs.contains(.packageJSON): examineNpmPackage(folder)
    default: break
    }
    guard wantsPython || wantsNpm else { return }
    if wantsNpm {
      if folder.listing.hasLock { examineLock(folder) }
      if folder.listing.hasForeignLock { noteForeignLock(folder) }
      if folder.listing.signs.contains(.plugAndPlay) { notePlugAndPlay(folder) }
    }
    for link in folder.listing.links { examineLink(link, in: folder) }
  }

  /// A folder that could not be opened: its name still tells of a package. The gap is the walker's.
  mutating func noteUnopened(path: [UInt8], kind: FolderKind) {
    let location: String = root.display(path)
    let names = FolderNames(root.absolute(path))
    switch kind {
    case .distInfo where wanted.contains(.pythonPackages), .eggInfo where wanted.contains(.pythonPackages):
      keepUnopenedPython(names, location: location, kind: kind)
    case .npmPackage where wanted.contains(.npmPackages): keepUnopenedNpm(names, location: location)
    case .chromiumExtensionVersion where wanted.contains(.extensions):
      keepUnopenedBrowserExtension(names, location: location)
    case .editorExtension where wanted.contains(.extensions): keepUnopenedEditorExtension(names, location: location)
    default: break
    }
  }

  /// Reads a file of the folder whole. A link is followed as long as it stays inside the root.
  func read(_ name: String, in folder: Folder, limit: Int, orCut: Bool = false) throws(FileFailure) -> FileContent {
    let file: Descriptor = try open(name, in: folder)
    return orCut ? try BoundedReader.read(file, limit: limit) : try BoundedReader.whole(file, limit: limit)
  }

  private mutating func examine(_ file: NotedFile, in folder: Folder) {
    switch file.kind {
    case .eggFile: examineEggFile(folder, file.name)
    case .gemspec: examineGemspec(file.name, in: folder)
    case .javaArchive: examineJavaArchive(file.name, in: folder)
    case .composerInstalled: examineComposerInstalled(file.name, in: folder)
    case .composerLock: examineComposerLock(file.name, in: folder)
    case .nugetArchive: examineNuGetArchive(file.name, in: folder)
    case .nuspec: examineNuspec(file.name, in: folder)
    case .dotnetDeps: examineDotnetDeps(file.name, in: folder)
    case .yarnArchive: examineYarnArchive(file.name, in: folder)
    case .appImage: examineAppImage(file.name, in: folder)
    case .snap: examineSnap(file.name, in: folder)
    case .programRecord: examineProgramRecord(file.name, in: folder)
    case .chromiumManifest: examineChromiumManifest(file.name, in: folder)
    case .chromiumPreferences: examineChromiumPreferences(file.name, in: folder)
    case .firefoxExtensions: examineFirefoxExtensions(file.name, in: folder)
    case .infoPlist: examineInfoPlist(file.name, in: folder)
    case .program: examineProgram(file.name, in: folder)
    }
  }

  /// Where a file of the folder lies, for people.
  func location(of name: [UInt8], in folder: Folder) -> String {
    root.display(folder.path.isEmpty ? name : folder.path + [0x2F] + name)
  }

  /// Opens a regular file of the folder; a link is followed as long as it stays inside the root.
  func open(_ name: [UInt8], in folder: Folder) throws(FileFailure) -> Descriptor {
    guard let text = String(validating: name, as: UTF8.self) else {
      return try root.openFile((folder.path.isEmpty ? [] : folder.path + [0x2F]) + name)
    }
    return try open(text, in: folder)
  }

  private func open(_ name: String, in folder: Folder) throws(FileFailure) -> Descriptor {
    do throws(FileFailure) {
      return try BoundedReader.open(name, at: folder.descriptor)
    } catch {
      guard error.errorNumber == .link else { throw error }
      return try root.openFile((folder.path.isEmpty ? [] : folder.path + [0x2F]) + Array(name.utf8))
    }
  }

  /// Keeps a package, or says why not.
  mutating func keep(_ package: SoftwarePackage, for check: CheckKind) {
    guard budget.take(package) else {
      if !wasFull {
        for check in wanted { self[check].gaps.add(root.display(""), .scanPartial, budget.detail) }
      }
      wasFull = true
      return
    }
    packages.append(package)
    self[check].count += 1
  }
}

/// What one check found, could not look at, and left out by rule.
struct CheckLedger {
  var gaps = GapLedger()
  var count: Int = 0
  var leftOut: [Coverage.Exclusion] = []
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
