internal import CLinux
internal import CordonModel
internal import Glibc

/// Goes once through every folder of a scope and hands on each regular file with what the system says of it.
///
/// Depth first, without recursion; each folder is opened relative to the one above it, and links are not followed. A
/// number of folders on the way down is open; one above them is opened again from below when the walk comes back, and has
/// to be the same then. A file with several names is handed on under the first that is met. Names are any bytes, paths
/// may be longer than the system takes at once.
package struct FileWalker {
  var plan: FileWalkPlan
  private let options: FileWalkOptions
  let observer: CollectionObserver
  let reader = DirectoryReader(capacity: 256 << 10)

  package internal(set) var count = FileWalkCount()
  /// The folders and files the walk began with, printable; the first thousand of them.
  package private(set) var walked: [String] = []
  package internal(set) var wasCancelled: Bool = false
  var gaps: GapLedger
  private(set) var leftOut: [Coverage.Exclusion]

  /// The absolute path of the current folder: nothing for `/`.
  var path: [UInt8] = []
  /// Subfolders not yet visited, the next one last: name, NUL, length of the name in two bytes.
  var waiting: [UInt8] = []
  private var frames: [Frame] = []
  /// The first frame whose folder is open; those before it were closed on the way down.
  private var firstOpen: Int = 0
  var place = PlaceIdentity(device: 0, mount: nil)
  var seen: SeenFiles
  var status = FileStatus()
  var borderNames: BorderNames
  /// Where the walk began so far.
  private var begun: [Begun] = []
  private var begunFolders: Set<FileKey> = []

  /// - Parameter observer: asked after each entry whether to stop, told after each folder how many entries there were.
  package init(
    _ request: FileWalkRequest, options: FileWalkOptions = FileWalkOptions(),
    observer: CollectionObserver = CollectionObserver()
  ) {
    plan = FileWalkPlan(request, options: options)
    self.options = options
    self.observer = observer
    (leftOut, gaps) = plan.takeAccount()
    borderNames = BorderNames(plan.borders)
    seen = SeenFiles(limit: options.linkedFiles, alsoSingle: plan.typed.count > 1)
  }

  /// A folder on the way down, whose subfolders are being visited.
  private struct Frame {
    /// Negative when the folder is closed.
    var descriptor: Int32
    let key: FileKey
    let waitingStart: Int
    let pathLength: Int
  }

  private struct Begun {
    let path: [UInt8]
    let place: PlaceIdentity
  }

  /// Walks the whole scope. The file lives as long as the call it is handed to.
  package mutating func walk(_ body: (borrowing FoundFile) -> Void) {
    begin(plan.starts, body)
    for path in plan.typed where !wasCancelled {
      do throws(FileFailure) {
        let starts: [FileWalkPlan.Start] = try plan.starts(of: path)
        let account: (leftOut: [Coverage.Exclusion], gaps: GapLedger) = plan.takeAccount()
        leftOut.append(contentsOf: account.leftOut)
        gaps.add(account.gaps)
        if plan.borders.count != borderNames.count { borderNames = BorderNames(plan.borders) }
        begin(starts, body)
      } catch {
        gaps.add(PrintablePath.text(path), error)
      }
    }
    if count.entries == 0, gaps.isEmpty, let place = walked.first {
      gaps.add(place, .scanPartial, "the folder is empty: is something to be mounted here?")
    }
  }

  // MARK: Starts

  private mutating func begin(_ starts: [FileWalkPlan.Start], _ body: (borrowing FoundFile) -> Void) {
    for start in starts where !wasCancelled {
      if observer.isCancelled { return stop(at: start.path) }
      do throws(FileFailure) {
        if let name = start.file { try meet(file: name, of: start, body) } else { try walk(start, body) }
      } catch {
        gaps.add(FileWalker.display(start.path), error)
      }
    }
  }

  private mutating func walk(_ start: FileWalkPlan.Start, _ body: (borrowing FoundFile) -> Void) throws(FileFailure) {
    let folder: Descriptor
    do throws(FileFailure) {
      folder = try start.root.openDirectory(start.folder)
    } catch {
      // A single file can be mounted as well.
      guard error.errorNumber == .notDirectory, start.mount != nil else { throw error }
      return try meetMounted(start, body)
    }
    let facts: FileStatus = try folder.status()
    if let expected = start.mount, let found = facts.mount, found != expected {
      throw FileFailure(reason: .scanPartial, detail: "unmounted or mounted over meanwhile")
    }
    let own = PlaceIdentity(device: facts.device, mount: facts.mount)
    let text: String = FileWalker.display(start.path)
    guard !wasWalked(start.path, own), begunFolders.insert(FileKey(facts)).inserted else {
      if !start.isFirst { leftOut.append(.init(path: text, why: "a folder that was walked already")) }
      return
    }
    place = own
    begun.append(Begun(path: start.path, place: own))
    if !start.isFirst { noteWalked(start.path) }
    let copy: Int32 = fcntl(folder.number, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw FileFailure(result: -Int(EMFILE)) }
    path = start.path
    visit(copy, isStart: true, body)
    descend(body)
  }

  private mutating func noteWalked(_ path: [UInt8]) {
    if walked.count < FileWalker.scopeLimit { walked.append(FileWalker.display(path)) }
  }

  /// Places that are listed by name; a list of files may have many more.
  private static let scopeLimit: Int = 1_000

  /// Whether an earlier start led here.
  private func wasWalked(_ path: [UInt8], _ own: PlaceIdentity) -> Bool {
    begun.contains { earlier in
      earlier.place.isSame(own) && path.count > earlier.path.count && MountPath.contains(earlier.path, path)
        && !plan.borders.contains { $0.count > earlier.path.count && MountPath.contains($0, path) }
    }
  }

  private mutating func meetMounted(
    _ start: FileWalkPlan.Start, _ body: (borrowing FoundFile) -> Void
  ) throws(FileFailure) {
    let slash: Int = start.folder.lastIndex(of: 0x2F) ?? -1
    let above = FileWalkPlan.Start(
      root: start.root, folder: Array(start.folder[..<max(slash, 0)]), mount: start.mount)
    try meet(file: Array(start.folder[(slash + 1)...]), of: above, body)
  }

  private mutating func meet(
    file name: [UInt8], of start: FileWalkPlan.Start, _ body: (borrowing FoundFile) -> Void
  ) throws(FileFailure) {
    let folder: Descriptor = try start.openedAbove()
    let facts: FileStatus = try folder.status()
    let above: [UInt8] = start.path
    let own = PlaceIdentity(device: facts.device, mount: facts.mount)
    if start.mount == nil, wasWalked(above + [0x2F] + name, own) { return }
    let terminated: [CChar] = name.map { CChar(bitPattern: $0) } + [0]
    let result: Int32 = unsafe status.look(at: terminated, in: folder.number)
    guard result == 0 else { throw FileFailure(result: Int(result)) }
    guard status.isRegular else { throw .notRegular }
    count.entries += 1
    noteWalked(above + [0x2F] + name)
    guard seen.insert(status, isNamed: true) else { return count.furtherNames += 1 }
    count.files += 1
    unsafe above.withUnsafeBytes { path in
      unsafe terminated.withUnsafeBufferPointer { text in
        guard let base = text.baseAddress else { return }
        body(
          unsafe FoundFile(
            folder: folder.number, folderPath: path, name: base, nameLength: name.count, status: status))
      }
    }
  }

  // MARK: Down and up

  private mutating func descend(_ body: (borrowing FoundFile) -> Void) {
    while let frame = frames.last {
      path.removeLast(path.count - frame.pathLength)
      if observer.isCancelled { return stop(at: path) }
      if waiting.count > frame.waitingStart { enterNext(in: frame, body) } else { leave(frame) }
    }
  }

  private mutating func stop(at path: [UInt8]) {
    wasCancelled = true
    gaps.add(FileWalker.display(path), .scanPartial, "stopped on request")
    for frame in frames where frame.descriptor >= 0 { close(frame.descriptor) }
    frames.removeAll()
    waiting.removeAll()
    firstOpen = 0
  }

  /// Takes the last waiting name and goes into that folder.
  private mutating func enterNext(in frame: Frame, _ body: (borrowing FoundFile) -> Void) {
    let tail: Int = waiting.count - 3
    let length: Int = Int(waiting[tail + 1]) << 8 | Int(waiting[tail + 2])
    let start: Int = tail - length
    path.append(0x2F)
    path.append(contentsOf: waiting[start..<tail])
    let flags: Int32 = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK
    let descriptor: Int32 = unsafe waiting.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return -ENOENT }
      return unsafe cordon_open_at(frame.descriptor, (base + start).assumingMemoryBound(to: CChar.self), flags)
    }
    waiting.removeLast(length + 3)
    guard descriptor >= 0 else {
      // Gone, or no folder any more, since it was listed: then nothing is there to be looked at.
      if [-ENOENT, -ENOTDIR, -ELOOP].contains(descriptor) {
        count.vanished += 1
      } else {
        gaps.add(FileWalker.display(path), FileFailure(result: Int(descriptor)))
      }
      return
    }
    guard path.count <= options.pathBytes else {
      close(descriptor)
      let text: String = FileWalker.display(path.prefix(200))
      return gaps.add(text, .scanPartial, "a path longer than \(options.pathBytes) bytes")
    }
    visit(descriptor, isStart: false, body)
  }

  /// Goes back to the folder above, which is opened again from here when it was closed on the way down.
  private mutating func leave(_ frame: Frame) {
    frames.removeLast()
    if !frames.isEmpty, frames.count == firstOpen {
      firstOpen -= 1
      frames[firstOpen].descriptor = reopen(frames[firstOpen], from: frame)
    }
    if frame.descriptor >= 0 { close(frame.descriptor) }
  }

  private mutating func reopen(_ above: Frame, from below: Frame) -> Int32 {
    guard waiting.count > above.waitingStart || frames.count > 1 else { return -EBADF }
    let result: Int32 =
      below.descriptor < 0
      ? below.descriptor : unsafe cordon_open_at(below.descriptor, "..", CORDON_PATH_ONLY | O_DIRECTORY)
    if result >= 0, let facts = FileStatus(descriptor: result), FileKey(facts) == above.key { return result }
    if result >= 0 { close(result) }
    if waiting.count > above.waitingStart {
      gaps.add(
        FileWalker.display(path[..<above.pathLength]), .scanPartial,
        "moved while being looked at: some folders in it were not listed")
      waiting.removeLast(waiting.count - above.waitingStart)
    }
    return -EBADF
  }

  /// Lists an open folder, hands on its files, and leaves it open when it has subfolders.
  private mutating func visit(_ descriptor: Int32, isStart: Bool, _ body: (borrowing FoundFile) -> Void) {
    let looked: Int32 = unsafe status.look(at: "", in: descriptor)
    guard looked == 0, place.holds(status) else {
      close(descriptor)
      return gaps.add(FileWalker.display(path), .scanPartial, "another file system was mounted here meanwhile")
    }
    let key = FileKey(status)
    if !isStart, begunFolders.contains(key) {
      close(descriptor)
      return
    }
    let start: Int = waiting.count
    let isWhole: Bool = list(descriptor, body)
    count.folders &+= 1
    observer.examined(count.entries)
    guard isWhole else {
      close(descriptor)
      return stop(at: path)
    }
    guard waiting.count > start else {
      close(descriptor)
      return
    }
    guard frames.count < options.depth else {
      waiting.removeLast(waiting.count - start)
      close(descriptor)
      return gaps.add(FileWalker.display(path), .scanPartial, "more than \(options.depth) levels of folders")
    }
    frames.append(Frame(descriptor: descriptor, key: key, waitingStart: start, pathLength: path.count))
    if frames.count - firstOpen > max(options.openFolders, 2) {
      close(frames[firstOpen].descriptor)
      frames[firstOpen].descriptor = -1
      firstOpen += 1
    }
  }
}
