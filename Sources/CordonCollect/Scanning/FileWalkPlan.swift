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

  private(set) var starts: [Start] = []
  /// Absolute paths that a walk from above does not enter.
  private(set) var borders: Set<[UInt8]> = []
  private(set) var leftOut: [Coverage.Exclusion] = []
  private(set) var gaps = GapLedger()
  private let options: FileWalkOptions

  init(_ request: FileWalkRequest, options: FileWalkOptions) {
    self.options = options
    switch request.scope {
    case .live: addRoot("/", request)
    case .root(let path): addRoot(path, request)
    case .paths(let paths): for path in paths { add(typed: path, excluded: request.excluded) }
    }
  }

  private mutating func addRoot(_ path: String, _ request: FileWalkRequest) {
    do throws(FileFailure) {
      let root = try RootedDirectory(path: path, confinement: .inRoot, stepwise: options.resolvesStepwise)
      let scope = WalkScope(root, excluding: request.excluded)
      for folder in request.first { addFirst(folder, root, scope) }
      add(root, scope)
    } catch {
      gaps.add(PrintablePath.text(Array(path.utf8)), error)
    }
  }

  private mutating func add(_ root: RootedDirectory, _ scope: WalkScope) {
    for place in scope.places {
      let relative: [UInt8] = MountPath.relative(place.path, to: root.realPath) ?? []
      starts.append(Start(root: root, folder: relative, mount: place.mount))
    }
    borders.formUnion(scope.borders)
    leftOut.append(contentsOf: scope.leftOut)
    gaps.add(scope.gaps)
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

  private mutating func add(typed: [UInt8], excluded: [String]) {
    do throws(FileFailure) {
      guard !typed.isEmpty, !typed.contains(0) else { throw FileFailure(errorNumber: .noEntry) }
      let place: Descriptor = try FileWalkPlan.open(typed, CORDON_PATH_ONLY)
      let status: FileStatus = try place.status()
      let real: [UInt8] = RootedDirectory.realPath(of: place) ?? typed
      if status.isDirectory {
        let folder = try Descriptor(
          result: unsafe cordon_open_at(place.number, ".", O_RDONLY | O_DIRECTORY | O_NONBLOCK))
        let root = try RootedDirectory(
          folder, path: real, confinement: .beneath, stepwise: options.resolvesStepwise)
        add(root, WalkScope(root, excluding: excluded))
      } else if status.isRegular {
        try addFile(real)
      } else {
        throw .notRegular
      }
    } catch {
      let isMissing: Bool = error.errorNumber == .noEntry
      gaps.add(
        PrintablePath.text(typed),
        isMissing ? FileFailure(reason: .scanError, detail: "there is no such file or folder") : error)
    }
  }

  private mutating func addFile(_ path: [UInt8]) throws(FileFailure) {
    let slash: Int? = path.lastIndex(of: 0x2F)
    let above: [UInt8] = slash.map { $0 == 0 ? [0x2F] : Array(path[..<$0]) } ?? [0x2E]
    // Its name is all that is needed of the folder: one that may not be listed will do.
    let folder: Descriptor = try FileWalkPlan.open(above, CORDON_PATH_ONLY | O_DIRECTORY)
    let root = try RootedDirectory(folder, path: above, confinement: .beneath, stepwise: options.resolvesStepwise)
    starts.append(Start(root: root, folder: [], file: Array(path[(slash.map { $0 + 1 } ?? 0)...])))
  }

  private static func open(_ path: [UInt8], _ flags: Int32) throws(FileFailure) -> Descriptor {
    let text: [CChar] = path.map { CChar(bitPattern: $0) } + [0]
    return try Descriptor(result: unsafe cordon_open_at(AT_FDCWD, text, flags))
  }
}
