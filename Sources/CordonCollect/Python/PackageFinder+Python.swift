internal import CordonInspect
internal import CordonModel
internal import CordonVersions

/// Python: `*.dist-info`, `*.egg-info` (folder or file) and `*.egg/EGG-INFO`.
///
/// Both dates are when the present version was put there, since installers replace the whole folder: the time of
/// change of `RECORD` or `INSTALLER`, which the installer itself writes; without these, that of the metadata file, which
/// a copied environment keeps. In Debian's `dist-packages` that is when the package was built: there it is when the
/// folder came into being here.
extension PackageFinder {
  mutating func examinePython(_ folder: Folder, file: String, isListed: Bool) {
    let location: String = root.display(folder.path)
    var found = PythonMetadata([], nameLimit: 0)
    var changed: Int64?
    do throws(FileFailure) {
      guard isListed else { throw FileFailure(reason: .scanError, detail: "there is no \(file)") }
      (found, changed) = try readPython(file, folder)
      noteFaults(found, location + "/" + file)
    } catch {
      self[.pythonPackages].gaps.add(location + "/" + file, error)
    }
    let isEgg: Bool = folder.names.own.elementsEqual("EGG-INFO".utf8)
    let born: Timestamp? = time(FileStatus(descriptor: folder.descriptor)?.born)
    let isDebian: Bool = folder.names.parent.elementsEqual("dist-packages".utf8)
    let date: Timestamp? = time(recorded(folder)) ?? (isDebian ? born ?? time(changed) : time(changed) ?? born)
    let discovery: SoftwarePackage.Discovery = folder.listing.kind == .distInfo ? .pythonDistInfo : .pythonEggInfo
    keepPython(
      PythonFinding(
        metadata: found, label: isEgg ? folder.names.parent : folder.names.own, location: location, date: date,
        foundBy: discovery))
  }

  mutating func keepUnopenedPython(_ names: FolderNames, location: String, kind: FolderKind) {
    let isEgg: Bool = names.own.elementsEqual("EGG-INFO".utf8)
    keepPython(
      PythonFinding(
        metadata: PythonMetadata([], nameLimit: 0), label: isEgg ? names.parent : names.own, location: location,
        date: nil, foundBy: kind == .distInfo ? .pythonDistInfo : .pythonEggInfo))
  }

  /// A file `*.egg-info` holds what PKG-INFO would; a file `*.egg` is an archive of it all.
  mutating func examineEggFile(_ folder: Folder, _ name: [UInt8]) {
    let location: String = root.display(folder.path.isEmpty ? name : folder.path + [0x2F] + name)
    do throws(FileFailure) {
      // A name that is no UTF-8 cannot be asked for as text.
      guard let text = String(validating: name, as: UTF8.self) else {
        throw FileFailure(reason: .scanError, detail: "a file name that is no UTF-8")
      }
      if name.suffix(4).elementsEqual(".egg".utf8) { return try examinePackedEgg(folder, text, location) }
      let (found, changed): (PythonMetadata, Int64) = try readPython(text, folder)
      noteFaults(found, location)
      keepPython(
        PythonFinding(
          metadata: found, label: name[...], location: location, date: time(changed), foundBy: .pythonEggInfo))
    } catch {
      self[.pythonPackages].gaps.add(location, error)
    }
  }

  /// A packed egg is a zip archive with the metadata in it; its format puts name and version into the file's name too.
  private mutating func examinePackedEgg(_ folder: Folder, _ name: String, _ location: String) throws(FileFailure) {
    let file: Descriptor = try open(Array(name.utf8), in: folder)
    let status: FileStatus = try file.status()
    let source = try FileSource(file)
    guard source.bytes(at: 0, count: 4) == [0x50, 0x4B, 0x03, 0x04] else { return }
    var found = PythonMetadata([], nameLimit: 0)
    do throws(ZipFailure) {
      found = try packedMetadata(source)
    } catch {
      if PythonMetadata.identity(inFolderName: name)?.version == nil {
        self[.pythonPackages].gaps.add(location, error.reason, error.detail)
      }
    }
    keepPython(
      PythonFinding(
        metadata: found, label: Array(name.utf8)[...], location: location, date: time(status.modified),
        foundBy: .pythonEggInfo))
  }

  private func packedMetadata(_ source: FileSource) throws(ZipFailure) -> PythonMetadata {
    let archive = try ZipArchive(ArchiveBytes(source), limits: options.archives)
    var budget = ZipBudget(options.archives)
    guard let entry = archive.entries.last(where: { archive.name(of: $0).elementsEqual("EGG-INFO/PKG-INFO".utf8) })
    else { throw archive.fault ?? ZipFailure(.damaged, "a packed egg without EGG-INFO/PKG-INFO") }
    let content: ZipContents = try archive.read(
      entry, limit: options.pythonHeaderBytes, orCut: true, budget: &budget)
    return PythonMetadata(content.bytes, nameLimit: options.nameBytes, isCut: content.isCut)
  }

  private func readPython(_ file: String, _ folder: Folder) throws(FileFailure) -> (PythonMetadata, Int64) {
    var content: FileContent = try read(file, in: folder, limit: 8_192, orCut: true)
    var found = PythonMetadata(content.bytes, nameLimit: options.nameBytes, isCut: content.isCut)
    if !found.isWhole {
      content = try read(file, in: folder, limit: options.pythonHeaderBytes, orCut: true)
      found = PythonMetadata(content.bytes, nameLimit: options.nameBytes, isCut: content.isCut)
    }
    return (found, content.status.modified)
  }

  private mutating func noteFaults(_ found: PythonMetadata, _ path: String) {
    if found.isOverlong {
      self[.pythonPackages].gaps.add(path, .scanError, "a name or version longer than \(options.nameBytes) bytes")
    } else if !found.isWhole {
      self[.pythonPackages].gaps.add(path, .tooLarge(limit: options.pythonHeaderBytes))
    } else if found.name == nil || found.version == nil {
      self[.pythonPackages].gaps.add(path, .scanError, "the header lacks the name or the version")
    }
  }

  /// When the installer wrote its record.
  private func recorded(_ folder: Folder) -> Int64? {
    let signs: EntrySigns = folder.listing.signs
    for (sign, file) in [(EntrySigns.record, "RECORD"), (.installer, "INSTALLER")] where signs.contains(sign) {
      if let status = unsafe FileStatus(entry: file, in: folder.descriptor), status.isRegular,
        time(status.modified) != nil
      {
        return status.modified
      }
    }
    return nil
  }

  private struct PythonFinding {
    let metadata: PythonMetadata
    /// The name of the folder or file, which says name and version too.
    let label: ArraySlice<UInt8>
    let location: String
    let date: Timestamp?
    let foundBy: SoftwarePackage.Discovery
  }

  private mutating func keepPython(_ found: PythonFinding) {
    let label = PythonMetadata.identity(inFolderName: PrintablePath.text(found.label))
    guard let name = found.metadata.name ?? label?.name else {
      return self[.pythonPackages].gaps.add(found.location, .scanError, "no name can be found for this package")
    }
    let version: String? = found.metadata.version ?? label?.version
    do throws(VersionError) {
      let purl = try PackageURL(type: "pypi", name: PythonMetadata.normalised(name), version: version)
      let package = SoftwarePackage(
        purl: purl, name: name, version: version, location: found.location, installedAt: found.date,
        updatedAt: found.date, foundBy: found.foundBy)
      keep(package, for: .pythonPackages)
    } catch {
      self[.pythonPackages].gaps.add(
        found.location, .scanError, "a name that cannot be written as a package URL: \(error.reason)")
    }
  }
}
