internal import CLinux
internal import Glibc

/// Resolves a path inside a root component by component, for kernels without `openat2`.
///
/// Each component is opened by itself without following links; a link's target is read and put in front of what is
/// left of the path. The descriptors of the folders on the way down make `..` safe against renames.
struct StepwiseResolver {
  let root: Int32
  let confinement: RootedDirectory.Confinement

  private static let linkLimit: Int = 40
  private static let componentLimit: Int = 512

  func open(_ path: [UInt8], flags: Int32) throws(FileFailure) -> Descriptor {
    var trail: [Int32] = []
    defer { for descriptor in trail { close(descriptor) } }
    var pending: [[UInt8]] = StepwiseResolver.components(path)
    var links: Int = 0
    while let component = pending.popLast() {
      guard trail.count + pending.count < StepwiseResolver.componentLimit else {
        throw FileFailure(result: -Int(ENAMETOOLONG))
      }
      if component == [0x2E, 0x2E] {
        try ascend(&trail)
        continue
      }
      let name: [CChar] = component.map { CChar(bitPattern: $0) } + [0]
      let parent: Int32 = trail.last ?? root
      let place = try Descriptor(result: unsafe cordon_open_at(parent, name, CORDON_PATH_ONLY | O_NOFOLLOW))
      let status: FileStatus = try place.status()
      if status.isLink {
        links += 1
        guard links <= StepwiseResolver.linkLimit else { throw FileFailure(errorNumber: .link) }
        let target: [UInt8] = try StepwiseResolver.target(of: place.number)
        if target.first == 0x2F { try restart(&trail) }
        pending.append(contentsOf: StepwiseResolver.components(target))
      } else if status.isDirectory {
        let copy: Int32 = fcntl(place.number, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw FileFailure(result: -Int(EMFILE)) }
        trail.append(copy)
      } else {
        guard pending.isEmpty else { throw FileFailure(errorNumber: .notDirectory) }
        return try Descriptor(result: unsafe cordon_open_at(parent, name, flags | O_NOFOLLOW))
      }
    }
    return try Descriptor(result: unsafe cordon_open_at(trail.last ?? root, ".", flags))
  }

  private func ascend(_ trail: inout [Int32]) throws(FileFailure) {
    if let last = trail.popLast() {
      close(last)
    } else if confinement == .beneath {
      throw FileFailure(errorNumber: .outOfScope)
    }
  }

  private func restart(_ trail: inout [Int32]) throws(FileFailure) {
    guard confinement == .inRoot else { throw FileFailure(errorNumber: .outOfScope) }
    for descriptor in trail { close(descriptor) }
    trail.removeAll()
  }

  /// The components, last one first; empty ones and `.` are dropped.
  private static func components(_ path: [UInt8]) -> [[UInt8]] {
    path.split(separator: 0x2F).filter { $0 != [0x2E] }.map(Array.init).reversed()
  }

  private static func target(of link: Int32) throws(FileFailure) -> [UInt8] {
    var buffer: [CChar] = Array(repeating: 0, count: Int(PATH_MAX))
    let count: Int = unsafe readlinkat(link, "", &buffer, buffer.count)
    guard count > 0, count < buffer.count else { throw FileFailure(errorNumber: .link) }
    return buffer[..<count].map { UInt8(bitPattern: $0) }
  }
}
