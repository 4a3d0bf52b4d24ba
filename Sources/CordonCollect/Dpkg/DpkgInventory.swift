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
  private(set) var budget: PackageBudget
  /// One of dpkg's databases is there, readable or not.
  private(set) var isPresent: Bool = false

  init(_ look: DatabaseLook, budget: PackageBudget) {
    root = look.root
    options = look.options
    system = look.system
    clock = look.clock
    time = look.time
    self.budget = budget
  }

  mutating func collect() {
    let folder: Descriptor
    do throws(FileFailure) {
      folder = try root.openDirectory(DpkgInventory.database)
    } catch {
      if error.errorNumber != .noEntry {
        isPresent = true
        gaps.add(root.display(DpkgInventory.database), error)
      } else if root.brokenLink(on: Array(DpkgInventory.database.utf8)) == Array(DpkgInventory.database.utf8) {
        isPresent = true
        gaps.add(root.display(DpkgInventory.database), FileFailure(errorNumber: .link))
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
        content.bytes, flavour: .status, nameLimit: options.nameBytes, entryLimit: options.packages,
        isCut: content.isCut)
      if content.isCut { gaps.add(path, .tooLarge(limit: options.dpkgStatusBytes)) }
      note(status, path)
      entries = withJournal(status.entries, folder)
      if status.entries.isEmpty, status.absent.isEmpty, !entries.isEmpty {
        // A crash can leave the file empty and the journal whole: then nearly everything is missing.
        gaps.add(path, .scanError, "the file names no package, although its journal does")
      }
    } catch {
      noteUnread(error, "status", path, in: folder)
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
    let files: [[UInt8]] = list(
      "updates", in: folder, where: { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } })
    guard !files.isEmpty else { return entries }
    func key(_ entry: DpkgStatusFile.Entry) -> String { entry.name + ":" + (entry.architecture ?? "") }
    var changed: [String: DpkgStatusFile.Entry?] = [:]
    for file in files {
      guard changed.count < options.packages else {
        gaps.add(root.display(file), .scanPartial, "more than \(options.packages) packages")
        break
      }
      guard let status = readOne(file, flavour: .status) else { continue }
      for entry in status.entries { changed.updateValue(entry, forKey: key(entry)) }
      for entry in status.absent { changed.updateValue(nil, forKey: key(entry)) }
    }
    return entries.filter { changed[key($0)] == nil } + changed.values.compactMap { $0 }
  }

  private mutating func readStatusDirectory(_ folder: borrowing Descriptor) {
    for file in list("status.d", in: folder, where: { !$0.suffix(8).elementsEqual(".md5sums".utf8) }) {
      // A spent budget is a gap already: what follows could not be kept.
      guard !budget.isSpent else { return }
      guard let status = readOne(file, flavour: .directory) else { continue }
      isPresent = true
      let path: String = root.display(file)
      for entry in status.entries {
        add(entry, location: path, installed: nil, updated: nil, foundBy: .dpkgStatusDirectory)
      }
    }
  }

  /// The wanted files of a folder of the database as paths, in name order; an absent folder is an empty one.
  private mutating func list(
    _ name: String, in folder: borrowing Descriptor, where isWanted: ([UInt8]) -> Bool
  ) -> [[UInt8]] {
    let relative: String = DpkgInventory.database + "/" + name
    do throws(FileFailure) {
      let directory = try root.openDirectory(relative)
      let listing = try DirectoryReader().names(in: directory.number, limit: options.dpkgDirectoryFiles)
      entriesExamined += listing.names.count
      if listing.isCut {
        gaps.add(root.display(relative), .scanPartial, "more than \(options.dpkgDirectoryFiles) files")
      }
      return listing.names.filter(isWanted).map { Array(relative.utf8) + [0x2F] + $0 }
    } catch {
      noteUnread(error, name, root.display(relative), in: folder)
      return []
    }
  }

  /// What is not there is no gap; a link that ends nowhere is there, and what it hid was not read.
  private mutating func noteUnread(
    _ failure: FileFailure, _ name: String, _ path: String, in folder: borrowing Descriptor
  ) {
    var why: FileFailure = failure
    if failure.errorNumber == .noEntry {
      guard let status = unsafe FileStatus(entry: name, in: folder.number), !status.isWhiteout else { return }
      why = FileFailure(errorNumber: .link)
    }
    isPresent = true
    gaps.add(path, why)
  }

  private mutating func readOne(_ place: [UInt8], flavour: DpkgStatusFile.Flavour) -> DpkgStatusFile? {
    do throws(FileFailure) {
      let file = try root.openFile(place)
      let content: FileContent = try BoundedReader.whole(file, limit: options.dpkgDirectoryFileBytes)
      let status = DpkgStatusFile(
        content.bytes, flavour: flavour, nameLimit: options.nameBytes, entryLimit: options.packages)
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
    if status.isFull { gaps.add(path, .scanPartial, "more than \(options.packages) packages") }
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
    guard !budget.isSpent else { return }
    var qualifiers: [PackageURL.Qualifier] = []
    if let architecture = entry.architecture { qualifiers.append(.init(key: "arch", value: architecture)) }
    if let distro = system.distro { qualifiers.append(.init(key: "distro", value: distro)) }
    do throws(VersionError) {
      let purl = try PackageURL(
        type: "deb", namespace: system.vendor, name: entry.name, version: entry.version, qualifiers: qualifiers)
      let package = SoftwarePackage(
        purl: purl, name: entry.name, version: entry.version, location: location, installedAt: time(installed),
        updatedAt: time(updated), foundBy: foundBy)
      guard budget.take(package) else { return gaps.add(location, .scanPartial, budget.detail) }
      packages.append(package)
    } catch {
      gaps.add(location, .scanError, "a package name that cannot be written as a package URL: \(error.text)")
    }
  }
}
