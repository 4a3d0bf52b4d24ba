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
      for name in listing.names { addHome(name, root, limit, &homes) }
      if listing.isCut { gaps.add(root.display("home"), .scanPartial, "more than \(limit) users") }
    } catch {
      if error.errorNumber != .noEntry { gaps.add(root.display("home"), error) }
    }
    if homes.count > limit { gaps.add(root.display("etc/passwd"), .scanPartial, "more than \(limit) users") }
    return Array(homes.sorted { $0.lexicographicallyPrecedes($1) }.prefix(limit))
  }

  /// A folder below `home`, and the folders in it: users of a directory service have theirs in `home/DOMAIN`.
  private static func addHome(
    _ name: [UInt8], _ root: RootedDirectory, _ limit: Int, _ homes: inout Set<[UInt8]>
  ) {
    let home: [UInt8] = Array("home/".utf8) + name
    guard homes.insert(home).inserted, homes.count <= limit else { return }
    do throws(FileFailure) {
      let inner = try root.openDirectory(home)
      let below = try DirectoryReader().names(in: inner.number, limit: limit)
      for user in below.names where user.first != 0x2E && homes.count <= limit { homes.insert(home + [0x2F] + user) }
    } catch {
      // Whoever looks for something in it says why that could not be.
      return
    }
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
