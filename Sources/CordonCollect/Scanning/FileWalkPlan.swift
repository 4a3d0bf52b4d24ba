internal import CLinux
internal import CordonModel
internal import Glibc

/// Where a walk over files begins, in order, and where it does not go.
struct FileWalkPlan {
  /// A folder, or a single file.
  struct Start {
    let root: RootedDirectory
    /// The folder to be walked, or the one the file lies in, relative to the root.
    let folder: [UInt8]
    /// The file's name.
    var file: [UInt8]?
    /// The mount's number, to be checked when the folder is opened.
    var mount: UInt64?
    /// Wanted before the others; that it is met again needs no word.
    var isFirst: Bool = false

    /// Absolute, `/` as nothing.
    var path: [UInt8] {
      let absolute: [UInt8] = root.absolute(folder)
      return absolute == [0x2F] ? [] : absolute
    }

    /// The folder that a single file lies in: it need not be one that may be listed.
    func openedAbove() throws(FileFailure) -> Descriptor {
      if folder.isEmpty { return try root.descriptor.copy() }
      return try root.openDirectory(folder)
    }
  }

  /// Of a machine or a root; paths that someone typed are opened one by one, when their turn comes.
  private(set) var starts: [Start] = []
  let typed: [[UInt8]]
  /// Absolute paths that a walk from above does not enter.
  private(set) var borders: Set<[UInt8]> = []
  private(set) var leftOut: [Coverage.Exclusion] = []
  private(set) var gaps = GapLedger()
  private let options: FileWalkOptions
  private let excluded: [String]
  private let table = MountTable.current()

  init(_ request: FileWalkRequest, options: FileWalkOptions) {
    self.options = options
    excluded = request.excluded
    switch request.scope {
    case .live, .root: typed = []
    case .paths(let paths): typed = paths
    }
    switch request.scope {
    case .live: addRoot("/", request.first)
    case .root(let path): addRoot(path, request.first)
    case .paths: break
    }
  }

  private mutating func addRoot(_ path: String, _ first: [[UInt8]]) {
    do throws(FileFailure) {
      let root = try RootedDirectory(path: path, confinement: .inRoot, stepwise: options.resolvesStepwise)
      let scope = WalkScope(root, excluding: excluded, table: table)
      for folder in first { addFirst(folder, root, scope) }
      starts.append(contentsOf: add(root, scope))
    } catch {
      gaps.add(PrintablePath.text(Array(path.utf8)), error)
    }
  }

  private mutating func add(_ root: RootedDirectory, _ scope: WalkScope) -> [Start] {
    borders.formUnion(scope.borders)
    leftOut.append(contentsOf: scope.leftOut)
    gaps.add(scope.gaps)
    return scope.places.map { place in
      Start(root: root, folder: MountPath.relative(place.path, to: root.realPath) ?? [], mount: place.mount)
    }
  }

  /// Puts a folder in front of the others if they lead to it.
  private mutating func addFirst(_ folder: [UInt8], _ root: RootedDirectory, _ scope: WalkScope) {
    let given: [UInt8] = MountPath.plain(folder)
    let relative: [UInt8] = MountPath.relative(given, to: root.realPath) ?? Array(given.dropFirst())
    do throws(FileFailure) {
      let place: Descriptor = try root.openDirectory(relative)
      let path: [UInt8] = RootedDirectory.realPath(of: place) ?? root.absolute(relative)
      guard let inside = MountPath.relative(path, to: root.realPath) else { return }
      let start: [UInt8]? = scope.places.map(\.path).filter { MountPath.contains($0, path) }.max { $0.count < $1.count }
      guard let start, !scope.borders.contains(where: { $0.count > start.count && MountPath.contains($0, path) })
      else { return }
      starts.append(Start(root: root, folder: inside, isFirst: true))
    } catch {
      // The walk comes by later and says why.
    }
  }

  /// What was told since the last time: a walk keeps the account of all.
  mutating func takeAccount() -> (leftOut: [Coverage.Exclusion], gaps: GapLedger) {
    defer { (leftOut, gaps) = ([], GapLedger()) }
    return (leftOut, gaps)
  }

  /// Opens what someone typed, and says where the walk of it begins.
  mutating func starts(of path: [UInt8]) throws(FileFailure) -> [Start] {
    guard !path.isEmpty, !path.contains(0) else { throw FileWalkPlan.missing }
    let place: Descriptor
    do throws(FileFailure) {
      place = try FileWalkPlan.open(path, CORDON_PATH_ONLY)
    } catch {
      throw error.errorNumber == .noEntry ? FileWalkPlan.missing : error
    }
    let status: FileStatus = try place.status()
    let real: [UInt8] = RootedDirectory.realPath(of: place) ?? path
    if status.isDirectory {
      let folder = try Descriptor(
        result: unsafe cordon_open_at(place.number, ".", O_RDONLY | O_DIRECTORY | O_NONBLOCK))
      let root = try RootedDirectory(folder, path: real, confinement: .beneath, stepwise: options.resolvesStepwise)
      return add(root, WalkScope(root, excluding: excluded, table: table))
    }
    guard status.isRegular else { throw .notRegular }
    return [try file(real)]
  }

  private func file(_ path: [UInt8]) throws(FileFailure) -> Start {
    let slash: Int? = path.lastIndex(of: 0x2F)
    let above: [UInt8] = slash.map { $0 == 0 ? [0x2F] : Array(path[..<$0]) } ?? [0x2E]
    // A look at one name in it is all that is needed: a folder that may not be listed will do.
    let folder: Descriptor = try FileWalkPlan.open(above, CORDON_PATH_ONLY | O_DIRECTORY)
    let root = try RootedDirectory(folder, path: above, confinement: .beneath, stepwise: options.resolvesStepwise)
    return Start(root: root, folder: [], file: Array(path[(slash.map { $0 + 1 } ?? 0)...]))
  }

  private static let missing = FileFailure(reason: .scanError, detail: "there is no such file or folder")

  private static func open(_ path: [UInt8], _ flags: Int32) throws(FileFailure) -> Descriptor {
    let text: [CChar] = path.map { CChar(bitPattern: $0) } + [0]
    return try Descriptor(result: unsafe cordon_open_at(AT_FDCWD, text, flags))
  }
}
