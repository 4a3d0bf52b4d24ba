internal import CordonModel

/// The home folders of a system's users: those in `etc/passwd`, and what lies in `home`.
enum UserHomes {
  private static let passwdBytes: Int = 4 << 20

  /// From the root on, sorted, each once.
  ///
  /// - Parameter gaps: told what could not be read; users of a directory service whose homes lie elsewhere are not known.
  static func paths(in root: RootedDirectory, limit: Int, _ gaps: inout GapLedger) -> [[UInt8]] {
    var homes: Set<[UInt8]> = [Array("root".utf8)]
    do throws(FileFailure) {
      let file = try root.openFile(Array("etc/passwd".utf8))
      for home in listed(try BoundedReader.whole(file, limit: passwdBytes).bytes) { homes.insert(home) }
    } catch {
      if error.errorNumber != .noEntry { gaps.add(root.display("etc/passwd"), error) }
    }
    do throws(FileFailure) {
      let folder = try root.openDirectory("home")
      let listing = try DirectoryReader().names(in: folder.number, limit: limit)
      for name in listing.names { homes.insert(Array("home/".utf8) + name) }
      if listing.isCut { gaps.add(root.display("home"), .scanPartial, "more than \(limit) users") }
    } catch {
      if error.errorNumber != .noEntry { gaps.add(root.display("home"), error) }
    }
    if homes.count > limit { gaps.add(root.display("etc/passwd"), .scanPartial, "more than \(limit) users") }
    return Array(homes.sorted { $0.lexicographicallyPrecedes($1) }.prefix(limit))
  }

  /// The sixth fields of passwd(5), without the leading slash.
  static func listed(_ bytes: [UInt8]) -> [[UInt8]] {
    bytes.split(separator: 0x0A).compactMap { line in
      let fields: [ArraySlice<UInt8>] = line.split(separator: 0x3A, omittingEmptySubsequences: false)
      guard fields.count >= 6, fields[5].first == 0x2F else { return nil }
      let home: [UInt8] = Array(fields[5].split(separator: 0x2F).joined(separator: [0x2F]))
      // `/` and `/nonexistent` are the homes of services.
      return home.isEmpty ? nil : home
    }
  }
}
