internal import CordonModel

/// Where a reader of a package database looks, by which limits, and for which system.
struct DatabaseLook {
  let root: RootedDirectory
  let options: InventoryOptions
  let system: OSRelease
  let clock: LogClock
  let time: PlausibleTime

  /// The distribution as a namespace of package URLs; `fallback` where no os-release tells it.
  func namespace(_ fallback: String?) -> String? { system.id ?? fallback }

  /// Opens a file of a database; `nil` when there is none. What is there and cannot be opened is a gap.
  func file(_ path: String, _ gaps: inout GapLedger) -> Descriptor? {
    do throws(FileFailure) {
      return try root.openFile(Array(path.utf8))
    } catch {
      if !isAbsent(path, error) { gaps.add(root.display(path), named(error)) }
      return nil
    }
  }

  /// Opens a folder of a database; `nil` when there is none.
  func folder(_ path: String, _ gaps: inout GapLedger) -> Descriptor? {
    do throws(FileFailure) {
      return try root.openDirectory(path)
    } catch {
      if !isAbsent(path, error) { gaps.add(root.display(path), named(error)) }
      return nil
    }
  }

  /// What is not there is no gap; a link that ends nowhere is there, and what it hid was not read.
  private func isAbsent(_ path: String, _ failure: FileFailure) -> Bool {
    guard failure.errorNumber == .noEntry || failure.errorNumber == .notDirectory else { return false }
    let parts: [Substring] = path.split(separator: "/")
    for count in parts.indices {
      let parent: String = parts[..<count].joined(separator: "/")
      do throws(FileFailure) {
        let folder = try root.openDirectory(parent)
        guard let status = unsafe FileStatus(entry: String(parts[count]), in: folder.number), !status.isWhiteout else {
          return true
        }
      } catch {
        // Something stood there a moment ago, so it is a link. Where the database itself should lie, it hides it.
        return error.errorNumber == .noEntry && count < parts.count - 1
      }
    }
    return false
  }

  private func named(_ failure: FileFailure) -> FileFailure {
    failure.errorNumber == .noEntry ? FileFailure(errorNumber: .link) : failure
  }
}
