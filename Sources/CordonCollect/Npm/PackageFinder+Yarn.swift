internal import CordonInspect
internal import CordonModel

/// Yarn's Plug'n'Play: packages installed as archives.
///
/// An archive lies in the project's `.yarn/cache` or in the cache of a user, `.yarn/berry/cache`. Its date is when the
/// file was last changed; the files inside carry one that means nothing.
extension PackageFinder {
  mutating func examineYarnArchive(_ name: [UInt8], in folder: Folder) {
    let location: String = location(of: name, in: folder)
    do throws(FileFailure) {
      let file: Descriptor = try open(name, in: folder)
      let status: FileStatus = try file.status()
      let date: Timestamp? = time(status.modified) ?? time(status.born) ?? time(status.changed)
      let source = try FileSource(file)
      var manifests: [PackageJSON] = []
      do throws(ZipFailure) {
        manifests = try yarnManifests(source, at: location)
      } catch {
        self[.npmPackages].gaps.add(location, error.reason, error.detail)
      }
      if manifests.isEmpty, let label = YarnFileName.identity(PrintablePath.text(name)), let name = label.name {
        var manifest = PackageJSON([], depthLimit: 0, nameLimit: 0)
        (manifest.name, manifest.version) = (name, label.version)
        manifests = [manifest]
      }
      for manifest in manifests {
        guard let name = manifest.name else { continue }
        let found = NpmFinding(
          name: name, version: manifest.version, location: location, date: date, foundBy: .yarnArchive)
        keepNpm(found)
      }
    } catch {
      self[.npmPackages].gaps.add(location, error)
    }
  }

  /// What the archive holds at `node_modules/NAME`: one package, by the way Yarn builds it.
  private mutating func yarnManifests(_ source: FileSource, at location: String) throws(ZipFailure) -> [PackageJSON] {
    let archive = try ZipArchive(ArchiveBytes(source), limits: options.archives)
    var budget = ZipBudget(options.archives)
    var found: [PackageJSON] = []
    if let fault = archive.fault { self[.npmPackages].gaps.add(location, fault.reason, fault.detail) }
    for entry in archive.entries where archive.name(of: entry, endsWith: "/package.json") {
      guard let name = PackageFinder.yarnName(archive.name(of: entry)) else { continue }
      let content: ZipContents = try archive.read(entry, limit: options.packageJSONBytes, budget: &budget)
      if !content.isIntact {
        self[.npmPackages].gaps.add(location, .scanError, "the checksum of its manifest is wrong")
      }
      var manifest = PackageJSON(content.bytes, depthLimit: options.jsonDepth, nameLimit: options.nameBytes)
      if let fault = manifest.fault { self[.npmPackages].gaps.add(location, .scanError, fault.detail) }
      manifest.name = manifest.name ?? name
      found.append(manifest)
    }
    if found.isEmpty {
      throw archive.fault ?? ZipFailure(.damaged, "an archive without the manifest of a package")
    }
    return found
  }

  /// The package whose manifest is at `node_modules/NAME/package.json` or `node_modules/@SCOPE/NAME/package.json`.
  private static func yarnName(_ path: ArraySlice<UInt8>) -> String? {
    let parts: [ArraySlice<UInt8>] = path.split(separator: 0x2F, omittingEmptySubsequences: false)
    guard let first = parts.first, first.elementsEqual("node_modules".utf8), parts.count >= 3 else { return nil }
    let isScoped: Bool = parts[1].first == 0x40
    guard parts.count == (isScoped ? 4 : 3) else { return nil }
    return PrintablePath.text(parts[1..<(parts.count - 1)].joined(separator: [0x2F]).map { $0 })
  }

  /// A project that runs from archives: they are found where they lie, unless that is outside of what is searched.
  mutating func notePlugAndPlay(_ folder: Folder) {
    let places: [[UInt8]]
    do throws(FileFailure) {
      places = try plugAndPlayPlaces(folder)
    } catch {
      self[.npmPackages].gaps.add(root.display(folder.path), error)
      return
    }
    for place in places where !isSearchedCache(place, of: folder) {
      self[.npmPackages].gaps.add(
        root.display(folder.path), .scanPartial,
        "the archives of Yarn Plug'n'Play lie in a place that is not searched: "
          + PrintablePath.text(place.prefix(options.nameBytes)))
    }
    if places.isEmpty, !isSearchedCache(Array(".yarn/cache".utf8), of: folder) {
      self[.npmPackages].gaps.add(
        root.display(folder.path), .capabilityMissing, "the archives of Yarn Plug'n'Play were not found")
    }
  }

  private func plugAndPlayPlaces(_ folder: Folder) throws(FileFailure) -> [[UInt8]] {
    var places: [[UInt8]] = []
    for name in [".pnp.cjs", ".pnp.data.json"] {
      do throws(FileFailure) {
        let content: FileContent = try read(name, in: folder, limit: options.npmLockBytes)
        places += PlugAndPlayPlaces.folders(content.bytes, limit: 64)
      } catch {
        guard error.errorNumber == .noEntry else { throw error }
      }
    }
    return places
  }

  /// Whether this is a folder inside the root whose archives the walk looks at. Another file system may still hide it:
  /// then that is listed or a gap of its own.
  private func isSearchedCache(_ place: [UInt8], of folder: Folder) -> Bool {
    let isAbsolute: Bool = place.first == 0x2F
    let path: [UInt8] = isAbsolute || folder.path.isEmpty ? place : folder.path + [0x2F] + place
    do throws(FileFailure) {
      let cache: Descriptor = try root.openDirectory(isAbsolute ? Array(path.drop { $0 == 0x2F }) : path)
      guard let real = RootedDirectory.realPath(of: cache) else { return false }
      return FolderKind.ofPath(real).kind == .yarnCache
    } catch {
      return false
    }
  }
}
