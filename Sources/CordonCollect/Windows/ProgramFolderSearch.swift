internal import CordonInspect
internal import CordonModel

/// Looks for Windows programs in a folder of program folders (`Program Files`, `AppData\Local\Programs`, …) and asks each
/// for its version.
///
/// A maker's folder or a program's lies directly below, its programs there or one folder deeper: also the `app-1.2.3` of an
/// application that Squirrel keeps up to date, and the `app` of one that its own installer does. Links are not followed.
struct ProgramFolderSearch {
  let names: CaselessPath
  let options: InventoryOptions
  private var examined: Int = 0
  private var seen: Set<[UInt8]> = []

  init(names: CaselessPath, options: InventoryOptions) {
    self.names = names
    self.options = options
  }

  /// A folder that is being looked at.
  private struct Place {
    let path: [UInt8]
    /// Levels below the folder of program folders.
    let level: Int
    /// The name of the program's folder: the one on the first level.
    let program: [UInt8]
    /// Whether `Update.exe` lies beside it.
    let isSquirrel: Bool
  }

  /// Searches `folder` (names in any spelling) below `start`; one that is not there holds nothing.
  mutating func examine(
    _ folder: [String], below start: [UInt8], foundBy: SoftwarePackage.Discovery, into finder: inout PackageFinder
  ) {
    do throws(FileFailure) {
      guard let top = try names.find(folder, below: start) else { return }
      finder[.programs].leftOut.append(
        .init(
          path: finder.root.display(top), why: "programs more than \(options.windowsFolderLevels) folders deep in it"))
      var waiting: [Place] = [Place(path: top, level: 0, program: [], isSquirrel: false)]
      while let place = waiting.popLast() {
        guard seen.insert(place.path).inserted else { continue }
        waiting.append(contentsOf: try visit(place, foundBy, into: &finder).reversed())
      }
    } catch {
      finder[.programs].gaps.add(finder.root.display(start) + "/" + folder.joined(separator: "/"), error)
    }
  }

  /// Examines the programs of one folder; returns the folders in it that are to be looked at.
  private mutating func visit(
    _ place: Place, _ foundBy: SoftwarePackage.Discovery, into finder: inout PackageFinder
  ) throws(FileFailure) -> [Place] {
    do throws(FileFailure) {
      let folder = try finder.root.openDirectory(place.path)
      let found: (names: [[UInt8]], isCut: Bool) = try DirectoryReader().names(
        in: folder.number, limit: options.windowsFolderEntries)
      if found.isCut {
        finder[.programs].gaps.add(
          finder.root.display(place.path), .scanPartial, "more than \(options.windowsFolderEntries) entries")
      }
      let isSquirrel: Bool = found.names.contains { CaselessPath.folded($0) == Array("update.exe".utf8) }
      let deeper: [Place] =
        place.level >= options.windowsFolderLevels
        ? [] : folders(found.names, in: folder.number, place, isSquirrel)
      if place.level > 0 {
        let programs: [[UInt8]] = found.names.filter { CaselessPath.folded($0).suffix(4).elementsEqual(".exe".utf8) }
        try examine(programs, in: place, foundBy, into: &finder)
      }
      return deeper
    } catch {
      // Gone since it was listed.
      if error.errorNumber != .noEntry { finder[.programs].gaps.add(finder.root.display(place.path), error) }
      return []
    }
  }

  private func folders(_ names: [[UInt8]], in folder: Int32, _ place: Place, _ isSquirrel: Bool) -> [Place] {
    names.compactMap { name in
      // What is only unpacked for a while is not installed.
      if place.level == 0, CaselessPath.folded(name) == Array("temp".utf8) { return nil }
      let terminated: [CChar] = name.map { CChar(bitPattern: $0) } + [0]
      let status: FileStatus? = unsafe terminated.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return nil }
        return unsafe FileStatus(entry: base, in: folder)
      }
      // What nobody may ask is opened all the same: that says why it cannot be looked at.
      if let status, !status.isDirectory { return nil }
      return Place(
        path: CaselessPath.join(place.path, name), level: place.level + 1,
        program: place.level == 0 ? name : place.program, isSquirrel: place.level > 0 && isSquirrel)
    }
  }

  private mutating func examine(
    _ programs: [[UInt8]], in place: Place, _ foundBy: SoftwarePackage.Discovery, into finder: inout PackageFinder
  ) throws(FileFailure) {
    var kept: Set<String> = []
    for name in programs {
      examined += 1
      guard examined <= options.versionResources else {
        throw FileFailure(reason: .scanPartial, detail: "more than \(options.versionResources) programs")
      }
      guard let program = finder.program(name, in: place.path, folder: place.program, foundBy) else { continue }
      // The helpers of a program say the same as it does.
      let identity: String = [program.name, program.version ?? "", program.vendor ?? ""].joined(separator: "\0")
      if kept.insert(identity).inserted { finder.keepForeign(program) }
    }
    let own: [UInt8] = place.path.split(separator: 0x2F).last.map(Array.init) ?? []
    guard kept.isEmpty, place.isSquirrel, CaselessPath.folded(own).starts(with: Array("app-".utf8)) else { return }
    finder.keepForeign(
      ForeignProgram(
        name: PrintablePath.text(place.program), version: PrintablePath.text(own.dropFirst(4)),
        location: finder.root.display(place.path), foundBy: foundBy))
  }
}

extension PackageFinder {
  /// What a program says of itself. One that says nothing is only taken when it bears the name of its folder; then
  /// nothing but the name is known.
  fileprivate mutating func program(
    _ name: [UInt8], in folder: [UInt8], folder program: [UInt8], _ foundBy: SoftwarePackage.Discovery
  ) -> ForeignProgram? {
    let path: [UInt8] = CaselessPath.join(folder, name)
    let location: String = root.display(path)
    do throws(FileFailure) {
      let file = try root.openFile(path)
      let status: FileStatus = try file.status()
      var version = ProgramVersion()
      switch ProgramVersionReader(try FileSource(file)).read() {
      case .found(let found): version = found
      case .broken(let detail):
        self[.programs].gaps.add(location, .scanError, "its version cannot be read: " + detail)
      case .noProgram: return nil
      case .absent: break
      }
      let stem: [UInt8] = name.dropLast(4)
      let isMain: Bool = PackageFinder.letters(stem) == PackageFinder.letters(program)
      guard let own = version.name ?? (isMain ? PrintablePath.text(stem) : nil) else { return nil }
      return ForeignProgram(
        name: own, otherName: isMain ? PrintablePath.text(stem) : nil, version: version.version,
        vendor: version.vendor, location: location, updatedAt: time(status.modified), foundBy: foundBy)
    } catch {
      // A link, or a folder of this name.
      if error != .notRegular, error.errorNumber != .noEntry, error.errorNumber != .link {
        self[.programs].gaps.add(location, error)
      }
      return nil
    }
  }

  /// Only letters and digits of a name, folded: `3CX Desktop App` is `3CXDesktopApp`.
  private static func letters(_ name: [UInt8]) -> [UInt8] {
    CaselessPath.folded(name).filter { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 >= 0x80 }
  }
}
