internal import CordonModel
internal import Glibc

/// The folder in which Cordon remembers what it read.
package struct ScanCachePlace: Sendable, Hashable {
  /// A folder that exists, or that is made when only it is missing.
  package var base: [UInt8]
  /// The name of Cordon's own folder in it.
  static let folder = "cordon"

  package init(base: String) { self.base = Array(base.utf8) }

  /// `$XDG_CACHE_HOME/cordon`, else `/var/cache/cordon` for root, else `~/.cache/cordon` (XDG Base Directory
  /// Specification 0.8); `nil` without a home folder.
  package static func standard(environment: [String: String], isRoot: Bool) -> ScanCachePlace? {
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return ScanCachePlace(base: cache) }
    if isRoot { return ScanCachePlace(base: "/var/cache") }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return ScanCachePlace(base: home + "/.cache")
  }

  /// The folder as people write it.
  package var path: String { PrintablePath.text(base) + "/" + ScanCachePlace.folder }

  /// Opens Cordon's own folder, which is made when it is not there: no link, nobody else's, mode 0700.
  func open() throws(Refusal) -> ScanCacheFolder {
    let user: uid_t = geteuid()
    let base: [CChar] = self.base.map { CChar(bitPattern: $0) } + [0]
    let isAbsent: Bool = unsafe access(base, F_OK) != 0 && errno == ENOENT
    if isAbsent { _ = unsafe mkdir(base, 0o700) }
    let outer: Int32 = unsafe Glibc.open(base, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard outer >= 0 else { throw .system(errno) }
    defer { close(outer) }
    // Its owner can put another folder in the place of the one that is opened below.
    var above = stat()
    guard unsafe fstat(outer, &above) == 0 else { throw .system(errno) }
    guard above.st_uid == user || above.st_uid == 0 else { throw .foreignOwner }
    if unsafe mkdirat(outer, ScanCachePlace.folder, 0o700) != 0, errno != EEXIST { throw .system(errno) }
    let inner: Int32 = unsafe openat(
      outer, ScanCachePlace.folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard inner >= 0 else { throw errno == ELOOP || errno == ENOTDIR ? .link : .system(errno) }
    let folder = ScanCacheFolder(descriptor: inner)
    var facts = stat()
    guard unsafe fstat(inner, &facts) == 0 else { throw .system(errno) }
    guard facts.st_uid == user else { throw .foreignOwner }
    if facts.st_mode & 0o077 != 0, fchmod(inner, 0o700) != 0 { throw .system(errno) }
    return folder
  }

  /// Why a folder or file is not used.
  enum Refusal: Error, Hashable {
    case foreignOwner
    case link
    case system(Int32)

    /// English, for standard error.
    var words: String {
      switch self {
      case .foreignOwner: "it belongs to another user"
      case .link: "a link or something else stands in its place"
      case .system(let number): unsafe String(cString: strerror(number))
      }
    }
  }
}

/// Cordon's own folder, open.
struct ScanCacheFolder: ~Copyable {
  static let file = "files.sqlite"
  private static let companions = ["-wal", "-shm", "-journal"]
  let descriptor: Int32

  deinit { close(descriptor) }

  /// One at a time looks at the file, makes it or puts it aside. Ends with ``unlock()``.
  func lock() { while flock(descriptor, LOCK_EX) != 0, errno == EINTR {} }

  func unlock() { _ = flock(descriptor, LOCK_UN) }

  /// Makes the file when it is not there, and makes sure that it is a file of this user alone.
  ///
  /// - Returns: Its path as SQLite may open it: no part of it is a link.
  func preparedFile() throws(ScanCachePlace.Refusal) -> String {
    let made: Int32 = unsafe openat(
      descriptor, ScanCacheFolder.file, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if made < 0, errno != EEXIST { throw .system(errno) }
    if made >= 0 { close(made) }
    // Looked at without opening: closing it would end the locks that another cache of this process holds on it.
    var facts = stat()
    guard unsafe fstatat(descriptor, ScanCacheFolder.file, &facts, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw .system(errno)
    }
    guard facts.st_mode & S_IFMT == S_IFREG, facts.st_nlink == 1 else { throw .link }
    guard facts.st_uid == geteuid() else { throw .foreignOwner }
    if facts.st_mode & 0o077 != 0, unsafe fchmodat(descriptor, ScanCacheFolder.file, 0o600, 0) != 0 {
      throw .system(errno)
    }
    for companion in ScanCacheFolder.companions {
      var other = stat()
      guard unsafe fstatat(descriptor, ScanCacheFolder.file + companion, &other, AT_SYMLINK_NOFOLLOW) == 0 else {
        continue
      }
      guard other.st_mode & S_IFMT == S_IFREG, other.st_uid == geteuid() else { throw .link }
    }
    guard let folder = RootedDirectory.path(of: descriptor), String(validating: folder, as: UTF8.self) != nil else {
      throw .system(ENAMETOOLONG)
    }
    return String(decoding: folder, as: UTF8.self) + "/" + ScanCacheFolder.file
  }

  /// The number of the file that is there now.
  var fileInode: UInt64? {
    var facts = stat()
    let isThere: Bool = unsafe fstatat(descriptor, ScanCacheFolder.file, &facts, AT_SYMLINK_NOFOLLOW) == 0
    return isThere ? UInt64(facts.st_ino) : nil
  }

  /// Puts a damaged file, or one of another version, aside; an older one put aside before goes.
  func putAside() {
    for companion in ScanCacheFolder.companions {
      _ = unsafe unlinkat(descriptor, ScanCacheFolder.file + companion, 0)
    }
    let old: String = ScanCacheFolder.file + ".unusable"
    if unsafe renameat(descriptor, ScanCacheFolder.file, descriptor, old) != 0 {
      _ = unsafe unlinkat(descriptor, ScanCacheFolder.file, 0)
    }
  }
}
