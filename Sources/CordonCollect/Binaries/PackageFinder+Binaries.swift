internal import CordonInspect
internal import CordonModel

/// Go and Rust: the modules that a program says it was built from. Each is listed with the program as its place.
///
/// Both dates are when the program came here: when the file came into being on this disk or was changed, whichever is
/// later. Archives keep the time of the build, which is neither.
extension PackageFinder {
  mutating func examineProgram(_ name: [UInt8], in folder: Folder) {
    do throws(FileFailure) {
      let file: Descriptor = try open(name, in: folder)
      try examineProgram(file, name, in: folder)
    } catch {
      // Gone since it was listed: then nothing is there to be looked at.
      if [.noEntry, .notDirectory, .link].contains(error.errorNumber) { return }
      self[.binaryModules].gaps.add(location(of: name, in: folder), error)
    }
  }

  private mutating func examineProgram(
    _ file: borrowing Descriptor, _ name: [UInt8], in folder: Folder
  ) throws(FileFailure) {
    let found = ProgramModules(try FileSource(file), options: options)
    if found.modules.isEmpty, found.faults.isEmpty { return }
    let place: String = location(of: name, in: folder)
    for fault in found.faults { self[.binaryModules].gaps.add(place, .scanError, fault) }
    let status: FileStatus = try file.status()
    let date: Timestamp? = [time(status.modified), time(status.born)].compactMap { $0 }.max()
    for module in found.modules {
      let package = SoftwarePackage(
        purl: module.purl, name: module.name, version: module.version, location: place, installedAt: date,
        updatedAt: date, foundBy: module.isFromGo ? .goBuildInfo : .rustAuditData)
      keep(package, for: .binaryModules)
    }
  }
}
