internal import CordonInspect
internal import CordonModel

/// The folders of a system's users, as patterns with `~` or `%USERPROFILE%` mean them.
struct KnownPathProfiles {
  let root: RootedDirectory
  let platform: Platform
  let options: KnownPathOptions
  /// Relative to the root, each once, in order.
  private(set) var places: [[UInt8]] = []
  private(set) var gaps = GapLedger()

  init(root: RootedDirectory, platform: Platform, options: KnownPathOptions) {
    self.root = root
    self.platform = platform
    self.options = options
  }

  mutating func collect(_ folders: inout FolderCache) {
    var found: [[UInt8]] = []
    switch platform {
    case .windows:
      found = recordedOnWindows()
      let below: [[[UInt8]]] = ["Users", "Documents and Settings"].compactMap { self.folders(in: $0, &folders) }
      if below.isEmpty { noUsers("Users") }
      found += below.joined()
    case .macos:
      if let below = self.folders(in: "Users", &folders) {
        found = below.filter { $0.split(separator: 0x2F).last.map(Array.init) != Array("Shared".utf8) }
      } else {
        noUsers("Users")
      }
      found += [Array("private/var/root".utf8), Array("var/root".utf8)]
    default:
      if let link = root.brokenLink(on: Array("home".utf8)) {
        gaps.add(root.display(link), .scanPartial, "a link to nowhere: do the users' folders lie on another disk?")
      }
      found = UserHomes.paths(in: root, limit: options.users, &gaps)
    }
    keep(found)
  }

  /// Each folder once, however it was called.
  private mutating func keep(_ found: [[UInt8]]) {
    var seen: Set<[UInt8]> = []
    for place in found {
      do throws(FileFailure) {
        let folder: Descriptor = try root.openPlace(place)
        guard try folder.status().isDirectory else { continue }
        guard seen.insert(RootedDirectory.realPath(of: folder) ?? place).inserted else { continue }
      } catch {
        if [.noEntry, .notDirectory, .link].contains(error.errorNumber) { continue }
        gaps.add(root.display(place), error)
        continue
      }
      guard places.count < options.users else {
        return gaps.add(root.display(""), .scanPartial, "more than \(options.users) users")
      }
      places.append(place)
    }
  }

  private mutating func noUsers(_ folder: String) {
    gaps.add(root.display(folder), .scanPartial, "there is no folder of the users")
  }

  /// The folders in a folder, its names in any spelling; `nil` when it is not there. Links are no users: `All Users`,
  /// `Default User`, and `Documents and Settings` as a whole are links to other folders.
  private mutating func folders(in name: String, _ folders: inout FolderCache) -> [[UInt8]]? {
    do throws(FileFailure) {
      let top: FolderCache.Listing = try folders.listing([])
      let key = NameKey(Array(name.utf8), folders.rule)
      guard let index = top.index[key]?.first(where: { top.isFolder[$0] }) else { return nil }
      let path: [UInt8] = top.names[index]
      let found: FolderCache.Listing = try folders.listing(path)
      if found.isCut { gaps.add(root.display(path), .scanPartial, "more than \(options.folderEntries) entries") }
      return found.names.indices.filter { found.isFolder[$0] }.map { CaselessPath.join(path, found.names[$0]) }
        .sorted { $0.lexicographicallyPrecedes($1) }
    } catch {
      gaps.add(root.display(name), error)
      return []
    }
  }

  // MARK: The registry

  /// The users that the registry lists, wherever their folders lie. Without a registry those below `Users` are all there is.
  private mutating func recordedOnWindows() -> [[UInt8]] {
    let names = CaselessPath(root: root, entryLimit: options.folderEntries)
    var profiles = WindowsProfiles(names: names, limit: options.users)
    do throws(FileFailure) {
      guard let hive = try names.find(WindowsPrograms.software) else { return [] }
      profiles.add(recorded: try listed(in: hive))
    } catch {
      gaps.add(root.display(WindowsPrograms.software.joined(separator: "/")), error)
    }
    gaps.add(profiles.gaps)
    return profiles.places
  }

  /// `ProfileImagePath` of every key in `ProfileList`.
  private func listed(in path: [UInt8]) throws(FileFailure) -> [String] {
    let file: Descriptor = try root.openFile(path)
    let source = try FileSource(file)
    guard source.size <= options.registryHiveBytes else { throw .tooLarge(limit: options.registryHiveBytes) }
    do throws(RegistryFault) {
      var hive = try RegistryHive(source, limits: RegistryLimits(cells: options.registryCells, valueBytes: 8_192))
      guard let list = try hive.key(at: ["Microsoft", "Windows NT", "CurrentVersion", "ProfileList"]) else { return [] }
      var found: [String] = []
      for offset in try hive.subkeyOffsets(of: list).prefix(options.users) {
        let values: RegistryValues = try hive.values(["profileimagepath"], of: try hive.key(offset))
        if let place = values.texts["profileimagepath"] { found.append(place) }
      }
      return found
    } catch {
      throw FileFailure(reason: .scanError, detail: error.detail)
    }
  }
}
