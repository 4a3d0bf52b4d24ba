internal import CordonInspect
internal import CordonModel

/// Where systems keep logs of look-ups and fetches, relative to their root. Logs of web servers are not among them: they say
/// who called this machine, not whom it called.
struct LogPlace {
  let folder: String
  /// Names of files; those of rotated ones go on with `.` or `-`. Empty for every file.
  var names: [String] = []

  static let all: [LogPlace] = [
    LogPlace(
      folder: "var/log",
      names: [
        "syslog", "messages", "daemon.log", "dnsmasq.log", "unbound.log", "pihole.log", "named.log", "query.log",
        "queries.log",
      ]),
    LogPlace(folder: "var/log/dnsmasq"),
    LogPlace(folder: "var/log/unbound"),
    LogPlace(folder: "var/log/named"),
    LogPlace(folder: "var/log/bind"),
    LogPlace(folder: "var/named/data", names: ["named.run", "query.log", "queries.log"]),
    LogPlace(folder: "var/log/pihole", names: ["pihole.log"]),
    LogPlace(folder: "var/log/squid", names: ["access.log"]),
    LogPlace(folder: "var/log/squid3", names: ["access.log"]),
    LogPlace(folder: "var/log/suricata", names: ["eve.json"]),
    LogPlace(folder: "opt/AdGuardHome/data", names: ["querylog.json"]),
  ]

  /// Whether a file of this name is wanted.
  func wants(_ name: [UInt8]) -> Bool {
    names.isEmpty
      || names.contains { wanted in
        guard name.starts(with: wanted.utf8) else { return false }
        let rest: ArraySlice<UInt8> = name[wanted.utf8.count...]
        return rest.isEmpty || rest.first == 0x2E || rest.first == 0x2D
      }
  }
}

extension ContactLook {
  /// The logs in one of the places where systems keep them.
  mutating func read(_ place: LogPlace, in root: RootedDirectory, _ sink: (ContactFacts) -> Void) {
    let names: [[UInt8]]
    do throws(FileFailure) {
      let folder = try root.openDirectory(place.folder)
      let listed = try DirectoryReader().names(in: folder.number, limit: request.limits.folderEntries)
      if listed.isCut { gaps.add(root.display(place.folder), .scanPartial, "more entries than the limit") }
      names = listed.names.filter { place.wants($0) }
    } catch {
      if error.errorNumber != .noEntry, error.errorNumber != .notDirectory {
        gaps.add(root.display(place.folder), error)
      }
      return
    }
    let zone: LogClock = request.target.kind == .live ? .local : .unknownZone
    for name in names where !observer.isCancelled {
      let path: [UInt8] = Array(place.folder.utf8) + [0x2F] + name
      do throws(FileFailure) {
        let file = try root.openFile(path)
        readLog(file, place: root.display(path), format: nil, zone: zone, sink)
      } catch {
        // Folders among the files, and what log rotation took away meanwhile.
        if error != .notRegular, error.errorNumber != .noEntry { gaps.add(root.display(path), error) }
      }
    }
  }
}
