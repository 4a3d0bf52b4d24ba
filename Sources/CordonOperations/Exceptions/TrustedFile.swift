internal import Foundation

/// A file that may set findings aside, so that nobody but its user or root may have written it.
///
/// The descriptor is opened first and asked afterwards: what is read is what was judged.
enum TrustedFile {
  /// What became of looking for the file.
  enum Outcome: Equatable {
    case bytes([UInt8])
    case absent
    /// Why it is not used, as the rest of a sentence.
    case refused(String)
  }

  /// Bytes such a file may have; one more is read, so that the reader can say that it is too large.
  static let limit = 1 << 20

  /// Reads `folder/name/file` without following a link in `name` or `file`, which must belong to `user` or root.
  static func read(_ file: String, in name: String, of folder: String, user: uid_t) -> Outcome {
    let base: Int32 = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard base >= 0 else { return failure(errno) }
    defer { close(base) }
    let inner: Int32 = openat(base, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard inner >= 0 else { return errno == ENOTDIR ? linkOrFile(base, name) : failure(errno) }
    defer { close(inner) }
    if let why = distrust(inner, user: user, isFolder: true) { return .refused(why) }
    return read(openat(inner, file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC), user: user)
  }

  /// Reads a file at a place that the installation or the user chose; links are followed, the file itself is judged.
  static func read(_ path: String, user: uid_t) -> Outcome {
    read(open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC), user: user)
  }

  private static func read(_ descriptor: Int32, user: uid_t) -> Outcome {
    guard descriptor >= 0 else { return failure(errno) }
    defer { close(descriptor) }
    if let why = distrust(descriptor, user: user, isFolder: false) { return .refused(why) }
    var bytes: [UInt8] = []
    var block: [UInt8] = Array(repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count: Int = block.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return .refused("it cannot be read: " + String(cString: strerror(errno))) }
      if count == 0 { break }
      bytes += block[..<count]
    }
    return .bytes(bytes)
  }

  /// Why what is open here is not trusted; `nil` when it is.
  private static func distrust(_ descriptor: Int32, user: uid_t, isFolder: Bool) -> String? {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { return "its owner cannot be determined" }
    let what: String = isFolder ? "its folder" : "it"
    guard isFolder || facts.st_mode & S_IFMT == S_IFREG else { return "it is no regular file" }
    guard facts.st_uid == user || facts.st_uid == 0 else {
      return "\(what) belongs to another user (id \(facts.st_uid)); take it over with chown"
    }
    guard facts.st_mode & 0o022 == 0 else {
      return "\(what) may be written by other users; forbid it with chmod go-w"
    }
    return nil
  }

  private static func linkOrFile(_ base: Int32, _ name: String) -> Outcome {
    var facts = stat()
    guard fstatat(base, name, &facts, AT_SYMLINK_NOFOLLOW) == 0 else { return failure(errno) }
    return facts.st_mode & S_IFMT == S_IFLNK ? failure(ELOOP) : .absent
  }

  private static func failure(_ number: Int32) -> Outcome {
    switch number {
    case ENOENT, ENOTDIR: .absent
    case ELOOP: .refused("it is a symbolic link, or its folder is one")
    default: .refused("it cannot be opened: " + String(cString: strerror(number)))
    }
  }
}
