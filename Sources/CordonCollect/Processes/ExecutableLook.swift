internal import CLinux
internal import CordonModel
internal import Glibc

/// The executable of one process, and what became of it on disk.
struct ExecutableLook {
  /// As the kernel has it, with its mark of deletion.
  var link: [UInt8] = []
  /// Without the mark.
  var path: [UInt8]?
  var state: ProcessFacts.ExecutableState = .unknown
  var identity: FileIdentity?

  private static let mark: [UInt8] = Array(" (deleted)".utf8)
  private static let memory: [UInt8] = Array("/memfd:".utf8)

  /// Nothing looked at: kernel threads, and what may not be read.
  init() {}

  /// - Parameter process: the folder of the process below `/proc`.
  /// - Throws: when the link cannot be read; `noEntry` also for a thread of the kernel.
  init(process: Int32, _ buffer: inout ProcessBuffer) throws(FileFailure) {
    guard let target = try buffer.readLink("exe", at: process) else {
      throw FileFailure(reason: .scanPartial, detail: "the path of the executable is too long")
    }
    link = Array(target)
    identity = ExecutableLook.identity("exe", at: process, follows: true).found
    let isMarked: Bool = link.count > 10 && link.suffix(10) == ExecutableLook.mark[...]
    let bare: [UInt8] = isMarked ? Array(link.dropLast(10)) : link
    path = bare
    // A file may really have a name that ends like the mark.
    if isMarked, isSame(at: link, process) {
      path = link
      state = .present
    } else if isMarked, bare.starts(with: ExecutableLook.memory) {
      state = .memory
    } else {
      state = look(at: bare, process, isMarked: isMarked, &buffer)
    }
  }

  /// Looks at the path inside of the process's own root: a container has its own `/usr`.
  private func look(
    at path: [UInt8], _ process: Int32, isMarked: Bool, _ buffer: inout ProcessBuffer
  ) -> ProcessFacts.ExecutableState {
    let inside: Answer = answer(at: path, process)
    if inside == .same { return isMarked ? .replaced : .present }
    // A process that changed its root still has the path as we see it.
    let outside: Answer = answerBeyondRoot(path, process, &buffer)
    if outside == .same { return .present }
    if isMarked { return inside == .other || outside == .other ? .replaced : .deleted }
    switch (inside, outside) {
    case (.refused, _), (_, .refused): return .unknown
    case (.other, .absent), (.absent, .other), (.other, .other): return .replaced
    default: return .deleted
    }
  }

  private enum Answer: Equatable {
    case same, other, absent, refused
  }

  private func isSame(at path: [UInt8], _ process: Int32) -> Bool { answer(at: path, process) == .same }

  private func answer(at path: [UInt8], _ process: Int32) -> Answer {
    compare(ExecutableLook.identity(Array("root".utf8) + path, at: process, follows: false))
  }

  /// For a process whose root is not that of its mount namespace: the path begins with its root, or lies beside it.
  private func answerBeyondRoot(_ path: [UInt8], _ process: Int32, _ buffer: inout ProcessBuffer) -> Answer {
    let root: [UInt8]
    do throws(FileFailure) {
      guard let target = try buffer.readLink("root", at: process) else { return .refused }
      root = Array(target)
    } catch {
      return error.isRefusal ? .refused : .absent
    }
    guard root != [0x2F], !root.isEmpty else { return .absent }
    if path.starts(with: root + [0x2F]) { return answer(at: Array(path.dropFirst(root.count)), process) }
    return compare(ExecutableLook.identity(path, at: AT_FDCWD, follows: false))
  }

  private func compare(_ look: (found: FileIdentity?, isRefused: Bool)) -> Answer {
    guard let found = look.found else { return look.isRefused ? .refused : .absent }
    guard let identity else { return .other }
    return found.device == identity.device && found.inode == identity.inode ? .same : .other
  }

  private static func identity(
    _ path: [UInt8], at directory: Int32, follows: Bool
  ) -> (found: FileIdentity?, isRefused: Bool) {
    let name: [CChar] = path.map { CChar(bitPattern: $0) } + [0]
    var facts = cordon_file_identity()
    let result: Int32 = unsafe cordon_identity_at(directory, name, follows ? 1 : 0, &facts)
    guard result == 0 else { return (nil, result == -EACCES || result == -EPERM) }
    return (FileIdentity(facts), false)
  }

  private static func identity(
    _ name: String, at directory: Int32, follows: Bool
  ) -> (found: FileIdentity?, isRefused: Bool) {
    identity(Array(name.utf8), at: directory, follows: follows)
  }
}

extension FileIdentity {
  init(_ facts: cordon_file_identity) {
    self.init(
      device: facts.device, inode: facts.inode, size: facts.size, modified: facts.modified, changed: facts.changed)
  }

  /// Of something open.
  init(of descriptor: borrowing Descriptor) throws(FileFailure) {
    var facts = cordon_file_identity()
    let result: Int32 = unsafe cordon_identity_at(descriptor.number, "", 0, &facts)
    guard result == 0 else { throw FileFailure(result: Int(result)) }
    self.init(facts)
  }
}
