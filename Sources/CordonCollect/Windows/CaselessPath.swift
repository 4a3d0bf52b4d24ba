internal import CordonModel

/// Finds things under a root by names in any spelling.
///
/// Windows does not tell upper from lower case, Linux does: `Windows\System32` may lie there as `WINDOWS/system32`.
/// Only ASCII letters are folded; the names that are looked for have no others.
struct CaselessPath {
  let root: RootedDirectory
  /// Entries of one folder that are looked at.
  let entryLimit: Int

  /// The path as it is spelt on the disk, `nil` when there is nothing of that name.
  ///
  /// - Throws: ``FileFailure`` when a folder on the way cannot be searched, so that nobody knows.
  func find(_ names: [String], below start: [UInt8] = []) throws(FileFailure) -> [UInt8]? {
    var path: [UInt8] = start
    for name in names {
      guard let spelt = try entry(name, in: path) else { return nil }
      path = CaselessPath.join(path, spelt)
    }
    return path
  }

  /// The entries of a folder, sorted; none when it is not there.
  func entries(of path: [UInt8]) throws(FileFailure) -> (names: [[UInt8]], isCut: Bool) {
    do throws(FileFailure) {
      let folder = try root.openDirectory(path)
      return try DirectoryReader().names(in: folder.number, limit: entryLimit)
    } catch {
      if error.errorNumber == .noEntry || error.errorNumber == .notDirectory { return ([], false) }
      throw error
    }
  }

  private func entry(_ name: String, in path: [UInt8]) throws(FileFailure) -> [UInt8]? {
    let found: (names: [[UInt8]], isCut: Bool) = try entries(of: path)
    let wanted: [UInt8] = Array(name.utf8)
    if found.names.contains(wanted) { return wanted }
    let folded: [UInt8] = CaselessPath.folded(wanted)
    if let match = found.names.first(where: { CaselessPath.folded($0) == folded }) { return match }
    guard !found.isCut else {
      throw FileFailure(reason: .scanPartial, detail: "a folder with more than \(entryLimit) entries")
    }
    return nil
  }

  static func folded(_ name: [UInt8]) -> [UInt8] { name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } }

  static func join(_ path: [UInt8], _ name: [UInt8]) -> [UInt8] { path.isEmpty ? name : path + [0x2F] + name }
}
