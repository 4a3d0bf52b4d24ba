internal import CordonModel

/// Places of container stores that an administrator chose, from the programs' own configuration.
///
/// Only the one setting that moves the whole store is looked for; nothing else of these files is understood.
enum ConfiguredStores {
  private static let fileBytes: Int = 1 << 20

  /// A configuration file, the setting in it and what it moves.
  private static let settings: [(file: String, key: String, isObject: Bool, program: ContainerStore.Program)] = [
    ("etc/containers/storage.conf", "graphroot", false, .containers),
    ("etc/docker/daemon.json", "data-root", true, .docker),
    ("etc/containerd/config.toml", "root", false, .containerd),
  ]

  /// The stores, from the root on. A value that is no plain absolute path is a gap.
  static func stores(in root: RootedDirectory, _ gaps: inout GapLedger) -> [ContainerStore] {
    var stores: [ContainerStore] = []
    for setting in settings {
      do throws(FileFailure) {
        let file = try root.openFile(Array(setting.file.utf8))
        let bytes: [UInt8] = try BoundedReader.whole(file, limit: fileBytes).bytes
        guard let value = setting.isObject ? member(setting.key, in: bytes) : line(setting.key, in: bytes) else {
          continue
        }
        guard let path = plain(value) else {
          gaps.add(
            root.display(setting.file), .scanPartial, "where \(setting.key) keeps container layers is not understood")
          continue
        }
        if isMissing(path, in: root) {
          gaps.add(
            root.display(path), .scanPartial, "\(setting.file) says that container layers lie here; there is nothing")
        }
        stores += setting.program.stores(at: path)
      } catch {
        if error.errorNumber != .noEntry, error.errorNumber != .notDirectory {
          gaps.add(root.display(setting.file), error)
        }
      }
    }
    return stores
  }

  /// Whether nothing lies in a chosen place: a disk that is not mounted. The usual places are there when they are used.
  private static func isMissing(_ path: [UInt8], in root: RootedDirectory) -> Bool {
    guard !usual.contains(where: { $0.elementsEqual(path) }) else { return false }
    do throws(FileFailure) {
      let folder: Descriptor = try root.openDirectory(path)
      return try DirectoryReader().names(in: folder.number, limit: 1).names.isEmpty
    } catch {
      // Any other failure is met again at the store itself.
      return (error.errorNumber == .noEntry || error.errorNumber == .notDirectory) && root.brokenLink(on: path) == nil
    }
  }

  /// What the files name as they are delivered.
  private static let usual: [String.UTF8View] = [
    "var/lib/containers/storage".utf8, "var/lib/docker".utf8, "var/lib/containerd".utf8,
  ]

  /// `key = "value"` (TOML), before the first table whose name is not `storage`.
  static func line(_ key: String, in bytes: [UInt8]) -> [UInt8]? {
    for raw in bytes.split(separator: 0x0A) {
      let line: ArraySlice<UInt8> = ByteLines.trimmed(raw)
      if line.first == 0x5B {
        guard ByteLines.trimmed(line.dropFirst().prefix { $0 != 0x5D }).elementsEqual("storage".utf8) else {
          return nil
        }
        continue
      }
      guard let equals = line.firstIndex(of: 0x3D), ByteLines.trimmed(line[..<equals]).elementsEqual(key.utf8) else {
        continue
      }
      return quoted(ByteLines.trimmed(line[(equals + 1)...]))
    }
    return nil
  }

  /// `"key": "value"` (JSON), wherever it stands.
  static func member(_ key: String, in bytes: [UInt8]) -> [UInt8]? {
    let wanted: [UInt8] = Array("\"\(key)\"".utf8)
    guard bytes.count >= wanted.count else { return nil }
    for start in 0...(bytes.count - wanted.count) where bytes[start] == 0x22 {
      guard bytes[start..<(start + wanted.count)].elementsEqual(wanted) else { continue }
      let rest: ArraySlice<UInt8> = ByteLines.trimmed(bytes[(start + wanted.count)...])
      if rest.first == 0x3A { return quoted(ByteLines.trimmed(rest.dropFirst())) }
    }
    return nil
  }

  /// What stands between quotes; all of it, where there are none.
  private static func quoted(_ value: ArraySlice<UInt8>) -> [UInt8] {
    guard let quote = value.first, quote == 0x22 || quote == 0x27 else { return Array(value) }
    return Array(value.dropFirst().prefix { $0 != quote })
  }

  /// A path without variables or escapes, without its leading slash.
  private static func plain(_ value: [UInt8]) -> [UInt8]? {
    let special: [UInt8] = [0x24, 0x5C, 0x25, 0x22, 0x00]
    guard value.first == 0x2F, value.count <= 4_096, !value.contains(where: special.contains) else { return nil }
    let path: [UInt8] = Array(value.split(separator: 0x2F).joined(separator: [0x2F]))
    return path.isEmpty ? nil : path
  }
}
