/// A Windows registry hive, read cell by cell as it is asked; nothing is written, nothing loaded whole.
///
/// The format is that of Windows NT to 11 (`regf`, major version 1), as its structures are described in the public
/// "Windows registry file format specification". Every look at a cell is bounded and counted, a list inside a list is
/// followed once, and only the caller goes from key to key: cells that refer to each other in a circle end by the count.
/// One broken cell costs what it holds, not the hive.
package struct RegistryHive {
  let source: any ByteSource
  let limits: RegistryLimits
  /// Cells looked at so far.
  private(set) var cellsRead: Int = 0
  /// Whether the last change was not written to its end: what the transaction logs hold is not in here.
  package let isDirty: Bool
  /// When the hive was last written, in 100 ns since 1601-01-01 UTC.
  package let written: UInt64
  private let rootCell: Int

  /// Offsets in a hive count from the end of its header.
  static let headerLength: Int = 4_096

  /// Reads the header.
  ///
  /// - Throws: ``RegistryFault/notAHive`` when it is none.
  package init(_ source: any ByteSource, limits: RegistryLimits = RegistryLimits()) throws(RegistryFault) {
    let header = LittleEndianFields(source.bytes(at: 0, count: 512))
    guard header.bytes.starts(with: Array("regf".utf8)), let first = header.u32(4), let second = header.u32(8),
      let written = header.u64(12), header.u32(20) == 1, let root = header.u32(36)
    else { throw .notAHive }
    self.source = source
    self.limits = limits
    isDirty = first != second
    self.written = written
    rootCell = root
  }

  /// The key all others lie below.
  ///
  /// - Throws: ``RegistryFault`` when its cell is broken.
  package mutating func root() throws(RegistryFault) -> RegistryKey { try key(rootCell) }

  /// The key at a path of names below the root, without regard to case; `nil` when there is none.
  ///
  /// - Throws: ``RegistryFault`` when a cell on the way is broken, so that nobody knows.
  package mutating func key(at path: [String]) throws(RegistryFault) -> RegistryKey? {
    var current: RegistryKey = try root()
    for name in path {
      guard let next = try subkey(named: name, of: current) else { return nil }
      current = next
    }
    return current
  }

  private mutating func subkey(named name: String, of key: RegistryKey) throws(RegistryFault) -> RegistryKey? {
    let wanted: String = name.lowercased()
    var broken: RegistryFault?
    for offset in try subkeyOffsets(of: key) {
      do throws(RegistryFault) {
        let found: RegistryKey = try self.key(offset)
        if found.name.lowercased() == wanted { return found }
      } catch {
        if error == .tooManyCells { throw error }
        broken = broken ?? error
      }
    }
    // The one that cannot be read may be the one that is wanted.
    if let broken { throw broken }
    return nil
  }

  /// The cells of a key's subkeys, in the order of the hive, each once.
  ///
  /// - Throws: ``RegistryFault`` when the list itself is broken.
  package mutating func subkeyOffsets(of key: RegistryKey) throws(RegistryFault) -> [Int] {
    guard key.subkeyCount > 0 else { return [] }
    var offsets: [Int] = []
    var seen: Set<Int> = []
    let list: LittleEndianFields = try cell(key.subkeyList)
    if list.isSigned("ri") {
      guard let count = list.u16(2) else { throw .broken(key.subkeyList) }
      for index in 0..<count {
        guard let inner = list.u32(4 + 4 * index) else { throw .broken(key.subkeyList) }
        guard seen.insert(inner).inserted else { throw .broken(inner) }
        let part: LittleEndianFields = try cell(inner)
        try appendList(part, at: inner, to: &offsets)
      }
    } else {
      try appendList(list, at: key.subkeyList, to: &offsets)
    }
    seen.removeAll()
    return offsets.filter { seen.insert($0).inserted }
  }

  private func appendList(_ list: LittleEndianFields, at offset: Int, to offsets: inout [Int]) throws(RegistryFault) {
    let stride: Int
    if list.isSigned("lf") || list.isSigned("lh") {
      stride = 8
    } else if list.isSigned("li") {
      stride = 4
    } else {
      throw .broken(offset)
    }
    guard let count = list.u16(2) else { throw .broken(offset) }
    guard offsets.count + count <= limits.cells else { throw .tooManyCells }
    for index in 0..<count {
      guard let entry = list.u32(4 + stride * index) else { throw .broken(offset) }
      offsets.append(entry)
    }
  }

  /// The key in a cell.
  ///
  /// - Throws: ``RegistryFault`` when there is none.
  package mutating func key(_ offset: Int) throws(RegistryFault) -> RegistryKey {
    let cell: LittleEndianFields = try cell(offset)
    guard cell.isSigned("nk"), let key = RegistryKey(cell) else { throw .broken(offset) }
    return key
  }

  /// The contents of an allocated cell, without its length; of a very long one only the start is read.
  mutating func cell(_ offset: Int, limit: Int = 1 << 20) throws(RegistryFault) -> LittleEndianFields {
    cellsRead += 1
    guard cellsRead <= limits.cells else { throw .tooManyCells }
    guard offset >= 0, offset < source.size else { throw .broken(offset) }
    let place: Int = RegistryHive.headerLength + offset
    // One read for the length and what is mostly all of it.
    let start: [UInt8] = source.bytes(at: place, count: min(limit, 252) + 4)
    guard let raw = LittleEndianFields(start).u32(0) else { throw .broken(offset) }
    // An allocated cell has a negative length.
    let length: Int = -Int(Int32(truncatingIfNeeded: raw)) - 4
    guard length > 0, length <= source.size - place else { throw .broken(offset) }
    let wanted: Int = min(length, limit)
    if wanted <= start.count - 4 { return LittleEndianFields(Array(start[4..<(4 + wanted)])) }
    let whole: [UInt8] = source.bytes(at: place + 4, count: wanted)
    guard whole.count == wanted else { throw .broken(offset) }
    return LittleEndianFields(whole)
  }
}

extension LittleEndianFields {
  /// Whether a cell begins with these two letters.
  func isSigned(_ letters: StaticString) -> Bool {
    guard bytes.count >= 2 else { return false }
    return unsafe letters.utf8CodeUnitCount == 2 && bytes[0] == letters.utf8Start[0] && bytes[1] == letters.utf8Start[1]
  }
}
