internal import CordonModel

/// The folders of a Windows system's users: those below `Users`, and those that the registry says lie elsewhere.
struct WindowsProfiles {
  let names: CaselessPath
  let limit: Int
  /// Relative to the root, in the order they were found, each once.
  private(set) var places: [[UInt8]] = []
  private(set) var gaps = GapLedger()
  /// That there are more than the limit is a gap already.
  private var isFull: Bool = false

  init(names: CaselessPath, limit: Int) {
    self.names = names
    self.limit = limit
  }

  /// Adds the profiles of the registry's list, such as `C:\Users\anna` or `%systemroot%\system32\config\systemprofile`.
  ///
  /// The system's own disk is taken for `C:`, as Windows names it when it is started from it. A profile on another disk
  /// is a gap: its programs are not under this root.
  mutating func add(recorded: [String]) {
    for path in recorded {
      var parts: [String] = path.split { $0 == "\\" || $0 == "/" }.map(String.init)
      guard let first = parts.first?.lowercased() else { continue }
      parts.removeFirst()
      switch first {
      case "c:", "%systemdrive%": break
      case "%systemroot%", "%windir%": parts.insert("Windows", at: 0)
      default:
        gaps.add(
          PrintablePath.text(Array(path.utf8)), .scanPartial, "a user's folder on another disk than the system's")
        continue
      }
      do throws(FileFailure) {
        // A folder that is no longer there holds no programs.
        guard let place = try names.find(parts) else { continue }
        if names.root.brokenLink(on: place) != nil { throw FileFailure(errorNumber: .link) }
        add(place)
      } catch {
        gaps.add(PrintablePath.text(Array(path.utf8)), error)
      }
    }
  }

  /// Adds what lies below `Users`. `All Users` and `Default User` are links to other folders.
  mutating func addFolders() {
    do throws(FileFailure) {
      guard let users = try names.find(["Users"]) else {
        return gaps.add(names.root.display("Users"), .scanPartial, "there is no folder of the users")
      }
      let found: (names: [[UInt8]], isCut: Bool) = try names.entries(of: users)
      let folder = try names.root.openDirectory(users)
      for name in found.names {
        let text = String(decoding: name, as: UTF8.self)
        guard try FileStatus(at: folder.number, name: text).isDirectory else { continue }
        add(CaselessPath.join(users, name))
      }
    } catch {
      gaps.add(names.root.display("Users"), error)
    }
  }

  private mutating func add(_ place: [UInt8]) {
    guard !places.contains(place) else { return }
    guard places.count < limit else {
      if !isFull { gaps.add(names.root.display("Users"), .scanPartial, "more than \(limit) users") }
      isFull = true
      return
    }
    places.append(place)
  }
}
