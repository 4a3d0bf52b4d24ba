internal import CordonModel

extension WalkScope {
  /// What is walked below a root, with the mounts as they are now.
  ///
  /// - Parameter folders: what nobody looks into, as the target sees it or relative to the root. Each that is there is a gap.
  init(_ root: RootedDirectory, excluding folders: [String], table: MountTable = .current()) {
    self.init(root: root.realPath, rootMount: WalkScope.mount(of: root), table: table)
    for folder in folders { exclude(folder, below: root) }
  }

  /// A folder that is not there needs no gap.
  private mutating func exclude(_ folder: String, below root: RootedDirectory) {
    let given: [UInt8] = MountPath.plain(Array(folder.utf8))
    let path: [UInt8] =
      MountPath.contains(root.realPath, given) ? given : MountPath.join(root.realPath, Array(given.dropFirst()))
    guard let relative = MountPath.relative(path, to: root.realPath) else { return }
    do throws(FileFailure) {
      _ = try root.openDirectory(relative)
      exclude(path)
    } catch {
      if error.errorNumber != .noEntry, error.errorNumber != .notDirectory { exclude(path) }
    }
  }

  private static func mount(of root: RootedDirectory) -> UInt64? {
    do throws(FileFailure) { return try root.descriptor.status().mount } catch { return nil }
  }
}

extension MountTable {
  /// Of this process. Empty where there is no `/proc`: then other file systems met on the way are gaps.
  static func current() -> MountTable {
    do throws(FileFailure) {
      let proc = try RootedDirectory(path: "/proc/self", confinement: .beneath, stepwise: false)
      let file = try proc.openFile(Array("mountinfo".utf8))
      return MountTable(try BoundedReader.readStream(file, limit: 32 << 20))
    } catch {
      return MountTable([])
    }
  }
}
