internal import CordonModel
internal import CordonVersions

/// Composer: what is installed, and what projects write down as wanted.
///
/// Both dates of an installed package are those of `installed.json`, which each change of any package writes anew: no
/// package is younger.
extension PackageFinder {
  mutating func examineComposerInstalled(_ name: [UInt8], in folder: Folder) {
    examineComposer(name, in: folder, foundBy: .composerInstalled)
  }

  /// Reads the lock of a project. One that an installed package brings along says nothing.
  mutating func examineComposerLock(_ name: [UInt8], in folder: Folder) {
    let parts: [ArraySlice<UInt8>] = root.absolute(folder.path).split(separator: 0x2F)
    if parts.count >= 3, parts[parts.count - 3].elementsEqual("vendor".utf8) { return }
    installedBeside[location(of: name, in: folder)] = root.display(folder.path) + "/vendor/"
    examineComposer(name, in: folder, foundBy: .composerLock)
  }

  private mutating func examineComposer(
    _ name: [UInt8], in folder: Folder, foundBy: SoftwarePackage.Discovery
  ) {
    let place: String = location(of: name, in: folder)
    do throws(FileFailure) {
      let file: Descriptor = try open(name, in: folder)
      let content: FileContent = try BoundedReader.whole(file, limit: options.composerBytes)
      let found = ComposerPackages(
        content.bytes, depthLimit: options.jsonDepth, nameLimit: options.nameBytes, entryLimit: options.packages)
      if let fault = found.fault { self[.composerPackages].gaps.add(place, .scanError, fault.detail) }
      if found.unnamed > 0 {
        self[.composerPackages].gaps.add(place, .scanError, "\(found.unnamed) packages without a name")
      }
      let date: Timestamp? = foundBy == .composerInstalled ? time(content.status.modified) : nil
      for entry in found.entries { keepComposer(entry, place, date, foundBy) }
    } catch {
      self[.composerPackages].gaps.add(place, error)
    }
  }

  private mutating func keepComposer(
    _ entry: ComposerPackages.Entry, _ place: String, _ date: Timestamp?, _ foundBy: SoftwarePackage.Discovery
  ) {
    let parts: [Substring] = entry.name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    do throws(VersionError) {
      let purl = try PackageURL(
        type: "composer", namespace: parts.count == 2 ? String(parts[0]) : nil, name: String(parts[parts.count - 1]),
        version: entry.version)
      let package = SoftwarePackage(
        purl: purl, name: entry.name, version: entry.version, location: place, installedAt: nil, updatedAt: date,
        foundBy: foundBy)
      keep(package, for: .composerPackages)
    } catch {
      self[.composerPackages].gaps.add(
        place, .scanError, "a name that cannot be written as a package URL: \(error.reason)")
    }
  }
}
