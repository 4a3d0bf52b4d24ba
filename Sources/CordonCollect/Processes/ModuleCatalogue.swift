internal import CordonModel

/// Mapped files of all processes, each kept once: hundreds of processes map the same libraries.
struct ModuleCatalogue {
  private struct Key: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  private static let mark: [UInt8] = Array(" (deleted)".utf8)

  private var modules: [ProcessFacts.Module] = []
  /// The paths as the kernel has them, with the mark of deletion.
  private var names: [[UInt8]] = []
  private var numbers: [Key: [Int32]] = [:]
  private var lists: [[Int32]: [ProcessFacts.Module]] = [:]
  /// Bytes of all paths that may still be kept.
  private var rest: Int

  /// - Parameter limit: bytes of all paths together.
  init(limit: Int) { rest = limit }

  /// The number of a file, the same for the same device, inode and path; `nil` when no more may be kept.
  mutating func number(device: UInt64, inode: UInt64, path: Span<UInt8>) -> Int32? {
    let key = Key(device: device, inode: inode)
    if let known = numbers[key] {
      for number in known where ModuleCatalogue.isEqual(names[Int(number)], path) { return number }
    }
    guard path.count <= rest, let number = Int32(exactly: modules.count) else { return nil }
    rest -= path.count
    let name: [UInt8] = path.indices.map { path[$0] }
    let isDeleted: Bool = name.count > ModuleCatalogue.mark.count && name.suffix(10) == ModuleCatalogue.mark[...]
    modules.append(
      ProcessFacts.Module(
        path: isDeleted ? Array(name.dropLast(10)) : name, isDeleted: isDeleted, device: device, inode: inode))
    names.append(name)
    numbers[key, default: []].append(number)
    return number
  }

  /// The files of these numbers, sorted by path, each once.
  mutating func list(_ mapped: [Int32]) -> [ProcessFacts.Module] {
    guard !mapped.isEmpty else { return [] }
    var unique: [Int32] = []
    unique.reserveCapacity(mapped.count)
    for number in mapped.sorted() where unique.last != number { unique.append(number) }
    if let known = lists[unique] { return known }
    let list: [ProcessFacts.Module] = unique.map { modules[Int($0)] }.sorted { left, right in
      left.path == right.path ? left.inode < right.inode : left.path.lexicographicallyPrecedes(right.path)
    }
    lists[unique] = list
    return list
  }

  static func isEqual(_ left: [UInt8], _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices where left[index] != right[index] { return false }
    return true
  }
}
