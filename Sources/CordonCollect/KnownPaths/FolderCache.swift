internal import CordonModel

/// The folders that a search has read, each once.
struct FolderCache {
  /// The names of one folder, as they are compared.
  struct Listing {
    var names: [[UInt8]] = []
    var keys: [NameKey] = []
    /// Folders, not links to folders.
    var isFolder: [Bool] = []
    /// Where names that compare equal stand.
    var index: [NameKey: [Int]] = [:]
    var isCut: Bool = false
  }

  /// What lies at a path.
  enum Look {
    case folder, other, nothing
    /// A link whose end is not there.
    case brokenLink
    case failed(FileFailure)
  }

  let root: RootedDirectory
  let rule: NameRule
  let options: KnownPathOptions
  private(set) var entriesExamined: Int = 0
  private var listings: [[UInt8]: Result<Listing, FileFailure>] = [:]
  private var looks: [[UInt8]: Look] = [:]
  private var kept: Int = 0
  private let reader = DirectoryReader()

  init(root: RootedDirectory, rule: NameRule, options: KnownPathOptions) {
    self.root = root
    self.rule = rule
    self.options = options
  }

  /// - Throws: why the folder cannot be listed, `noEntry` and `notDirectory` included.
  mutating func listing(_ path: [UInt8]) throws(FileFailure) -> Listing {
    if let known = listings[path] { return try known.get() }
    let result: Result<Listing, FileFailure>
    do throws(FileFailure) { result = .success(try read(path)) } catch { result = .failure(error) }
    makeRoom(for: (try? result.get())?.names.count ?? 1)
    listings[path] = result
    return try result.get()
  }

  /// What lies at a path; links are followed inside of the root.
  mutating func look(_ path: [UInt8]) -> Look {
    if let known = looks[path] { return known }
    let found: Look = lookOnce(path)
    makeRoom(for: 1)
    looks[path] = found
    return found
  }

  private mutating func lookOnce(_ path: [UInt8]) -> Look {
    entriesExamined += 1
    do throws(FileFailure) {
      return try root.openPlace(path).status().isDirectory ? .folder : .other
    } catch {
      switch error.errorNumber {
      case .noEntry, .link: return isLink(path) ? .brokenLink : .nothing
      case .notDirectory: return .nothing
      default: return .failed(error)
      }
    }
  }

  private func isLink(_ path: [UInt8]) -> Bool { KnownPathSearch.status(path, in: root)?.status.isLink ?? false }

  private mutating func makeRoom(for count: Int) {
    if kept + count > options.namesKept { (listings, looks, kept) = ([:], [:], 0) }
    kept += count
  }

  private mutating func read(_ path: [UInt8]) throws(FileFailure) -> Listing {
    let folder: Descriptor = try root.openDirectory(path)
    var listing = Listing()
    let limit: Int = options.folderEntries
    let number: Int32 = folder.number
    try unsafe reader.forEach(
      in: number,
      while: { name, length, kind in
        guard listing.names.count < limit else {
          listing.isCut = true
          return false
        }
        var isFolder: Bool = kind == .directory
        if kind == .unrecorded { isFolder = unsafe FileStatus(entry: name, in: number)?.isDirectory ?? false }
        let bytes: [UInt8] = unsafe Array(UnsafeRawBufferPointer(start: name, count: length))
        let key = NameKey(bytes, rule)
        listing.index[key, default: []].append(listing.names.count)
        listing.names.append(bytes)
        listing.keys.append(key)
        listing.isFolder.append(isFolder)
        return true
      })
    entriesExamined += listing.names.count
    return listing
  }
}
