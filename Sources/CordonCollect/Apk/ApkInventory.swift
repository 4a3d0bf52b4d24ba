internal import CordonModel
internal import CordonVersions

/// The packages of apk's database under a root. It records no time of installation.
struct ApkInventory {
  /// apk 3 moved it below `usr`.
  private static let paths: [String] = ["lib/apk/db/installed", "usr/lib/apk/db/installed"]

  let look: DatabaseLook
  private var read: Set<[UInt64]> = []

  init(_ look: DatabaseLook) { self.look = look }

  /// Whether a database is there.
  static func isPresent(in root: RootedDirectory) -> Bool { paths.contains(where: root.exists) }

  mutating func collect(into findings: inout DatabaseFindings) {
    for path in ApkInventory.paths {
      var gaps = GapLedger()
      if let file = look.file(path, &gaps) { readOnce(file, path, into: &findings) }
      if !gaps.isEmpty { findings.notePlace(look.root.display(path)) }
      findings.gaps.add(gaps)
    }
  }

  private mutating func readOnce(_ file: borrowing Descriptor, _ path: String, into findings: inout DatabaseFindings) {
    let place: String = look.root.display(path)
    do throws(FileFailure) {
      let status: FileStatus = try file.status()
      guard read.insert([status.device, status.inode]).inserted else { return }
      findings.notePlace(place)
      let content: FileContent = try BoundedReader.read(file, limit: look.options.apkInstalledBytes)
      if content.isCut { findings.gaps.add(place, .tooLarge(limit: look.options.apkInstalledBytes)) }
      let database = ApkInstalledFile(
        content.bytes, nameLimit: look.options.nameBytes, entryLimit: look.options.packages, isCut: content.isCut)
      note(database, place, into: &findings)
      for entry in database.entries { keep(entry, place, into: &findings) }
      findings.entriesExamined += database.entries.count + 1
    } catch {
      findings.gaps.add(place, error)
    }
  }

  private func note(_ database: ApkInstalledFile, _ place: String, into findings: inout DatabaseFindings) {
    for problem in database.problems {
      findings.gaps.add(place, .scanError, "line \(problem.line): \(problem.what)")
    }
    if database.problemsOmitted > 0 {
      findings.gaps.add(place, .scanError, "\(database.problemsOmitted) more faults of this kind")
    }
    if database.isFull { findings.gaps.add(place, .scanPartial, "more than \(look.options.packages) packages") }
  }

  private func keep(_ entry: ApkInstalledFile.Entry, _ place: String, into findings: inout DatabaseFindings) {
    var qualifiers: [PackageURL.Qualifier] = []
    if let architecture = entry.architecture { qualifiers.append(.init(key: "arch", value: architecture)) }
    if look.system.id != nil, let distro = look.system.distro {
      qualifiers.append(.init(key: "distro", value: distro))
    }
    findings.add(
      DatabaseFindings.Record(
        type: "apk", namespace: look.namespace("alpine"), name: entry.name, version: entry.version,
        purlVersion: entry.version, qualifiers: qualifiers, location: place, foundBy: .apkInstalled))
  }
}
