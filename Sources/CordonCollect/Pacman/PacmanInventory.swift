internal import CordonModel
internal import CordonVersions

/// The packages of pacman's local database under a root: one folder a package.
///
/// Last update is pacman's install date, which every upgrade sets anew.
struct PacmanInventory {
  private static let database: String = "var/lib/pacman/local"

  let look: DatabaseLook

  init(_ look: DatabaseLook) { self.look = look }

  /// Whether a database is there: pacman makes the folder where something lies in it.
  static func isPresent(in root: RootedDirectory) -> Bool {
    do throws(FileFailure) {
      let folder = try root.openDirectory(database)
      return try !DirectoryReader().names(in: folder.number, limit: 1).names.isEmpty
    } catch {
      return root.exists(database)
    }
  }

  func collect(into findings: inout DatabaseFindings) {
    let place: String = look.root.display(PacmanInventory.database)
    var gaps = GapLedger()
    if let folder = look.folder(PacmanInventory.database, &gaps) {
      do throws(FileFailure) {
        let listing = try DirectoryReader().names(in: folder.number, limit: look.options.pacmanPackages)
        if !listing.names.isEmpty { findings.notePlace(place) }
        if listing.isCut { gaps.add(place, .scanPartial, "more than \(look.options.pacmanPackages) packages") }
        findings.entriesExamined += listing.names.count
        for name in listing.names where !name.elementsEqual("ALPM_DB_VERSION".utf8) {
          // A spent budget is a gap already: what follows could not be kept.
          guard !findings.budget.isSpent else { break }
          readPackage(name, in: folder.number, into: &findings)
        }
      } catch {
        gaps.add(place, error)
      }
    }
    if !gaps.isEmpty { findings.notePlace(place) }
    findings.gaps.add(gaps)
  }

  private func readPackage(_ name: [UInt8], in folder: Int32, into findings: inout DatabaseFindings) {
    let entry: [CChar] = name.map { CChar(bitPattern: $0) } + [0]
    // In a container's layer, a removed package is a whiteout.
    if let status = unsafe FileStatus(entry: entry, in: folder), status.isWhiteout { return }
    let relative: [UInt8] = Array(PacmanInventory.database.utf8) + [0x2F] + name + Array("/desc".utf8)
    let place: String = look.root.display(relative)
    do throws(FileFailure) {
      let file = try look.root.openFile(relative)
      let content: FileContent = try BoundedReader.whole(file, limit: look.options.pacmanDescBytes)
      guard let package = PacmanDescription(content.bytes, nameLimit: look.options.nameBytes) else {
        return findings.gaps.add(place, .scanError, "no usable name or version")
      }
      keep(package, place, into: &findings)
    } catch {
      findings.gaps.add(place, error)
    }
  }

  private func keep(_ package: PacmanDescription, _ place: String, into findings: inout DatabaseFindings) {
    var qualifiers: [PackageURL.Qualifier] = []
    if let architecture = package.architecture { qualifiers.append(.init(key: "arch", value: architecture)) }
    findings.add(
      DatabaseFindings.Record(
        type: "alpm", namespace: look.namespace("arch"), name: package.name, version: package.version,
        purlVersion: package.version, qualifiers: qualifiers, location: place,
        updated: look.time(package.installTime), foundBy: .pacmanLocal))
  }
}
