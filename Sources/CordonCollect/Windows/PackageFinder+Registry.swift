internal import CordonInspect
internal import CordonModel
internal import CordonVersions

/// Which part of the registry a hive is: its uninstall lists lie in other places.
enum HiveKind {
  /// `HKEY_LOCAL_MACHINE\SOFTWARE`
  case machine
  /// `HKEY_CURRENT_USER` of one user
  case user

  /// The keys that list installed programs: those of the system's own width, and 32-bit ones on a 64-bit system.
  var uninstallKeys: [[String]] {
    let key: [String] = ["Microsoft", "Windows", "CurrentVersion", "Uninstall"]
    return self == .machine ? [key, ["WOW6432Node"] + key] : [["Software"] + key, ["Software", "WOW6432Node"] + key]
  }
}

/// Registry hives on a mounted Windows disk.
///
/// libhivex was tried first. It came back from 16,000 mutated hives, but it maps the file: a hive that gets shorter
/// meanwhile, or lies on a bad sector, ends the process (SIGBUS), and one broken cell makes it refuse the whole hive.
extension PackageFinder {
  /// Reads what a hive lists as installed; returns the places of the users' profiles, which the machine's hive lists.
  mutating func examineHive(_ path: [UInt8], _ kind: HiveKind) -> [String] {
    let location: String = root.display(path)
    do throws(FileFailure) {
      let file = try root.openFile(path)
      let source = try FileSource(file)
      guard source.size <= options.registryHiveBytes else { throw .tooLarge(limit: options.registryHiveBytes) }
      return try examineHive(source, at: location, kind)
    } catch {
      self[.programs].gaps.add(location, error)
      return []
    }
  }

  private mutating func examineHive(
    _ source: FileSource, at location: String, _ kind: HiveKind
  ) throws(FileFailure) -> [String] {
    do throws(RegistryFault) {
      var hive = try RegistryHive(
        source, limits: RegistryLimits(cells: options.registryCells, valueBytes: options.registryValueBytes))
      if hive.isDirty {
        self[.programs].gaps.add(
          location, .scanPartial,
          "Windows had not finished writing this hive; what its transaction logs hold is not applied")
      }
      for key in kind.uninstallKeys { examineUninstallKeys(key, in: &hive, location) }
      return kind == .machine ? profiles(in: &hive, location) : []
    } catch {
      throw FileFailure(reason: .scanError, detail: error.detail)
    }
  }

  private mutating func examineUninstallKeys(_ path: [String], in hive: inout RegistryHive, _ location: String) {
    let place: String = location + "/" + path.joined(separator: "/")
    do throws(RegistryFault) {
      guard let list = try hive.key(at: path) else { return }
      let offsets: [Int] = try hive.subkeyOffsets(of: list)
      if offsets.count < list.subkeyCount {
        self[.programs].gaps.add(
          place, .scanError, "the list names \(offsets.count) of the \(list.subkeyCount) keys there should be")
      }
      for offset in offsets {
        do throws(RegistryFault) {
          let key: RegistryKey = try hive.key(offset)
          let values: RegistryValues = try hive.values(UninstallEntry.values, of: key)
          keep(UninstallEntry(key, values), below: place)
        } catch {
          if error == .tooManyCells { throw error }
          self[.programs].gaps.add(place, .scanError, error.detail)
        }
      }
    } catch {
      self[.programs].gaps.add(place, error == .tooManyCells ? .scanPartial : .scanError, error.detail)
    }
  }

  private mutating func keep(_ entry: UninstallEntry, below place: String) {
    let location: String = place + "/" + PrintablePath.text(Array(entry.key.utf8))
    // A name that is there but cannot be read is not the same as no name.
    for value in entry.unread {
      self[.programs].gaps.add(location, .scanError, "the value \(value) cannot be read")
    }
    // Updates and parts of programs have none, and Windows does not list them either.
    guard let name = entry.name else { return }
    keepForeign(
      ForeignProgram(
        name: name, version: entry.version, vendor: entry.vendor, location: location,
        installedAt: time(entry.installed), updatedAt: time(entry.written), foundBy: .uninstallKey))
  }

  private mutating func profiles(in hive: inout RegistryHive, _ location: String) -> [String] {
    let path: [String] = ["Microsoft", "Windows NT", "CurrentVersion", "ProfileList"]
    var found: [String] = []
    do throws(RegistryFault) {
      guard let list = try hive.key(at: path) else { return [] }
      let offsets: [Int] = try hive.subkeyOffsets(of: list)
      if offsets.count > options.windowsProfiles {
        self[.programs].gaps.add(
          location + "/" + path.joined(separator: "/"), .scanPartial, "more than \(options.windowsProfiles) users")
      }
      for offset in offsets.prefix(options.windowsProfiles) {
        let key: RegistryKey = try hive.key(offset)
        let values: RegistryValues = try hive.values(["profileimagepath"], of: key)
        if let place = values.texts["profileimagepath"] { found.append(place) }
      }
    } catch {
      self[.programs].gaps.add(location + "/" + path.joined(separator: "/"), .scanError, error.detail)
    }
    return found
  }
}
