internal import CFileState
internal import CordonModel
internal import Glibc

/// Which packages own the files: dpkg's lists are read, rpm is asked.
enum PackageOwners {
  private static let dpkgFolder = "/var/lib/dpkg/info"
  private static let rpmFolders: [String] = ["/var/lib/rpm", "/usr/lib/sysimage/rpm"]
  private static let rpmDatabases: [String] = ["rpmdb.sqlite", "Packages.db", "Packages"]
  private static let rpmProgram = "/usr/bin/rpm"

  static func find(for takings: [Taking], limits: VaultLimits) {
    let open: [Taking] = takings.filter { $0.failure == nil }
    guard !open.isEmpty else { return }
    var isKnown: Bool = true
    do throws(RespondFailure) {
      try readDpkg(for: open, folder: dpkgFolder, limit: limits.packageList)
    } catch {
      isKnown = error.obstacle == .notFound || error.obstacle == .folderMissing
    }
    if hasRpmPackages, unsafe access(rpmProgram, X_OK) == 0, !askRpm(open.filter { $0.record.package == nil }) {
      isKnown = false
    }
    if !isKnown { for taking in open where taking.record.package == nil { taking.remarks.append(.ownerUnknown) } }
  }

  // MARK: dpkg

  static func readDpkg(for takings: [Taking], folder: String, limit: Int) throws(RespondFailure) {
    var owners = OwnedPaths()
    for (index, taking) in takings.enumerated() { owners.want(taking.record.path, number: index) }
    let directory = try OpenFile(result: unsafe cordon_state_open(AT_FDCWD, folder, O_RDONLY | O_DIRECTORY))
    for name in try VaultListing.names(in: directory) where name.text.suffix(5).elementsEqual(".list".utf8) {
      let flags: Int32 = O_RDONLY | O_NOFOLLOW | O_NONBLOCK
      let result: Int32 = unsafe EntryName(name.text).use { unsafe cordon_state_open(directory.number, $0, flags) }
      let file = try OpenFile(result: result)
      let size: UInt64 = try file.facts().size
      guard size <= UInt64(limit) else { throw RespondFailure(.limit) }
      for number in owners.found(in: try file.bytes(Int(size), at: 0)) {
        takings[number].record.package =
          "dpkg: " + PrintablePath.text(name.text.dropLast(5))
      }
    }
  }

  // MARK: rpm

  private static var hasRpmPackages: Bool {
    rpmFolders.contains { folder in
      rpmDatabases.contains { unsafe access(folder + "/" + $0, F_OK) == 0 }
    }
  }

  /// Asks for all files at once, and for each alone only when one of them is owned.
  ///
  /// - Returns: whether it could be found out.
  private static func askRpm(_ takings: [Taking]) -> Bool {
    guard !takings.isEmpty else { return true }
    guard let answer = ask(takings.map(\.record.path)) else { return false }
    // Its exit code counts the files that nobody owns.
    if answer.code == min(takings.count, 255), answer.lines == answer.code { return true }
    var isKnown: Bool = true
    for taking in takings {
      guard let one = ask([taking.record.path]), one.code == 0 || one.code == 1 else {
        isKnown = false
        continue
      }
      if one.code == 0 { taking.record.package = "rpm: " + one.first }
    }
    return isKnown
  }

  private struct RpmAnswer {
    var code: Int
    var lines: Int
    /// Printable.
    var first: String
  }

  private static func ask(_ paths: [[UInt8]]) -> RpmAnswer? {
    let words: [String] = [rpmProgram, "-qf", "--queryformat", "%{NAME}\\n", "--"]
    let all: [EntryName] = words.map { EntryName($0) } + paths.map { EntryName($0) }
    do throws(RespondFailure) {
      let output = try OpenFile(result: cordon_state_memory_file())
      let code: Int32 = unsafe withPointers(all) { arguments in
        unsafe rpmProgram.withCString { path in unsafe cordon_state_run(path, arguments, output.number) }
      }
      guard code >= 0 else { return nil }
      let size: UInt64 = try output.facts().size
      guard size <= 16 << 20 else { return nil }
      let lines: [ArraySlice<UInt8>] = try output.bytes(Int(size), at: 0).split(separator: 0x0A)
      return RpmAnswer(code: Int(code), lines: lines.count, first: lines.first.map { PrintablePath.text($0) } ?? "")
    } catch {
      return nil
    }
  }

  private static func withPointers(_ names: [EntryName], _ body: ([UnsafePointer<CChar>?]) -> Int32) -> Int32 {
    let copies: [UnsafeMutablePointer<CChar>?] = unsafe names.map { unsafe $0.use { unsafe strdup($0) } }
    defer { unsafe copies.forEach { unsafe free($0) } }
    return unsafe body(copies.map { unsafe UnsafePointer($0) } + [nil])
  }
}

/// Looks for some paths among the many lines of a list. Most lines have a length that none of them has.
struct OwnedPaths {
  private var wanted: [Int: [[UInt8]: [Int]]] = [:]

  /// The names under which a list may have a file: as it is, and as it was before `/bin` became a link to `/usr/bin`.
  mutating func want(_ path: [UInt8], number: Int) {
    add(path, number)
    let merged: [String] = ["/usr/bin/", "/usr/sbin/", "/usr/lib/", "/usr/lib32/", "/usr/lib64/", "/usr/libx32/"]
    if merged.contains(where: { path.starts(with: $0.utf8) }) { add(Array(path.dropFirst(4)), number) }
  }

  private mutating func add(_ path: [UInt8], _ number: Int) {
    wanted[path.count, default: [:]][path, default: []].append(number)
  }

  /// The numbers of the paths that stand in the list, one a line.
  func found(in list: [UInt8]) -> [Int] {
    var numbers: [Int] = []
    unsafe list.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      var start: Int = 0
      while start < bytes.count {
        let rest: Int = bytes.count - start
        let length: Int =
          unsafe memchr(base + start, 0x0A, rest).map { unsafe UnsafeRawPointer($0) - (base + start) } ?? rest
        if let candidates = wanted[length] { numbers += candidates[Array(list[start..<(start + length)])] ?? [] }
        start += length + 1
      }
    }
    return numbers
  }
}
