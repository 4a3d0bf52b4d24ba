internal import CordonModel
internal import Foundation

/// A folder of this user alone, open: mode 0700, no link, nobody else's.
struct PrivateFolder: ~Copyable {
  let descriptor: Int32
  private let path: String

  /// Opens the folder of a place.
  ///
  /// - Parameter create: whether it is made when it is not there, with those above it up to the base; only below a
  ///   folder of the same user, so that root leaves nothing in a user's home.
  /// - Throws: ``CordonError``: `not-found` when it is not there, `not-permitted` when it cannot be trusted.
  init(_ place: LastResultPlace, create: Bool, user: uid_t) throws(CordonError) {
    try self.init(PrivatePlace(base: place.base, folders: place.folders, path: place.path), create: create, user: user)
  }

  /// As above, for any place.
  init(_ place: PrivatePlace, create: Bool, user: uid_t) throws(CordonError) {
    let found: Int32 = try PrivateFolder.walk(place, create: create, user: user)
    if let refusal = PrivateFolder.refusal(of: found, user: user, path: place.path) {
      close(found)
      throw refusal
    }
    descriptor = found
    path = place.path
  }

  /// Opens folder after folder, from the base to Cordon's own.
  private static func walk(_ place: PrivatePlace, create: Bool, user: uid_t) throws(CordonError) -> Int32 {
    var current: Int32 = open(place.base, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard current >= 0 else { throw failure(place.path) }
    for (index, name) in place.folders.enumerated() {
      // Above the own folder, links are the user's choice.
      let isOwn: Bool = index == place.folders.count - 1
      let flags: Int32 = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (isOwn ? O_NOFOLLOW : 0)
      var next: Int32 = openat(current, name, flags)
      if next < 0, errno == ENOENT, create {
        guard owner(of: current) == user else {
          close(current)
          throw CordonError(
            .notPermitted, "This folder belongs to another user.",
            location: .init(file: place.path))
        }
        if mkdirat(current, name, 0o700) == 0 || errno == EEXIST { next = openat(current, name, flags) }
      }
      let number: Int32 = errno
      close(current)
      guard next >= 0 else { throw failure(place.path, number) }
      current = next
    }
    return current
  }

  /// Why the folder is not used; `nil` when it is this user's alone, or has just become it.
  private static func refusal(of descriptor: Int32, user: uid_t, path: String) -> CordonError? {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_uid == user else {
      return CordonError(
        .notPermitted, "This folder belongs to another user, so it is not used.",
        location: .init(file: path))
    }
    guard facts.st_mode & 0o077 != 0 else { return nil }
    return fchmod(descriptor, 0o700) == 0 ? nil : failure(path)
  }

  deinit { close(descriptor) }

  /// Replaces a file whole or not at all; two at once leave one of both, whole.
  func replace(_ name: String, with bytes: [UInt8]) throws(CordonError) {
    let draft: String =
      name + "." + String(getpid()) + "-" + String(UInt32.random(in: 0...UInt32.max), radix: 16) + ".new"
    let file: Int32 = openat(descriptor, draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw PrivateFolder.failure(path) }
    let isWritten: Bool = PrivateFolder.write(bytes, to: file) && fsync(file) == 0
    let number: Int32 = errno
    close(file)
    guard isWritten else {
      unlinkat(descriptor, draft, 0)
      throw PrivateFolder.failure(path, number)
    }
    guard renameat(descriptor, draft, descriptor, name) == 0 else {
      let number: Int32 = errno
      unlinkat(descriptor, draft, 0)
      throw PrivateFolder.failure(path, number)
    }
  }

  /// The bytes of a regular file of this user, at most `limit`; a link is not followed.
  func read(_ name: String, limit: Int, user: uid_t) throws(CordonError) -> [UInt8] {
    let file: Int32 = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard file >= 0 else { throw PrivateFolder.failure(path) }
    defer { close(file) }
    var facts = stat()
    guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_uid == user,
      facts.st_size <= limit
    else {
      throw CordonError(
        .badInput, "This is not a file that Cordon wrote, or it is too large.", location: .init(file: path))
    }
    var bytes: [UInt8] = Array(repeating: 0, count: Int(facts.st_size))
    var filled: Int = 0
    while filled < bytes.count {
      let count: Int = bytes.withUnsafeMutableBytes {
        Foundation.read(file, $0.baseAddress?.advanced(by: filled), $0.count - filled)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw PrivateFolder.failure(path) }
      if count == 0 { break }
      filled += count
    }
    bytes.removeSubrange(filled...)
    return bytes
  }

  /// Makes a file whole, unless there is one of that name already.
  ///
  /// - Returns: whether it was made.
  func make(_ name: String, _ bytes: [UInt8]) throws(CordonError) -> Bool {
    let draft: String =
      name + "." + String(getpid()) + "-" + String(UInt32.random(in: 0...UInt32.max), radix: 16) + ".new"
    try replace(draft, with: bytes)
    defer { unlinkat(descriptor, draft, 0) }
    guard linkat(descriptor, draft, descriptor, name, 0) != 0 else {
      _ = fsync(descriptor)
      return true
    }
    guard errno == EEXIST else { throw PrivateFolder.failure(path) }
    return false
  }

  /// Drafts of runs that were killed: everything that ends like one and is older than an hour.
  func removeAbandonedDrafts(of name: String, now: Int) {
    guard let stream = fdopendir(dup(descriptor)) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let found: String = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard found.hasPrefix(name + "."), found.hasSuffix(".new") else { continue }
      var facts = stat()
      guard fstatat(descriptor, found, &facts, AT_SYMLINK_NOFOLLOW) == 0, now - facts.st_mtim.tv_sec > 3_600 else {
        continue
      }
      unlinkat(descriptor, found, 0)
    }
  }

  private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    var written: Int = 0
    while written < bytes.count {
      let count: Int = bytes.withUnsafeBytes {
        Foundation.write(file, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }

  private static func owner(of descriptor: Int32) -> uid_t? {
    var facts = stat()
    return fstat(descriptor, &facts) == 0 ? facts.st_uid : nil
  }

  private static func failure(_ path: String, _ number: Int32 = errno) -> CordonError {
    let cause: String = String(cString: strerror(number))
    switch number {
    case ENOENT:
      return CordonError(.notFound, "There is nothing yet.", location: .init(file: path), cause: cause)
    case ELOOP, ENOTDIR:
      return CordonError(
        .notPermitted, "A link or a file stands where a folder of Cordon belongs, so it is not used.",
        location: .init(file: path), cause: cause)
    case EACCES, EPERM, EROFS:
      return CordonError(
        .notPermitted, "This folder may not be used.", location: .init(file: path), cause: cause)
    default:
      return CordonError(
        .inputOutput, "This could not be read or written.", location: .init(file: path), cause: cause)
    }
  }
}
