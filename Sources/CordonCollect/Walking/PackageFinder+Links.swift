internal import CLinux
internal import CordonModel

/// Links that stand where a folder of packages would: `npm link`, workspaces, pnpm, shared `node_modules`.
///
/// The walk follows no link. What a link leads to is walked where it lies; but there it may have a name that tells
/// nothing (`packages/a`), or lie outside of the scope. Then the package is looked at through the link, or is a gap.
extension PackageFinder {
  mutating func examineLink(_ link: FolderListing.Link, in folder: Folder) {
    let path: [UInt8] = (folder.path.isEmpty ? [] : folder.path + [0x2F]) + link.name
    do throws(FileFailure) {
      let target = try root.openDirectory(path)
      // What lies below a folder of this kind is found by the walk.
      if let place = RootedDirectory.realPath(of: target), FolderKind.ofPath(place).kind == link.kind { return }
      switch link.kind {
      case .npmPackage, .distInfo:
        var listing = FolderListing(kind: link.kind, isInNodeModules: true)
        listing.signs = PackageFinder.signs(in: target.number)
        if listing.isTelling { examine(self.folder(target.number, path: path, listing: listing)) }
      default:
        noteGap(
          link, root.display(path),
          FileFailure(reason: .scanPartial, detail: "a link to packages in a folder of another name is not followed"))
      }
    } catch {
      // Nothing is there, or a file.
      if [.noEntry, .notDirectory].contains(error.errorNumber) { return }
      noteGap(link, root.display(path), error)
    }
  }

  /// Whether a link with a telling name leads to a file that the walk does not know by its name there, as in a store of
  /// files that are named after their content. One that leads out of the scope is a gap.
  mutating func isToBeFollowed(_ file: NotedFile, in folder: Folder) -> Bool {
    // An egg is known by its own name, be it a link or not.
    if file.kind == .eggFile { return true }
    let path: [UInt8] = (folder.path.isEmpty ? [] : folder.path + [0x2F]) + file.name
    do throws(FileFailure) {
      let target: Descriptor = try root.openFile(path)
      guard let place = RootedDirectory.realPath(of: target) else { return true }
      return FileKind.ofPath(place) != file.kind
    } catch {
      // Nothing is there, or no file: a folder is walked where it lies.
      let isNothing: Bool = [.noEntry, .notDirectory].contains(error.errorNumber) || error == .notRegular
      if !isNothing { self[file.kind.check].gaps.add(root.display(path), error) }
      return false
    }
  }

  private mutating func noteGap(_ link: FolderListing.Link, _ location: String, _ failure: FileFailure) {
    if link.kind == .distInfo {
      self[.pythonPackages].gaps.add(location, failure)
    } else {
      self[.npmPackages].gaps.add(location, failure)
    }
  }

  /// The files that tell of a package in an open folder, asked for one by one.
  private static func signs(in folder: Int32) -> EntrySigns {
    let files: [(EntrySigns, String)] = [
      (.packageJSON, "package.json"), (.metadata, "METADATA"), (.record, "RECORD"), (.installer, "INSTALLER"),
    ]
    return files.reduce(into: []) { signs, file in
      if unsafe FileStatus(entry: file.1, in: folder) != nil { signs.insert(file.0) }
    }
  }
}
