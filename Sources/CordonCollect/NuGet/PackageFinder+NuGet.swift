internal import CordonInspect
internal import CordonModel
internal import CordonVersions

/// NuGet: packages as archives, as their description lies unpacked, and as a .NET program says it was built from them.
///
/// Both dates are when the file was last changed.
extension PackageFinder {
  mutating func examineNuGetArchive(_ name: [UInt8], in folder: Folder) {
    let location: String = location(of: name, in: folder)
    do throws(FileFailure) {
      let file: Descriptor = try open(name, in: folder)
      let status: FileStatus = try file.status()
      guard let nuspec = nuspec(in: try FileSource(file), at: location) else { return }
      // The global packages folder keeps the archive beside what it unpacked: that is one package.
      if folder.listing.files.contains(where: { isListed(nuspec, by: $0, in: folder) }) { return }
      keepNuGet(nuspec, location: location, date: date(status))
    } catch {
      self[.nugetPackages].gaps.add(location, error)
    }
  }

  mutating func examineNuspec(_ name: [UInt8], in folder: Folder) {
    let location: String = location(of: name, in: folder)
    do throws(FileFailure) {
      let content: FileContent = try readNuspec(name, in: folder)
      let nuspec = Nuspec(content.bytes, nameLimit: options.nameBytes)
      keepNuGet(nuspec, location: location, date: date(content.status))
    } catch {
      self[.nugetPackages].gaps.add(location, error)
    }
  }

  mutating func examineDotnetDeps(_ name: [UInt8], in folder: Folder) {
    let location: String = location(of: name, in: folder)
    do throws(FileFailure) {
      let file: Descriptor = try open(name, in: folder)
      let content: FileContent = try BoundedReader.whole(file, limit: options.dotnetDepsBytes)
      let deps = DotnetDeps(
        content.bytes, depthLimit: options.jsonDepth, nameLimit: options.nameBytes, entryLimit: options.packages)
      if let fault = deps.fault { self[.nugetPackages].gaps.add(location, .scanError, fault.detail) }
      let date: Timestamp? = date(content.status)
      for entry in deps.entries {
        let found = NuGetFinding(
          id: entry.id, version: entry.version, vendor: nil, location: location, date: date, foundBy: .dotnetDeps)
        keepNuGet(found)
      }
    } catch {
      self[.nugetPackages].gaps.add(location, error)
    }
  }

  private func date(_ status: FileStatus) -> Timestamp? {
    time(status.modified) ?? time(status.born) ?? time(status.changed)
  }

  private func readNuspec(_ name: [UInt8], in folder: Folder) throws(FileFailure) -> FileContent {
    try BoundedReader.whole(try open(name, in: folder), limit: options.nuspecBytes)
  }

  /// The description at the top of a package's archive; what cannot be read is a gap.
  private mutating func nuspec(in source: FileSource, at location: String) -> Nuspec? {
    do throws(ZipFailure) {
      let archive = try ZipArchive(ArchiveBytes(source), limits: options.archives)
      var budget = ZipBudget(options.archives)
      let entry: ZipEntry? = archive.entries.first { entry in
        archive.name(of: entry, endsWith: ".nuspec") && !archive.name(of: entry).contains(0x2F)
      }
      guard let entry else {
        throw archive.fault ?? ZipFailure(.damaged, "an archive without a description of the package")
      }
      let content: ZipContents = try archive.read(entry, limit: options.nuspecBytes, budget: &budget)
      return Nuspec(content.bytes, nameLimit: options.nameBytes)
    } catch {
      self[.nugetPackages].gaps.add(location, error.reason, error.detail)
      return nil
    }
  }

  private func isListed(_ nuspec: Nuspec, by other: NotedFile, in folder: Folder) -> Bool {
    guard other.kind == .nuspec else { return false }
    do throws(FileFailure) {
      return Nuspec(try readNuspec(other.name, in: folder).bytes, nameLimit: options.nameBytes).isSame(as: nuspec)
    } catch {
      return false
    }
  }

  private struct NuGetFinding {
    let id: String
    let version: String?
    let vendor: String?
    let location: String
    let date: Timestamp?
    let foundBy: SoftwarePackage.Discovery
  }

  private mutating func keepNuGet(_ nuspec: Nuspec, location: String, date: Timestamp?) {
    if nuspec.isTemplate { return }
    guard let id = nuspec.id else {
      return self[.nugetPackages].gaps.add(location, .scanError, nuspec.fault ?? "a description without an id")
    }
    if nuspec.version == nil {
      self[.nugetPackages].gaps.add(location, .scanError, nuspec.fault ?? "a description without a version")
    }
    let found = NuGetFinding(
      id: id, version: nuspec.version, vendor: nuspec.authors, location: location, date: date, foundBy: .nugetPackage)
    keepNuGet(found)
  }

  private mutating func keepNuGet(_ found: NuGetFinding) {
    do throws(VersionError) {
      let purl = try PackageURL(type: "nuget", name: found.id, version: found.version)
      let package = SoftwarePackage(
        purl: purl, name: found.id, version: found.version, vendor: found.vendor, location: found.location,
        installedAt: found.date, updatedAt: found.date, foundBy: found.foundBy)
      keep(package, for: .nugetPackages)
    } catch {
      self[.nugetPackages].gaps.add(
        found.location, .scanError, "a name that cannot be written as a package URL: \(error.reason)")
    }
  }
}
