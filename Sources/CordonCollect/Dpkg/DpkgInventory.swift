internal import CLinux
internal import CordonModel
internal import CordonVersions
internal import Glibc

/// The packages of dpkg's databases under a root, with their dates.
///
/// - Last update: the time of change of `info/<package>.list`, which dpkg writes anew with every unpack.
/// - Install: the last `install` line in `/var/log/dpkg.log` and `dpkg.log.1`. Older logs are compressed and are not
///   read; a package without such a line has no install date.
struct DpkgInventory {
  static let database: String = "var/lib/dpkg"
  private static let statusPath: String = database + "/status"

  let root: RootedDirectory
  let options: InventoryOptions
  let system: OSRelease
  let clock: LogClock
  let time: PlausibleTime

  private(set) var packages: [SoftwarePackage] = []
  private(set) var gaps = GapLedger()
  /// Directory entries looked at.
  private(set) var entriesExamined: Int = 0
  /// One of dpkg's databases is there, readable or not.
  private(set) var isPresent: Bool = false

  init(root: RootedDirectory, options: InventoryOptions, system: OSRelease, clock: LogClock, time: PlausibleTime) {
    self.root = root
    self.options = options
    self.system = system
    self.clock = clock
    self.time = time
  }

  mutating func collect() {
    let folder: Descriptor
    do throws(FileFailure) {
      folder = try root.openDirectory(DpkgInventory.database)
    } catch {
      if error.errorNumber != .noEntry {
        isPresent = true
        gaps.add(root.display(DpkgInventory.database), error)
      }
      return
    }
    readStatus(folder)
    readStatusDirectory(folder)
  }

  private mutating func readStatus(_ folder: borrowing Descriptor) {
    let path: String = root.display(DpkgInventory.statusPath)
    var entries: [DpkgStatusFile.Entry] = []
    do throws(FileFailure) {
      let file = try root.openFile(Array(DpkgInventory.statusPath.utf8))
      isPresent = true
      let content: FileContent = try BoundedReader.read(file, limit: options.dpkgStatusBytes)
      let status = DpkgStatusFile(
        content.bytes, flavour: .status, nameLimit: options.nameBytes, isCut: content.isCut)
      if content.isCut { gaps.add(path, .tooLarge(limit: options.dpkgStatusBytes)) }
      note(status, path)
      entries = withJournal(status.entries, folder)
      if status.entries.isEmpty, status.absent.isEmpty, !entries.isEmpty {
        // A crash can leave the file empty and the journal whole: then nearly everything is missing.
        gaps.add(path, .scanError, "the file names no package, although its journal does")
      }
    } catch {
      if error.errorNumber == .noEntry { return }
      isPresent = true
      gaps.add(path, error)
      return
    }
    let installs: [String: Int64] = readLogs()
    var dates = DpkgListDates(database: folder.number)
    packages.reserveCapacity(entries.count)
    for entry in entries {
      let updated: Int64? = dates.modified(entry)
      let key: String = entry.name + ":" + (entry.architecture ?? "")
      add(
        entry, location: path, installed: installs[key].map(clock.seconds), updated: updated,
        foundBy: .dpkgStatus)
    }
    entriesExamined += entries.count + 1
  }

  /// Applies `updates/`, the changes of a dpkg that runs or was interrupted and that are not yet in `status`.
  private mutating func withJournal(
    _ entries: [DpkgStatusFile.Entry], _ folder: borrowing Descriptor
  ) -> [DpkgStatusFile.Entry] {
    let files: [(path: String, status: DpkgStatusFile)] = read(
      folder, "updates", flavour: .status, where: { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } })
    guard !files.isEmpty else { return entries }
    func key(_ entry: DpkgStatusFile.Entry) -> String { entry.name + ":" + (entry.architecture ?? "") }
    var changed: [String: DpkgStatusFile.Entry?] = [:]
    for file in files {
      for entry in file.status.entries { changed.updateValue(entry, forKey: key(entry)) }
      for entry in file.status.absent { changed.updateValue(nil, forKey: key(entry)) }
    }
    return entries.filter { changed[key($0)] == nil } + changed.values.compactMap { $0 }
  }

  private mutating func readStatusDirectory(_ folder: borrowing Descriptor) {
    let files: [(path: String, status: DpkgStatusFile)] = read(
      folder, "status.d", flavour: .directory, where: { !$0.suffix(8).elementsEqual(".md5sums".utf8) })
    for file in files {
      isPresent = true
      for entry in file.status.entries {
        add(entry, location: file.path, installed: nil, updated: nil, foundBy: .dpkgStatusDirectory)
      }
    }
  }

  /// Reads every file of a folder of the database, in name order; an absent folder is an empty one.
  private mutating func read(
    _ folder: borrowing Descriptor, _ name: String, flavour: DpkgStatusFile.Flavour, where isWanted: ([UInt8]) -> Bool
  ) -> [(path: String, status: DpkgStatusFile)] {
    let relative: String = DpkgInventory.database + "/" + name
    var files: [(path: String, status: DpkgStatusFile)] = []
    do throws(FileFailure) {
      let directory = try root.openDirectory(relative)
      let listing = try DirectoryReader().names(in: directory.number, limit: options.dpkgDirectoryFiles)
      entriesExamined += listing.names.count
      if listing.isCut {
        gaps.add(root.display(relative), .scanPartial, "more than \(options.dpkgDirectoryFiles) files")
      }
      for file in listing.names where isWanted(file) {
        let place: [UInt8] = Array(relative.utf8) + [0x2F] + file
        if let status = readOne(place, flavour: flavour) { files.append((root.display(place), status)) }
      }
    } catch {
      if error.errorNumber != .noEntry { gaps.add(root.display(relative), error) }
    }
    return files
  }

  private mutating func readOne(_ place: [UInt8], flavour: DpkgStatusFile.Flavour) -> DpkgStatusFile? {
    do throws(FileFailure) {
      let file = try root.openFile(place)
      let content: FileContent = try BoundedReader.whole(file, limit: options.dpkgDirectoryFileBytes)
      let status = DpkgStatusFile(content.bytes, flavour: flavour, nameLimit: options.nameBytes)
      note(status, root.display(place))
      return status
    } catch {
      gaps.add(root.display(place), error)
      return nil
    }
  }

  private mutating func note(_ status: DpkgStatusFile, _ path: String) {
    for problem in status.problems { gaps.add(path, .scanError, "line \(problem.line): \(problem.what)") }
    if status.problemsOmitted > 0 {
      gaps.add(path, .scanError, "\(status.problemsOmitted) more faults of this kind")
    }
  }

  private func readLogs() -> [String: Int64] {
    var log = DpkgLog(nameLimit: options.nameBytes, entryLimit: options.packages)
    for name in ["var/log/dpkg.log.1", "var/log/dpkg.log"] {
      do throws(FileFailure) {
        let file = try root.openFile(Array(name.utf8))
        log.add(try BoundedReader.read(file, limit: options.dpkgLogBytes, fromEnd: true).bytes)
      } catch {
        // Dates are told where they are known: a log that cannot be read hides no package.
        continue
      }
    }
    return log.installs
  }

  private mutating func add(
    _ entry: DpkgStatusFile.Entry, location: String, installed: Int64?, updated: Int64?,
    foundBy: SoftwarePackage.Discovery
  ) {
    guard packages.count < options.packages else {
      gaps.add(location, .scanPartial, "more than \(options.packages) packages")
      return
    }
    var qualifiers: [PackageURL.Qualifier] = []
    if let architecture = entry.architecture { qualifiers.append(.init(key: "arch", value: architecture)) }
    if let distro = system.distro { qualifiers.append(.init(key: "distro", value: distro)) }
    do throws(VersionError) {
      let purl = try PackageURL(
        type: "deb", namespace: system.vendor, name: entry.name, version: entry.version, qualifiers: qualifiers)
      packages.append(
        SoftwarePackage(
          purl: purl, name: entry.name, version: entry.version, location: location, installedAt: time(installed),
          updatedAt: time(updated), foundBy: foundBy))
    } catch {
      gaps.add(location, .scanError, "a package name that cannot be written as a package URL: \(error.text)")
    }
  }
}
