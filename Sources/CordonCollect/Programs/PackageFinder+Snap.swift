internal import CordonModel

/// Snaps: `var/lib/snapd/snaps/<name>_<revision>.snap`, each revision that is still there.
///
/// The version stands inside, in `meta/snap.yaml`: read where snapd has mounted the snap. On the disk of another
/// machine it is not mounted, and only name and revision are known: that is a gap.
extension PackageFinder {
  mutating func examineSnap(_ name: [UInt8], in folder: Folder) {
    guard root.absolute(folder.path).suffix(12).elementsEqual("/snapd/snaps".utf8),
      let label = SnapLabel(PrintablePath.text(name.dropLast(5)))
    else { return }
    let place: String = location(of: name, in: folder)
    var changed: Timestamp?
    do throws(FileFailure) {
      changed = time(try open(name, in: folder).status().modified)
    } catch {
      // Only root may read the file; its name and the mounted snap say what is wanted.
      if !error.isRefusal { self[.programs].gaps.add(place, error) }
    }
    let mounted: SnapYAML? = mountedSnap(label)
    keepProgram(
      DatedRecord(ProgramRecord(name: label.name, version: mounted?.version), changed), location: place,
      foundBy: .snap)
    if mounted?.version == nil {
      self[.programs].gaps.add(
        place, .capabilityMissing, "a snap that is not mounted: of revision \(label.revision) the version is not read")
    }
  }

  private mutating func mountedSnap(_ label: SnapLabel) -> SnapYAML? {
    for home in ["snap", "var/lib/snapd/snap"] {
      let path: String = "\(home)/\(label.instance)/\(label.revision)/meta/snap.yaml"
      do throws(FileFailure) {
        let file = try root.openFile(Array(path.utf8))
        let content: FileContent = try BoundedReader.whole(file, limit: options.programRecordBytes)
        let found = SnapYAML(content.bytes, textLimit: options.nameBytes)
        if found.name == label.name { return found }
      } catch {
        if error.errorNumber == .noEntry || error.errorNumber == .notDirectory { continue }
        self[.programs].gaps.add(root.display(path), error)
      }
    }
    return nil
  }
}

/// `name_revision`, or `name_instance_revision` where a snap is installed more than once.
struct SnapLabel: Hashable {
  let name: String
  /// With the key of the instance.
  let instance: String
  let revision: String

  init?(_ label: String) {
    let parts: [Substring] = label.split(separator: "_", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && ProgramLabel.isToken($0) }) else {
      return nil
    }
    name = String(parts[0])
    instance = parts.dropLast().joined(separator: "_")
    revision = String(parts[parts.count - 1])
  }
}
