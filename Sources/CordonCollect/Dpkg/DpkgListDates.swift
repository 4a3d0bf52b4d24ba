internal import CLinux
internal import Glibc

/// When dpkg last unpacked a package: the time of change of its `info/<name>[:<arch>].list`.
struct DpkgListDates {
  private let database: Int32
  private var path: [CChar] = []

  /// - Parameter database: an open `/var/lib/dpkg`, which has to stay open.
  init(database: Int32) { self.database = database }

  mutating func modified(_ entry: DpkgStatusFile.Entry) -> Int64? {
    // A slash in a name would lead elsewhere.
    guard !entry.name.utf8.contains(0x2F), entry.architecture?.utf8.contains(0x2F) != true else { return nil }
    if entry.isMultiArchSame, let time = look(entry.name, entry.architecture) { return time }
    return look(entry.name, nil)
  }

  private mutating func look(_ name: String, _ architecture: String?) -> Int64? {
    path.removeAll(keepingCapacity: true)
    append("info/")
    append(name)
    if let architecture {
      append(":")
      append(architecture)
    }
    append(".list")
    path.append(0)
    guard let status = unsafe FileStatus(entry: path, in: database), status.isRegular else { return nil }
    return status.modified
  }

  private mutating func append(_ text: String) {
    for byte in text.utf8 { path.append(CChar(bitPattern: byte)) }
  }
}
