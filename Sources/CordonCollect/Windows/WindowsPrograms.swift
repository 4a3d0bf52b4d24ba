internal import CordonModel

/// The programs of a Windows system on a mounted disk: what its registry lists as installed, for the machine and for each
/// user, and what the programs in the usual folders say of themselves.
enum WindowsPrograms {
  static func collect(into finder: inout PackageFinder) {
    let names = CaselessPath(root: finder.root, entryLimit: finder.options.windowsFolderEntries)
    var profiles = WindowsProfiles(names: names, limit: finder.options.windowsProfiles)
    do throws(FileFailure) {
      guard let software = try names.find(WindowsPrograms.software) else {
        throw FileFailure(
          reason: .scanError, detail: "there is no registry hive SOFTWARE: is a part of the disk missing?")
      }
      let recorded: [String] = finder.examineHive(software, .machine)
      profiles.add(recorded: recorded)
    } catch {
      finder[.programs].gaps.add(finder.root.display("Windows/System32/config/SOFTWARE"), error)
    }
    profiles.addFolders()
    finder[.programs].gaps.add(profiles.gaps)
    var search = ProgramFolderSearch(names: names, options: finder.options)
    for folder in ["Program Files", "Program Files (x86)"] {
      search.examine([folder], below: [], foundBy: .versionResource, into: &finder)
    }
    for profile in profiles.places {
      finder.examineUserHive(of: profile, names)
      for folder in [["Local", "Programs"], ["Local"], ["Roaming"]] {
        search.examine(["AppData"] + folder, below: profile, foundBy: .userProgram, into: &finder)
      }
    }
  }

  /// Where the machine's part of the registry lies that lists programs.
  static let software: [String] = ["Windows", "System32", "config", "SOFTWARE"]
}

extension PackageFinder {
  /// A profile without a hive is none of a user: `Public`, or what an uninstaller left.
  fileprivate mutating func examineUserHive(of profile: [UInt8], _ names: CaselessPath) {
    do throws(FileFailure) {
      guard let hive = try names.find(["NTUSER.DAT"], below: profile) else { return }
      _ = examineHive(hive, .user)
    } catch {
      self[.programs].gaps.add(root.display(profile), error)
    }
  }
}
