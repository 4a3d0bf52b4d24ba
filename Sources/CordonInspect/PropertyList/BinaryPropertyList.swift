/// The binary form (`bplist00`): objects, a table of their offsets, and a trailer that says where all that is.
///
/// Objects refer to each other by number and may form circles; a circle ends at the limit of levels.
struct BinaryPropertyList {
  private let bytes: [UInt8]
  private var budget: PropertyListBudget
  private var offsetSize: Int = 0
  private var referenceSize: Int = 0
  private var objectCount: Int = 0
  private var table: Int = 0

  init(_ bytes: [UInt8], limits: PropertyListLimits) {
    self.bytes = bytes
    budget = PropertyListBudget(limits)
  }

  mutating func read() throws(PropertyListFault) -> PropertyList {
    let trailer: Int = bytes.count - 32
    guard trailer >= 8 else { throw .notAPropertyList }
    offsetSize = Int(bytes[trailer + 6])
    referenceSize = Int(bytes[trailer + 7])
    let count: Int = try number(trailer + 8, 8)
    let top: Int = try number(trailer + 16, 8)
    table = try number(trailer + 24, 8)
    guard (1...8).contains(offsetSize), (1...8).contains(referenceSize), table >= 8, table <= trailer,
      count <= (trailer - table) / offsetSize
    else { throw .broken(trailer) }
    objectCount = count
    return try object(top, depth: 0)
  }

  /// Goes at most as deep as the limits allow.
  private mutating func object(_ index: Int, depth: Int) throws(PropertyListFault) -> PropertyList {
    try budget.takeValue()
    guard depth <= budget.limits.depth else { throw .tooDeep }
    guard index < objectCount else { throw .broken(table) }
    let place: Int = try number(table + index * offsetSize, offsetSize)
    guard place >= 8, place < table else { throw .broken(place) }
    let low: Int = Int(bytes[place] & 0x0F)
    switch bytes[place] >> 4 {
    case 0x0:
      // Null and fill bytes have no meaning in a property list; they stand as no data.
      return low == 0x8 ? .boolean(false) : low == 0x9 ? .boolean(true) : .data(0)
    case 0x1: return .integer(try integer(place, low))
    case 0x2: return .real(try real(place, low))
    case 0x3: return .date(BinaryPropertyList.seconds(try real(place, 3)))
    case 0x4: return .data(try length(place, low, unit: 1).count)
    case 0x5, 0x6, 0x7: return .text(try text(place))
    // A reference of a keyed archive, of 1, 2, 4 or 8 bytes.
    case 0x8: return .integer(try integer(place, low < 2 ? low : low < 4 ? 2 : 3))
    case 0xA, 0xB, 0xC: return .array(try array(place, low, depth))
    case 0xD: return .dictionary(try dictionary(place, low, depth))
    default: throw .broken(place)
    }
  }

  private mutating func array(_ place: Int, _ low: Int, _ depth: Int) throws(PropertyListFault) -> [PropertyList] {
    let (start, count): (Int, Int) = try length(place, low, unit: referenceSize)
    var values: [PropertyList] = []
    for index in 0..<count {
      values.append(try object(number(start + index * referenceSize, referenceSize), depth: depth + 1))
    }
    return values
  }

  private mutating func dictionary(
    _ place: Int, _ low: Int, _ depth: Int
  ) throws(PropertyListFault) -> [String: PropertyList] {
    let (start, count): (Int, Int) = try length(place, low, unit: 2 * referenceSize)
    var entries: [String: PropertyList] = [:]
    for index in 0..<count {
      let key: PropertyList = try object(
        number(start + index * referenceSize, referenceSize), depth: depth + 1)
      let value: PropertyList = try object(
        number(start + (count + index) * referenceSize, referenceSize), depth: depth + 1)
      guard case .text(let name) = key else { throw .broken(place) }
      if entries[name] == nil { entries[name] = value }
    }
    return entries
  }

  private mutating func text(_ place: Int) throws(PropertyListFault) -> String {
    let isUTF16: Bool = bytes[place] >> 4 == 0x6
    let (start, count): (Int, Int) = try length(place, Int(bytes[place] & 0x0F), unit: isUTF16 ? 2 : 1)
    let size: Int = isUTF16 ? 2 * count : count
    try budget.takeText(size)
    guard isUTF16 else { return String(decoding: bytes[start..<(start + size)], as: UTF8.self) }
    var units: [UInt16] = []
    units.reserveCapacity(count)
    for index in 0..<count {
      units.append(UInt16(bytes[start + 2 * index]) << 8 | UInt16(bytes[start + 2 * index + 1]))
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// Where the contents start, and how many units of `unit` bytes there are: all of them before the offset table.
  private func length(_ place: Int, _ low: Int, unit: Int) throws(PropertyListFault) -> (start: Int, count: Int) {
    var start: Int = place + 1
    var count: Int = low
    if low == 0x0F {
      guard start < table, bytes[start] >> 4 == 0x1, bytes[start] & 0x0F <= 3 else { throw .broken(place) }
      let size: Int = 1 << Int(bytes[start] & 0x0F)
      count = try number(start + 1, size)
      start += 1 + size
    }
    guard start <= table, count <= (table - start) / unit else { throw .broken(place) }
    return (start, count)
  }

  private func integer(_ place: Int, _ power: Int) throws(PropertyListFault) -> Int64 {
    // Sixteen bytes hold what eight would not: the low half is taken.
    guard power <= 4, place + 1 + (1 << power) <= table else { throw .broken(place) }
    let start: Int = power == 4 ? place + 9 : place + 1
    let bits: UInt64 = bits(start, power == 4 ? 8 : 1 << power)
    return Int64(bitPattern: bits)
  }

  private func real(_ place: Int, _ power: Int) throws(PropertyListFault) -> Double {
    guard power == 2 || power == 3, place + 1 + (1 << power) <= table else { throw .broken(place) }
    let bits: UInt64 = bits(place + 1, 1 << power)
    return power == 3 ? Double(bitPattern: bits) : Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
  }

  /// Dates count from 2001-01-01; one that cannot be is 1970-01-01.
  static func seconds(_ value: Double) -> Int64 {
    guard value.isFinite, abs(value) < 1e12 else { return 0 }
    return Int64(value) + 978_307_200
  }

  /// A number of a trailer, table or list; one that no file could hold is an error.
  private func number(_ place: Int, _ size: Int) throws(PropertyListFault) -> Int {
    guard place >= 0, size <= 8, place <= bytes.count - size else { throw .broken(place) }
    let value: UInt64 = bits(place, size)
    guard value < 1 << 40 else { throw .broken(place) }
    return Int(value)
  }

  /// Big-endian; the caller has looked that it is there.
  private func bits(_ place: Int, _ size: Int) -> UInt64 {
    bytes[place..<(place + size)].reduce(0) { $0 << 8 | UInt64($1) }
  }
}
