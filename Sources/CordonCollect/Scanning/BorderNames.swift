/// The last names of the places that a walk does not enter, so that a full path is only built where one may be.
struct BorderNames {
  private let names: Set<[UInt8]>
  private let lengths: [Bool]
  /// Of the places.
  let count: Int

  init(_ borders: Set<[UInt8]>) {
    count = borders.count
    names = Set(borders.map { Array($0.split(separator: 0x2F).last ?? []) })
    var lengths: [Bool] = Array(repeating: false, count: 256)
    for name in names where name.count < lengths.count { lengths[name.count] = true }
    self.lengths = lengths
  }

  @inline(__always)
  func mayContain(_ name: UnsafePointer<CChar>, _ length: Int) -> Bool {
    guard length < lengths.count, lengths[length] else { return false }
    return names.contains(unsafe Array(UnsafeRawBufferPointer(start: name, count: length)))
  }
}
