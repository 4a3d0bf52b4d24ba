/// Goes through an archive and the archives inside it, depth first and without recursion, to the limits of
/// ``ZipLimits``.
///
/// Every archive is visited once for each place where it lies. One that cannot be opened is visited with the reason.
package struct ArchiveWalk<Base: ByteSource> {
  /// One archive, met on the way.
  package struct Visit {
    /// The names of the entries that lead to it, outermost first; empty for the file itself.
    package let trail: [[UInt8]]
    /// The archive, or why it cannot be read.
    package let outcome: Result<ZipArchive<Base>, ZipFailure>
  }

  private struct Level {
    let archive: ZipArchive<Base>
    var next: Int = 0
    /// Bytes held in memory for this archive alone.
    let held: Int
  }

  private let limits: ZipLimits
  private let isArchive: (ZipArchive<Base>, ZipEntry) -> Bool
  /// The file itself, until it is visited.
  private var first: ArchiveBytes<Base>?
  private var levels: [Level] = []
  private var trail: [[UInt8]] = []
  private var held: Int = 0
  private var budget: ZipBudget

  /// Prepares a walk; nothing is read yet.
  ///
  /// - Parameter isArchive: whether an entry is an archive to go into, by its name.
  package init(
    _ base: Base, limits: ZipLimits, isArchive: @escaping (ZipArchive<Base>, ZipEntry) -> Bool
  ) {
    self.limits = limits
    self.isArchive = isArchive
    first = ArchiveBytes(base)
    budget = ZipBudget(limits)
  }

  /// The next archive; `nil` when all have been visited, or nothing more may be opened.
  package mutating func next() -> Visit? {
    if let source = first {
      first = nil
      return visit(source, held: 0)
    }
    while let level = levels.last {
      guard let entry = nextNested(in: level.archive, from: level.next) else {
        leave()
        continue
      }
      levels[levels.count - 1].next = entry.index + 1
      trail.append(Array(level.archive.name(of: entry.entry)))
      return enter(entry.entry, of: level.archive)
    }
    return nil
  }

  /// The content of an entry of an archive that was visited, within what is left of the file's budget.
  ///
  /// - Throws: as ``ZipArchive/read(_:limit:orCut:budget:)``.
  package mutating func read(
    _ entry: ZipEntry, of archive: ZipArchive<Base>, limit: Int, orCut: Bool = false
  ) throws(ZipFailure) -> ZipContents {
    try archive.read(entry, limit: limit, orCut: orCut, budget: &budget)
  }

  private func nextNested(in archive: ZipArchive<Base>, from start: Int) -> (index: Int, entry: ZipEntry)? {
    for index in start..<max(start, archive.entries.count) where isArchive(archive, archive.entries[index]) {
      return (index, archive.entries[index])
    }
    return nil
  }

  private mutating func enter(_ entry: ZipEntry, of archive: ZipArchive<Base>) -> Visit {
    do throws(ZipFailure) {
      guard levels.count < limits.depth else {
        throw ZipFailure(.limit, "more than \(limits.depth) archives inside each other")
      }
      guard entry.isStored || entry.size <= limits.heldBytes - held else {
        throw ZipFailure(.limit, "more than \(limits.heldBytes) bytes of archives inside each other")
      }
      let source: ArchiveBytes<Base> = try archive.nested(entry, budget: &budget)
      return visit(source, held: entry.isStored ? 0 : source.size)
    } catch {
      return fail(error)
    }
  }

  private mutating func visit(_ source: ArchiveBytes<Base>, held bytes: Int) -> Visit {
    guard budget.takeArchive() else {
      return end(ZipFailure(.limit, "more than \(limits.archives) archives in one file"))
    }
    do throws(ZipFailure) {
      let archive = try ZipArchive(source, limits: limits)
      guard budget.takeEntries(archive.entries.count) else {
        return end(ZipFailure(.limit, "more than \(limits.allEntries) entries in the archives of one file"))
      }
      levels.append(Level(archive: archive, held: bytes))
      held += bytes
      return Visit(trail: trail, outcome: .success(archive))
    } catch {
      return fail(error)
    }
  }

  private mutating func fail(_ failure: ZipFailure) -> Visit {
    let visit = Visit(trail: trail, outcome: .failure(failure))
    if !trail.isEmpty { trail.removeLast() }
    return visit
  }

  /// Says why, and visits nothing more.
  private mutating func end(_ failure: ZipFailure) -> Visit {
    defer { levels.removeAll() }
    return fail(failure)
  }

  private mutating func leave() {
    held -= levels.removeLast().held
    if !trail.isEmpty { trail.removeLast() }
  }
}
