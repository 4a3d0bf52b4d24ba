internal import CordonModel

/// Flatpaks of the system and of every user: `<installation>/app/<id>/<architecture>/<branch>`, runtimes likewise.
///
/// The version is the one flatpak itself shows: written down at deployment, else the latest release of the program's
/// AppStream description; a runtime without one has its branch for a version.
extension PackageFinder {
  /// The folder of a branch. Without `active` in it nothing is deployed.
  mutating func examineFlatpak(_ folder: Folder) {
    let steps: [ArraySlice<UInt8>] = root.absolute(folder.path).split(separator: 0x2F)
    guard steps.count >= 4 else { return }
    let id: String = PrintablePath.text(steps[steps.count - 3])
    let isRuntime: Bool = steps[steps.count - 4].elementsEqual("runtime".utf8)
    let active: [UInt8] = PackageFinder.path("active", in: folder.path)
    guard root.exists(active) else { return }
    var version: String?
    var changed: Timestamp?
    if let deploy = flatpakFile("deploy", in: active, limit: options.programRecordBytes) {
      version = FlatpakDeploy.version(deploy.bytes, textLimit: options.nameBytes)
      changed = time(deploy.status.modified)
    }
    let metainfo: Metainfo? = isRuntime ? nil : metainfo(of: id, in: active)
    let branch: String = PrintablePath.text(folder.names.own)
    if isRuntime, version == nil, branch.utf8.first.map({ (0x30...0x39).contains($0) }) == true { version = branch }
    keepProgram(
      DatedRecord(
        ProgramRecord(name: metainfo?.name ?? id, version: version ?? metainfo?.version, vendor: metainfo?.vendor),
        changed),
      location: root.display(folder.path), foundBy: .flatpak, id: id)
  }

  private mutating func metainfo(of id: String, in active: [UInt8]) -> Metainfo? {
    guard !id.contains("/") else { return nil }
    for place in ["metainfo/\(id).metainfo.xml", "metainfo/\(id).appdata.xml", "appdata/\(id).appdata.xml"] {
      guard let content = flatpakFile("files/share/" + place, in: active, limit: options.metainfoBytes) else {
        continue
      }
      return Metainfo(content.bytes, textLimit: options.nameBytes)
    }
    return nil
  }

  private mutating func flatpakFile(_ name: String, in active: [UInt8], limit: Int) -> FileContent? {
    let path: [UInt8] = PackageFinder.path(name, in: active)
    do throws(FileFailure) {
      return try BoundedReader.whole(try root.openFile(path), limit: limit)
    } catch {
      if error.errorNumber != .noEntry, error.errorNumber != .notDirectory {
        self[.programs].gaps.add(root.display(path), error)
      }
      return nil
    }
  }
}
