internal import CordonModel
internal import CordonVersions

/// npm: what projects write down as wanted.
extension PackageFinder {
  /// Reads the lock of a project; `npm-shrinkwrap.json` goes before `package-lock.json`, as in npm.
  mutating func examineLock(_ folder: Folder) {
    let file: String = folder.listing.signs.contains(.shrinkwrap) ? "npm-shrinkwrap.json" : "package-lock.json"
    let location: String = root.display(folder.path.isEmpty ? Array(file.utf8) : folder.path + [0x2F] + file.utf8)
    do throws(FileFailure) {
      let content: FileContent = try read(file, in: folder, limit: options.npmLockBytes)
      let lock = NpmLock(
        content.bytes, depthLimit: options.jsonDepth, nameLimit: options.nameBytes, entryLimit: options.packages)
      if let fault = lock.fault { self[.npmPackages].gaps.add(location, .scanError, fault.detail) }
      if folder.listing.signs.contains(.nodeModules) {
        installedBeside[location] = root.display(folder.path) + "/node_modules/"
      }
      for entry in lock.entries {
        keepNpm(
          NpmFinding(
            name: entry.name, version: entry.version, location: location, date: nil, foundBy: .npmLock))
      }
    } catch {
      self[.npmPackages].gaps.add(location, error)
    }
  }

  /// Says that a project's packages are only written down, in a form that is not read.
  mutating func noteForeignLock(_ folder: Folder) {
    guard self[.npmPackages].leftOut.count < Coverage.gapLimit else { return }
    self[.npmPackages].leftOut.append(
      Coverage.Exclusion(
        path: root.display(folder.path), why: "a lock file of yarn, pnpm or bun without installed packages beside it"))
  }

  /// Takes away what a lock file names and its project has installed in just that version: it is there already. What
  /// is locked in another version stays, for the next clean install brings it.
  mutating func dropInstalledFromLocks() {
    guard !installedBeside.isEmpty else { return }
    dropInstalled(.npmPackage, from: .npmLock, of: .npmPackages)
    dropInstalled(.composerInstalled, from: .composerLock, of: .composerPackages)
  }

  private mutating func dropInstalled(
    _ installed: SoftwarePackage.Discovery, from lock: SoftwarePackage.Discovery, of check: CheckKind
  ) {
    var wanted: [String: [String]] = [:]
    for package in packages where package.foundBy == lock && installedBeside[package.location] != nil {
      wanted[package.purl.canonicalText] = []
    }
    if wanted.isEmpty { return }
    for package in packages where package.foundBy == installed {
      wanted[package.purl.canonicalText]?.append(package.location)
    }
    let before: Int = packages.count
    packages.removeAll { package in
      guard package.foundBy == lock, let start = installedBeside[package.location] else { return false }
      return wanted[package.purl.canonicalText, default: []].contains { $0.hasPrefix(start) }
    }
    self[check].count -= before - packages.count
  }
}
