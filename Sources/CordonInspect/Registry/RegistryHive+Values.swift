/// The values of a key that were asked for, by their names in lower case.
package struct RegistryValues: Sendable, Hashable {
  /// Texts (`REG_SZ`, `REG_EXPAND_SZ`), without what follows the first NUL.
  package var texts: [String: String] = [:]
  /// Numbers (`REG_DWORD`).
  package var numbers: [String: Int] = [:]
  /// Values that are there and cannot be read: broken, of another type, or too long.
  package var unread: [String] = []

  /// No values.
  package init() {}
}

extension RegistryHive {
  /// The values of `key` with these names, given in lower case.
  ///
  /// - Throws: ``RegistryFault`` when the list of values is broken. One broken value is only in
  ///   ``RegistryValues/unread``, by its name, or as `?` when not even that can be read.
  package mutating func values(_ names: Set<String>, of key: RegistryKey) throws(RegistryFault) -> RegistryValues {
    var found = RegistryValues()
    guard key.valueCount > 0 else { return found }
    let list: LittleEndianFields = try cell(key.valueList)
    guard key.valueCount <= list.bytes.count / 4 else { throw .broken(key.valueList) }
    for index in 0..<key.valueCount {
      guard let offset = list.u32(4 * index) else { throw .broken(key.valueList) }
      do throws(RegistryFault) {
        try readValue(offset, names, into: &found)
      } catch {
        if error == .tooManyCells { throw error }
        found.unread.append("?")
      }
    }
    return found
  }

  private mutating func readValue(
    _ offset: Int, _ names: Set<String>, into found: inout RegistryValues
  ) throws(RegistryFault) {
    let cell: LittleEndianFields = try cell(offset)
    guard cell.isSigned("vk"), let length = cell.u16(2), let size = cell.u32(4), let place = cell.u32(8),
      let type = cell.u32(12), let flags = cell.u16(16), length <= cell.bytes.count - 20
    else { throw .broken(offset) }
    let spelt: String = flags & 1 != 0 ? cell.latin1(20, end: 20 + length) : cell.utf16(20, end: 20 + length)
    let name: String = spelt.lowercased()
    guard names.contains(name) else { return }
    // Up to four bytes stand in the place of the offset.
    let isInline: Bool = size & 0x8000_0000 != 0
    let count: Int = size & 0x7FFF_FFFF
    guard count <= limits.valueBytes, !isInline || count <= 4 else { return found.unread.append(name) }
    do throws(RegistryFault) {
      let data: LittleEndianFields =
        if isInline {
          LittleEndianFields(Array(cell.bytes[8..<(8 + count)]))
        } else if count == 0 {
          LittleEndianFields([])
        } else {
          try self.cell(place, limit: count)
        }
      guard data.bytes.count == count else { throw .broken(place) }
      switch type {
      case 1, 2: found.texts[name] = data.utf16(0, end: count)
      case 4: found.numbers[name] = data.u32(0)
      default: found.unread.append(name)
      }
    } catch {
      if error == .tooManyCells { throw error }
      found.unread.append(name)
    }
  }
}
