internal import CLinux
internal import CordonModel
internal import Glibc

/// Goes once through every folder of a scope and shows a finder the ones that tell of packages.
///
/// Depth first, without recursion; each folder is opened relative to the one above it, and links are not followed.
/// Only the folders on the way down are open, and only names of folders still to be visited are kept.
struct TreeWalker {
  private let root: RootedDirectory
  private let options: InventoryOptions
  private let observer: CollectionObserver
  private let wanted: WantedFiles
  private let borders: Set<[UInt8]>
  /// Last names of the borders, so that a full path is only built where one may be.
  private let borderNames: Set<[UInt8]>
  private let borderLengths: Set<Int>
  private let reader = DirectoryReader()

  private(set) var entriesExamined: Int = 0
  private(set) var gaps = GapLedger()
  private(set) var leftOut: [Coverage.Exclusion] = []
  private(set) var walked: [String] = []
  private(set) var wasCancelled: Bool = false

  /// The path of the current folder, relative to the root.
  private var path: [UInt8] = []
  /// Subfolders not yet visited, the next one last: name, NUL, kind, length of the name in two bytes.
  private var waiting: [UInt8] = []
  private var frames: [Frame] = []
  /// Device and inode of every place walked so far.
  private var roots: Set<[UInt64]> = []
  private var place = PlaceIdentity(device: 0, mount: nil)

  /// A folder on the way down, whose subfolders are being visited.
  private struct Frame {
    let descriptor: Int32
    let waitingStart: Int
    let pathLength: Int
    let kind: FolderKind
    let isInNodeModules: Bool
  }

  init(
    root: RootedDirectory, scope: WalkScope, wanted: WantedFiles, options: InventoryOptions,
    observer: CollectionObserver
  ) {
    self.wanted = wanted
    self.root = root
    self.options = options
    self.observer = observer
    borders = scope.borders
    borderNames = Set(scope.borders.map { Array($0.split(separator: 0x2F).last ?? []) })
    borderLengths = Set(borderNames.map(\.count))
    gaps = scope.gaps
    leftOut = scope.leftOut
  }

  /// Walks every place of the scope.
  mutating func walk(_ places: [WalkScope.Place], finder: inout PackageFinder) {
    for place in places where !wasCancelled {
      let relative: [UInt8] = MountPath.relative(place.path, to: root.realPath) ?? []
      do throws(FileFailure) {
        let folder = try root.openDirectory(relative)
        let status: FileStatus = try folder.status()
        if let expected = place.mount, let found = status.mount, found != expected {
          gaps.add(root.display(relative), .scanPartial, "unmounted or mounted over meanwhile")
          continue
        }
        guard roots.insert([status.device, status.inode]).inserted else {
          leftOut.append(.init(path: root.display(relative), why: "a folder that was walked already"))
          continue
        }
        self.place = PlaceIdentity(device: status.device, mount: status.mount)
        walked.append(root.display(relative))
        descend(folder, path: relative, finder: &finder)
      } catch {
        gaps.add(root.display(relative), error)
      }
    }
  }

  private mutating func descend(_ top: borrowing Descriptor, path start: [UInt8], finder: inout PackageFinder) {
    path = start
    let copy: Int32 = fcntl(top.number, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { return gaps.add(root.display(path), FileFailure(result: -Int(EMFILE))) }
    // The place can itself be a node_modules or lie in one: a volume, or the folder that was asked for.
    let (kind, isInside): (FolderKind, Bool) = FolderKind.ofPath(root.absolute(path))
    visit(copy, kind: kind, isInNodeModules: isInside, finder: &finder)
    while let frame = frames.last {
      path.removeLast(path.count - frame.pathLength)
      if observer.isCancelled {
        stop()
        return
      }
      guard waiting.count > frame.waitingStart else {
        close(frame.descriptor)
        frames.removeLast()
        continue
      }
      enterNext(in: frame, finder: &finder)
    }
  }

  private mutating func stop() {
    wasCancelled = true
    gaps.add(root.display(path), .scanPartial, "stopped on request")
    for frame in frames { close(frame.descriptor) }
    frames.removeAll()
    waiting.removeAll()
  }

  /// Takes the last waiting name and goes into that folder.
  private mutating func enterNext(in frame: Frame, finder: inout PackageFinder) {
    let tail: Int = waiting.count - 4
    let length: Int = Int(waiting[tail + 2]) << 8 | Int(waiting[tail + 3])
    let kind: FolderKind = FolderKind(rawValue: waiting[tail + 1]) ?? .plain
    let start: Int = tail - length
    if !path.isEmpty { path.append(0x2F) }
    path.append(contentsOf: waiting[start..<tail])
    let flags: Int32 = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK
    let descriptor: Int32 = unsafe waiting.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return -ENOENT }
      return unsafe cordon_open_at(frame.descriptor, (base + start).assumingMemoryBound(to: CChar.self), flags)
    }
    waiting.removeLast(length + 4)
    guard descriptor >= 0 else {
      // Gone, or no folder any more, since it was listed: then nothing is there to be looked at. A folder of packages
      // may have been moved to where the walk has been: that is a gap.
      if !kind.isPlain || ![-ENOENT, -ENOTDIR, -ELOOP].contains(descriptor) {
        gaps.add(root.display(path), FileFailure(result: Int(descriptor)))
        finder.noteUnopened(path: path, kind: kind)
      }
      return
    }
    guard path.count <= options.pathBytes else {
      close(descriptor)
      return gaps.add(root.display(path.prefix(200)), .scanPartial, "a path longer than \(options.pathBytes) bytes")
    }
    let isInside: Bool = frame.isInNodeModules || kind == .nodeModules
    visit(descriptor, kind: kind, isInNodeModules: isInside, finder: &finder)
  }

  /// Lists an open folder, shows it to the finder, and leaves it open when it has subfolders.
  private mutating func visit(
    _ descriptor: Int32, kind: FolderKind, isInNodeModules: Bool, finder: inout PackageFinder
  ) {
    guard let status = FileStatus(descriptor: descriptor), place.holds(status) else {
      close(descriptor)
      return gaps.add(root.display(path), .scanPartial, "another file system was mounted here meanwhile")
    }
    let start: Int = waiting.count
    var listing = FolderListing(kind: kind, isInNodeModules: isInNodeModules)
    do throws(FileFailure) {
      try list(descriptor, into: &listing)
    } catch {
      gaps.add(root.display(path), error)
    }
    entriesExamined &+= listing.count
    observer.examined(entriesExamined)
    if listing.isTelling {
      finder.examine(finder.folder(descriptor, path: path, listing: listing))
    }
    guard waiting.count > start else {
      close(descriptor)
      return
    }
    guard frames.count < options.depth else {
      waiting.removeLast(waiting.count - start)
      close(descriptor)
      return gaps.add(root.display(path), .scanPartial, "more than \(options.depth) levels of folders")
    }
    frames.append(
      Frame(
        descriptor: descriptor, waitingStart: start, pathLength: path.count, kind: kind,
        isInNodeModules: isInNodeModules))
  }

  private mutating func list(_ descriptor: Int32, into listing: inout FolderListing) throws(FileFailure) {
    let reader: DirectoryReader = reader
    try unsafe reader.forEach(in: descriptor) { name, length, recorded in
      listing.count &+= 1
      var isFolder: Bool = recorded == .directory
      var isLink: Bool = recorded == .link
      if recorded == .unrecorded {
        // What cannot be looked at may be a folder: opening it says why not.
        let status: FileStatus? = unsafe FileStatus(entry: name, in: descriptor)
        (isFolder, isLink) = (status?.isDirectory ?? true, status?.isLink ?? false)
      }
      guard isFolder else {
        if isLink { unsafe listing.noteLink(name, length) }
        let signs: EntrySigns = unsafe EntrySigns(file: name, length)
        if !signs.isEmpty { listing.signs.formUnion(signs) }
        unsafe note(name, length, isLink: isLink, in: descriptor, &listing)
        return
      }
      let child: FolderKind = unsafe FolderKind(name, length, in: listing.kind)
      if child == .nodeModules { listing.signs.insert(.nodeModules) }
      // A folder where the manifest should be: the package is there, its manifest cannot be read.
      if listing.kind == .npmPackage {
        listing.signs.formUnion(unsafe EntrySigns(file: name, length).intersection(.packageJSON))
      }
      if borderLengths.contains(length), unsafe isBorder(name, length) { return }
      unsafe waiting.append(contentsOf: UnsafeRawBufferPointer(start: name, count: length))
      waiting.append(0)
      waiting.append(child.rawValue)
      waiting.append(UInt8(truncatingIfNeeded: length >> 8))
      waiting.append(UInt8(truncatingIfNeeded: length))
    }
  }

  /// Keeps the name of a file that has to be looked at. What a link leads to is met where it lies, if it has a telling
  /// name there: the finder decides. A program is one under any name.
  @inline(__always)
  private func note(
    _ name: UnsafePointer<CChar>, _ length: Int, isLink: Bool, in descriptor: Int32, _ listing: inout FolderListing
  ) {
    guard let kind = unsafe FileKind(name, length, in: listing.kind), wanted.contains(kind) else { return }
    if isLink, kind == .program { return }
    // What cannot be looked at is kept: opening it says why not.
    if kind == .program, let status = unsafe FileStatus(entry: name, in: descriptor) {
      // Disks of Windows are often mounted without any execute bits.
      guard status.isLargeAsProgram, unsafe status.isExecutable || EntryName.ends(name, length, ".exe") else { return }
    }
    listing.files.append(
      NotedFile(
        kind: kind, name: unsafe UnsafeRawBufferPointer(start: name, count: length).map { $0 }, isLink: isLink))
  }

  private func isBorder(_ name: UnsafePointer<CChar>, _ length: Int) -> Bool {
    let last: [UInt8] = unsafe UnsafeRawBufferPointer(start: name, count: length).map { $0 }
    guard borderNames.contains(last) else { return false }
    return borders.contains(root.absolute(path.isEmpty ? last : path + [0x2F] + last))
  }
}

/// What one pass over a folder's entries showed.
struct FolderListing {
  let kind: FolderKind
  let isInNodeModules: Bool
  var signs: EntrySigns = []
  /// Files to be looked at by their own names.
  var files: [NotedFile] = []
  /// Links where a folder would tell of packages.
  var links: [Link] = []
  var count: Int = 0

  /// Whether there is something for the finder.
  var isTelling: Bool {
    switch kind {
    case .distInfo, .eggInfo, .flatpakBranch, .programFolder, .programSubfolder, .jetBrains: return true
    case .npmPackage where signs.contains(.packageJSON), .editorExtension where signs.contains(.packageJSON):
      return true
    default:
      return !files.isEmpty || !links.isEmpty || hasLock || hasForeignLock || signs.contains(.plugAndPlay)
    }
  }

  /// A link, and what the folder it leads to would be by the link's name.
  struct Link {
    let name: [UInt8]
    let kind: FolderKind
  }

  /// Keeps a link whose name would tell of packages if it were a folder.
  mutating func noteLink(_ name: UnsafePointer<CChar>, _ length: Int) {
    let target: FolderKind = unsafe FolderKind(name, length, in: kind)
    switch target {
    case .nodeModules, .npmScope, .npmPackage, .distInfo:
      links.append(Link(name: unsafe UnsafeRawBufferPointer(start: name, count: length).map { $0 }, kind: target))
    // An egg is looked at by its own name, be it a link or not. What the other links lead to is walked where it lies.
    default: break
    }
  }

  /// A lock file that this version does not read, of a project whose packages are not installed beside it.
  var hasForeignLock: Bool {
    !isInNodeModules && signs.contains(.foreignLock) && !signs.contains(.nodeModules) && !hasLock
  }

  /// The lock file of a project. A lock that an installed package brings along says nothing: what it names lies in
  /// the same `node_modules`.
  var hasLock: Bool {
    !isInNodeModules && !signs.isDisjoint(with: [.packageLock, .shrinkwrap])
  }
}
