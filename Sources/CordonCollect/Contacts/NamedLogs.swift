internal import CLinux
internal import CordonInspect
internal import CordonModel
internal import Glibc

extension ContactLook {
  /// A log, a folder of logs or standard input that a person named. Links are followed: it is the user's own word.
  mutating func readNamed(_ log: NamedLog, _ sink: (ContactFacts) -> Void) {
    let place: String = log.path == "-" ? "standard input" : PrintablePath.text(Array(log.path.utf8))
    do throws(FileFailure) {
      guard !log.path.isEmpty, !log.path.utf8.contains(0) else { throw FileFailure(errorNumber: .noEntry) }
      if log.path == "-" {
        let copy: Int32 = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
        let input = try Descriptor(result: copy < 0 ? -errno : copy)
        return readLog(input, place: place, format: log.format, zone: .local, sink)
      }
      // Not blocking: a FIFO without a writer is empty, and a device can be refused.
      let flags: Int32 = O_RDONLY | O_NONBLOCK | O_NOCTTY
      let file = try Descriptor(result: unsafe cordon_open_at(AT_FDCWD, log.path, flags))
      let status: FileStatus = try file.status()
      if status.isDirectory { return readFolder(file, Array(log.path.utf8), log.format, level: 0, sink) }
      guard status.isRegular || status.isPipe else { throw .notRegular }
      readLog(file, place: place, format: log.format, zone: .local, sink)
    } catch {
      gaps.add(
        place, error.reason, error.errorNumber == .noEntry ? "there is no such file" : error.detail,
        isRefused: error.isRefusal)
    }
  }

  /// Every regular file in a folder and those below, in the order of their names; links are not followed.
  private mutating func readFolder(
    _ folder: borrowing Descriptor, _ path: [UInt8], _ format: LogFormat?, level: Int, _ sink: (ContactFacts) -> Void
  ) {
    let place: String = PrintablePath.text(path)
    guard level < request.limits.folderLevels else {
      return gaps.add(place, .scanPartial, "deeper than the limit of \(request.limits.folderLevels) folders")
    }
    let names: [[UInt8]]
    do throws(FileFailure) {
      let listed = try DirectoryReader().names(in: folder.number, limit: request.limits.folderEntries)
      if listed.isCut { gaps.add(place, .scanPartial, "more entries than the limit") }
      names = listed.names
    } catch {
      return gaps.add(place, error)
    }
    for name in names where !observer.isCancelled {
      let inner: [UInt8] = (path.last == 0x2F ? path : path + [0x2F]) + name
      do throws(FileFailure) {
        let entry: [CChar] = name.map { CChar(bitPattern: $0) } + [0]
        let flags: Int32 = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW
        guard let status = unsafe FileStatus(entry: entry, in: folder.number), status.isRegular || status.isDirectory
        else { continue }
        let file = try Descriptor(result: unsafe cordon_open_at(folder.number, entry, flags))
        if status.isDirectory {
          readFolder(file, inner, format, level: level + 1, sink)
        } else {
          readLog(file, place: PrintablePath.text(inner), format: format, zone: .local, sink)
        }
      } catch {
        gaps.add(PrintablePath.text(inner), error)
      }
    }
  }
}

extension FileStatus {
  /// Whether it is one end of a pipe, as in `--log <(zstdcat old.zst)`.
  var isPipe: Bool { kind == S_IFIFO }
}
