internal import CordonInspect
internal import CordonModel
internal import CordonVersions

/// Programs in folders of their own: below `/opt` and `/usr/local` every one, elsewhere those that say who they are.
///
/// The dates are when the file that tells of the program was written, or the folder changed where there is none.
extension PackageFinder {
  /// What became of a folder below `/opt`, for the folders in it.
  struct ProgramPlace {
    let path: [UInt8]
    /// The folder is the program: what lies in it is a part.
    let isProgram: Bool
    let isNamed: Bool
  }

  mutating func examineProgramFolder(_ folder: Folder) {
    switch folder.listing.kind {
    case .flatpakBranch: examineFlatpak(folder)
    case .programFolder: examineTopProgram(folder)
    case .programSubfolder: examineInnerProgram(folder)
    default: break
    }
  }

  /// `application.ini`, `product-info.json` or `app.asar`, met anywhere. Below `/usr` the package manager's own
  /// databases tell of the program; below `/opt` and `/usr/local` its folder does.
  mutating func examineProgramRecord(_ name: [UInt8], in folder: Folder) {
    let path: [UInt8] = root.absolute(folder.path)
    // The archive lies in the program's folder `resources`.
    let program: [UInt8] = name.elementsEqual("app.asar".utf8) ? PackageFinder.parent(path) : path
    let isSystem: Bool = folder.path.starts(with: "usr/".utf8) && !folder.path.starts(with: "usr/local/".utf8)
    guard !isSystem, !FolderKind.ofPath(program).kind.isProgramPlace, !isInside(lastProgram, folder.path),
      let record = record(String(decoding: name, as: UTF8.self), in: folder.path)
    else { return }
    keepProgram(record, location: PrintablePath.text(program), foundBy: .programFolder)
  }

  private mutating func examineTopProgram(_ folder: Folder) {
    lastProgram = nil
    // The usual folders of /usr/local and a mount's own are no programs.
    let own: String = PrintablePath.text(folder.names.own)
    if own.hasPrefix(".") || PackageFinder.sharedFolders.contains(own) { return }
    if let record = record(of: folder) {
      lastProgram = ProgramPlace(path: folder.path, isProgram: true, isNamed: true)
      return keepProgram(record, location: root.display(folder.path), foundBy: .programFolder)
    }
    lastProgram = ProgramPlace(path: folder.path, isProgram: false, isNamed: holdsProgram(folder))
    if lastProgram?.isNamed == true { keepUnversioned(folder, vendor: nil) }
  }

  private mutating func examineInnerProgram(_ folder: Folder) {
    guard let above = lastProgram, PackageFinder.parent(folder.path) == above.path, !above.isProgram else { return }
    let own: String = PrintablePath.text(folder.names.own)
    if own.hasPrefix(".") { return }
    let outer: String = PrintablePath.text(folder.names.parent)
    if var record = record(of: folder) {
      // /opt/name/1.2.3: the folder above has the name.
      if record.facts.name == own, ProgramLabel.version(own[...]) != nil { record.facts.name = outer }
      keepProgram(record, location: root.display(folder.path), foundBy: .programFolder)
    } else if !above.isNamed, holdsProgram(folder) {
      keepUnversioned(folder, vendor: outer)
    }
  }

  private mutating func keepUnversioned(_ folder: Folder, vendor: String?) {
    let record = ProgramRecord(name: PrintablePath.text(folder.names.own), version: nil, vendor: vendor)
    let date: Timestamp? = time(FileStatus(descriptor: folder.descriptor)?.modified)
    keepProgram(DatedRecord(record, date), location: root.display(folder.path), foundBy: .programFolder)
  }

  private static let sharedFolders: Set<String> = [
    "bin", "etc", "games", "include", "lib", "lib32", "lib64", "libexec", "libx32", "lost+found", "man", "sbin",
    "share", "src", "var",
  ]

  private static func parent(_ path: [UInt8]) -> [UInt8] { Array(path[..<(path.lastIndex(of: 0x2F) ?? 0)]) }

  private func isInside(_ place: ProgramPlace?, _ path: [UInt8]) -> Bool {
    guard let place, place.isProgram else { return false }
    return path == place.path || path.starts(with: place.path + [0x2F])
  }

  /// Whether there is a program here, rather than data or folders of programs: a `bin`, or a program of its own.
  private func holdsProgram(_ folder: Folder) -> Bool {
    do throws(FileFailure) {
      let directory = try root.openDirectory(folder.path)
      let folders: [String] = ["bin", "usr/bin"]
      let hasFolder: Bool = folders.contains { unsafe FileStatus(entry: $0, in: directory.number)?.isDirectory == true }
      if hasFolder { return true }
      let listing = try DirectoryReader().names(in: directory.number, limit: options.programFolderEntries)
      return listing.isCut
        || listing.names.contains { name in
          guard let text = String(validating: name, as: UTF8.self) else { return false }
          guard let status = unsafe FileStatus(entry: text, in: directory.number) else { return false }
          return status.isLargeAsProgram && status.isExecutable
        }
    } catch {
      // The walk has the gap.
      return true
    }
  }
}

extension FolderKind {
  /// Whether the folder is judged as that of a program by its place.
  var isProgramPlace: Bool { self == .programFolder || self == .programSubfolder }
}

/// What a program says of itself, and when that was written.
struct DatedRecord {
  var facts: ProgramRecord
  let date: Timestamp?

  init(_ facts: ProgramRecord, _ date: Timestamp?) {
    self.facts = facts
    self.date = date
  }
}

extension PackageFinder {
  /// What the files of a folder, else its name, say of the program in it.
  mutating func record(of folder: Folder) -> DatedRecord? {
    for name in ["application.ini", "product-info.json", "release", "resources/app.asar", "resources/app/package.json"]
    {
      if let found = record(name, in: folder.path) { return found }
    }
    if folder.listing.signs.contains(.packageJSON), let found = record("package.json", in: folder.path) { return found }
    let own = ProgramLabel(PrintablePath.text(folder.names.own))
    for name in ["VERSION", "version", "VERSION.txt", "version.txt"] {
      guard let content = content(name, in: folder.path),
        let version = ProgramRecord.version(inVersionFile: content.bytes)
      else { continue }
      return DatedRecord(ProgramRecord(name: own.name, version: version), time(content.status.modified))
    }
    let text: String = PrintablePath.text(folder.names.own)
    guard let version = own.version ?? ProgramLabel.version(text[...]) else { return nil }
    let date: Timestamp? = time(FileStatus(descriptor: folder.descriptor)?.modified)
    return DatedRecord(ProgramRecord(name: own.version == nil ? text : own.name, version: version), date)
  }

  /// What one file says; a file that is not there, or none of its kind, says nothing.
  private mutating func record(_ name: String, in folder: [UInt8]) -> DatedRecord? {
    if name.hasSuffix("app.asar") { return asarRecord(name, in: folder) }
    guard let content = content(name, in: folder) else { return nil }
    let limit: Int = options.nameBytes
    let record: ProgramRecord? =
      switch name {
      case "application.ini": ProgramRecord(applicationINI: content.bytes, textLimit: limit)
      case "release": ProgramRecord(javaRelease: content.bytes, textLimit: limit)
      case "product-info.json":
        ProgramRecord(productInfo: content.bytes, depthLimit: options.jsonDepth, textLimit: limit)
      default: ProgramRecord(packageJSON: content.bytes, depthLimit: options.jsonDepth, textLimit: limit)
      }
    return record.map { DatedRecord($0, time(content.status.modified)) }
  }

  private mutating func asarRecord(_ name: String, in folder: [UInt8]) -> DatedRecord? {
    let path: [UInt8] = PackageFinder.path(name, in: folder)
    do throws(FileFailure) {
      let file = try root.openFile(path)
      let source = try FileSource(file)
      guard let place = try asarPlace(source) else { return record(name + ".unpacked/package.json", in: folder) }
      let record = ProgramRecord(
        packageJSON: source.bytes(at: place.lowerBound, count: place.count), depthLimit: options.jsonDepth,
        textLimit: options.nameBytes)
      guard let record else {
        throw FileFailure(reason: .scanError, detail: "its package.json names no program")
      }
      return DatedRecord(record, time(try file.status().modified))
    } catch {
      if error.errorNumber != .noEntry, error.errorNumber != .notDirectory {
        self[.programs].gaps.add(root.display(path), error)
      }
      return nil
    }
  }

  private func asarPlace(_ source: FileSource) throws(FileFailure) -> Range<Int>? {
    do throws(AsarHeader.Fault) {
      return try AsarHeader(
        source, headerLimit: options.asarHeaderBytes, contentLimit: options.packageJSONBytes,
        depthLimit: options.jsonDepth
      ).place
    } catch {
      switch error {
      case .tooLarge(let limit): throw .tooLarge(limit: limit)
      case .notAnArchive: throw FileFailure(reason: .scanError, detail: "its lengths contradict each other")
      case .noPackageJSON: throw FileFailure(reason: .scanError, detail: "an Electron archive without package.json")
      case .unreadable(let fault): throw FileFailure(reason: .scanError, detail: "its list of files, \(fault.detail)")
      }
    }
  }

  private mutating func content(_ name: String, in folder: [UInt8]) -> FileContent? {
    let path: [UInt8] = PackageFinder.path(name, in: folder)
    let limit: Int = name.hasSuffix("package.json") ? options.packageJSONBytes : options.programRecordBytes
    do throws(FileFailure) {
      return try BoundedReader.whole(try root.openFile(path), limit: limit)
    } catch {
      // A folder or a large file of such a name is no record of a program.
      let isOther: Bool = error.errorNumber == .none && (name.lowercased().hasPrefix("version") || name == "release")
      if error.errorNumber != .noEntry, error.errorNumber != .notDirectory, !isOther {
        self[.programs].gaps.add(root.display(path), error)
      }
      return nil
    }
  }

  static func path(_ name: String, in folder: [UInt8]) -> [UInt8] {
    folder.isEmpty ? Array(name.utf8) : folder + [0x2F] + Array(name.utf8)
  }

  mutating func keepProgram(
    _ record: DatedRecord, location: String, foundBy: SoftwarePackage.Discovery, id: String? = nil
  ) {
    do throws(VersionError) {
      let purl = try PackageURL(type: "generic", name: id ?? record.facts.name, version: record.facts.version)
      keep(
        SoftwarePackage(
          purl: purl, name: record.facts.name, version: record.facts.version, vendor: record.facts.vendor,
          location: location, installedAt: record.date, updatedAt: record.date, foundBy: foundBy),
        for: .programs)
    } catch {
      self[.programs].gaps.add(
        location, .scanError, "a name that cannot be written as a package URL: \(error.reason)")
    }
  }
}
