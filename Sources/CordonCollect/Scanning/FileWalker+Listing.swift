internal import CordonModel

/// One folder: every entry is met once, files are handed on, names of folders kept.
extension FileWalker {
  /// Files of one folder that could not be looked at.
  private struct Unlooked {
    var count: Int = 0
    var result: Int32 = 0
  }

  /// - Returns: whether the folder was listed to its end, or as far as the system let it be; not when asked to stop.
  mutating func list(_ descriptor: Int32, _ body: (borrowing FoundFile) -> Void) -> Bool {
    let reader: DirectoryReader = reader
    let folderPath: [UInt8] = path
    var unlooked = Unlooked()
    var isWhole: Bool = true
    unsafe folderPath.withUnsafeBytes { bytes in
      do throws(FileFailure) {
        try unsafe reader.forEach(
          in: descriptor,
          while: { name, length, kind in
            count.entries &+= 1
            switch kind {
            case .directory: unsafe note(folder: name, length)
            case .link: count.links &+= 1
            case .other: count.special &+= 1
            case .regular, .unrecorded:
              let result: Int32 = unsafe status.look(at: name, in: descriptor)
              if result != 0 {
                unsafe failed(name, length, kind, result, &unlooked)
              } else if status.isRegular {
                guard unsafe isHere(name, length) else { break }
                let file = unsafe FoundFile(
                  folder: descriptor, folderPath: bytes, name: name, nameLength: length, status: status)
                handOn(file, body)
              } else {
                unsafe noteOther(name, length)
              }
            }
            isWhole = !observer.isCancelled
            return isWhole
          })
      } catch {
        gaps.add(FileWalker.display(folderPath), error)
      }
    }
    guard unlooked.count > 0 else { return isWhole }
    let failure = FileFailure(result: Int(unlooked.result))
    gaps.add(
      FileWalker.display(folderPath), failure.reason, "\(failure.detail) (\(unlooked.count) files in it)",
      isRefused: failure.isRefusal)
    return isWhole
  }

  @inline(__always)
  private mutating func handOn(_ file: borrowing FoundFile, _ body: (borrowing FoundFile) -> Void) {
    guard seen.insert(file.status) else { return count.furtherNames &+= 1 }
    count.files &+= 1
    body(file)
  }

  /// An entry that became something else since it was listed, or whose kind the folder does not record.
  private mutating func noteOther(_ name: UnsafePointer<CChar>, _ length: Int) {
    if status.isDirectory {
      unsafe note(folder: name, length)
    } else if status.isLink {
      count.links &+= 1
    } else {
      count.special &+= 1
    }
  }

  private mutating func failed(
    _ name: UnsafePointer<CChar>, _ length: Int, _ kind: DirectoryReader.EntryKind, _ result: Int32,
    _ unlooked: inout Unlooked
  ) {
    let failure = FileFailure(result: Int(result))
    if failure.errorNumber == .noEntry {
      count.vanished &+= 1
    } else if kind == .unrecorded {
      // It may be a folder: opening it says why not.
      unsafe note(folder: name, length)
    } else {
      unlooked.count += 1
      unlooked.result = result
    }
  }

  @inline(__always)
  private mutating func note(folder name: UnsafePointer<CChar>, _ length: Int) {
    if unsafe borderNames.mayContain(name, length), unsafe isBorder(name, length) { return }
    unsafe waiting.append(contentsOf: UnsafeRawBufferPointer(start: name, count: length))
    waiting.append(0)
    waiting.append(UInt8(truncatingIfNeeded: length >> 8))
    waiting.append(UInt8(truncatingIfNeeded: length))
  }

  /// A file can be mounted over another: it then belongs to a start of its own, or to no place that is walked.
  @inline(__always)
  private mutating func isHere(_ name: UnsafePointer<CChar>, _ length: Int) -> Bool {
    guard let mount = place.mount, let found = status.mount, found != mount else { return true }
    if unsafe !isBorder(name, length) {
      let text: String = unsafe FileWalker.display(
        path + [0x2F] + UnsafeRawBufferPointer(start: name, count: length))
      gaps.add(text, .scanPartial, "another file system was mounted here meanwhile")
    }
    return false
  }

  private func isBorder(_ name: UnsafePointer<CChar>, _ length: Int) -> Bool {
    plan.borders.contains(unsafe path + [0x2F] + UnsafeRawBufferPointer(start: name, count: length))
  }

  static func display(_ path: some Collection<UInt8>) -> String { path.isEmpty ? "/" : PrintablePath.text(path) }
}
