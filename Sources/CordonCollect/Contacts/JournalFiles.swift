internal import CordonModel
internal import Glibc

/// The files of a foreign journal, named so that another program cannot be led out of the root.
///
/// Their folders are opened below the root and stay open as long as this lives; a file is named by `/proc`, our process and
/// the number of its folder. Only regular files are named, never a link, and only those with a name that is no pattern:
/// journalctl takes patterns.
struct JournalFiles: ~Copyable {
  /// Such as `/proc/123/fd/7/system.journal`.
  private(set) var paths: [String] = []
  private var folders: [Int32] = []
  private let entryLimit: Int

  init(entryLimit: Int) { self.entryLimit = entryLimit }

  deinit { for folder in folders { close(folder) } }

  /// Files of a journal, with those of each machine in a folder of its own.
  mutating func find(in root: RootedDirectory, _ journal: String, _ gaps: inout GapLedger) {
    do throws(FileFailure) {
      let folder = try root.openDirectory(journal)
      let listed = try DirectoryReader().names(in: folder.number, limit: entryLimit)
      if listed.isCut { gaps.add(root.display(journal), .scanPartial, "more entries than the limit") }
      add(in: root, Array(journal.utf8), &gaps)
      for machine in listed.names where JournalFiles.isMachine(machine) {
        add(in: root, Array(journal.utf8) + [0x2F] + machine, &gaps)
      }
    } catch {
      gaps.add(root.display(journal), error)
    }
  }

  private mutating func add(in root: RootedDirectory, _ path: [UInt8], _ gaps: inout GapLedger) {
    do throws(FileFailure) {
      let folder = try root.openDirectory(path)
      let listed = try DirectoryReader().names(in: folder.number, limit: entryLimit)
      if listed.isCut { gaps.add(root.display(path), .scanPartial, "more entries than the limit") }
      let names: [[UInt8]] = listed.names.filter { $0.suffix(8).elementsEqual(".journal".utf8) }
      guard !names.isEmpty else { return }
      let number: Int32 = fcntl(folder.number, F_DUPFD_CLOEXEC, 3)
      guard number >= 0 else { throw FileFailure(result: -Int(errno)) }
      folders.append(number)
      for name in names { add(name, number, root.display(path + [0x2F] + name), &gaps) }
    } catch {
      gaps.add(root.display(path), error)
    }
  }

  private mutating func add(_ name: [UInt8], _ folder: Int32, _ place: String, _ gaps: inout GapLedger) {
    guard name.allSatisfy(JournalFiles.isPlain) else {
      return gaps.add(place, .scanPartial, "no name of a journal file")
    }
    let text: String = String(decoding: name, as: UTF8.self)
    do throws(FileFailure) {
      _ = try BoundedReader.open(text, at: folder)
      paths.append("/proc/\(getpid())/fd/\(folder)/" + text)
    } catch {
      gaps.add(place, error)
    }
  }

  /// The identifier of a machine, and of a namespace of its journal.
  private static func isMachine(_ name: [UInt8]) -> Bool { name.count >= 32 && name.allSatisfy(isPlain) }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x40, 0x5F, 0x7E: true
    default: false
    }
  }
}
