/// The sectors of a compound file and the table that chains them.
struct CompoundSectors<Source: ByteSource> {
  /// Where a chain of sectors leads.
  struct Chain {
    var parts = ByteParts()
    var fault: CompoundFailure?
  }

  private let source: Source
  private let limits: CompoundLimits
  /// A sector has 2 to the power of this bytes.
  private let shift: Int
  /// Sectors of the file, a cut one at its end included.
  private let count: Int
  /// The sectors that hold the table, in order.
  private var table: [UInt32] = []
  /// The sector of the table that was read last.
  private var held: (index: Int, fields: LittleEndianFields) = (-1, LittleEndianFields([]))

  private static var endOfChain: UInt32 { 0xFFFF_FFFE }
  private static var unused: UInt32 { 0xFFFF_FFFF }

  init(_ source: Source, head: LittleEndianFields, shift: Int, limits: CompoundLimits) {
    self.source = source
    self.limits = limits
    self.shift = shift
    let size: Int = 1 << shift
    count = max(0, source.size - size + size - 1) >> shift
    // More of the table than the file has sectors for says nothing of any sector.
    let needed: Int = (count + size / 4 - 1) / (size / 4)
    takeTable(head, from: 76, entries: 109, needed: needed)
    var next: Int = head.u32(68) ?? Int(Self.endOfChain)
    var steps: Int = 0
    while table.count < needed, next < count, steps <= needed {
      let fields = LittleEndianFields(source.bytes(at: place(of: UInt32(next)), count: size))
      takeTable(fields, from: 0, entries: size / 4 - 1, needed: needed)
      next = fields.u32(size - 4) ?? Int(Self.endOfChain)
      steps += 1
    }
  }

  private mutating func takeTable(_ fields: LittleEndianFields, from start: Int, entries: Int, needed: Int) {
    for index in 0..<entries where table.count < needed {
      guard let sector = fields.u32(start + index * 4), sector != Int(Self.unused) else { return }
      table.append(UInt32(sector))
    }
  }

  private func place(of sector: UInt32) -> Int { (Int(sector) + 1) << shift }

  /// Follows a chain for as many bytes, or to its end.
  mutating func chain(from start: UInt32, bytes wanted: Int? = nil) -> Chain {
    var chain = Chain()
    var sector: UInt32 = start
    var mark: UInt32 = start
    var steps: Int = 0
    while wanted.map({ chain.parts.count < $0 }) ?? (sector != Self.endOfChain) {
      guard steps < count else { return cut(chain, "a chain of sectors goes round in a circle") }
      guard sector < count else { return cut(chain, "a chain of sectors ends early or leads outside") }
      let begin: Int = place(of: sector)
      let left: Int = wanted.map { $0 - chain.parts.count } ?? Int.max
      let length: Int = min(1 << shift, left)
      let there: Int = min(length, source.size - begin)
      chain.parts.append(begin..<(begin + max(0, there)))
      guard there == length else { return cut(chain, "the compound file is cut") }
      guard chain.parts.ranges.count <= limits.parts else {
        chain.fault = .limit("a stream lies in more than \(limits.parts) pieces")
        return chain
      }
      steps += 1
      if let wanted, chain.parts.count >= wanted { break }
      guard let next = next(sector) else { return cut(chain, "the table of sectors is cut") }
      // Brent's way to find a circle: the mark moves on after twice as many steps each time.
      guard next != mark else { return cut(chain, "a chain of sectors goes round in a circle") }
      if steps & (steps - 1) == 0 { mark = next }
      sector = next
    }
    return chain
  }

  private func cut(_ chain: Chain, _ detail: String) -> Chain {
    Chain(parts: chain.parts, fault: .damaged(detail))
  }

  /// What follows a sector.
  private mutating func next(_ sector: UInt32) -> UInt32? {
    let (index, place): (Int, Int) = (Int(sector) >> (shift - 2), Int(sector) & (1 << (shift - 2) - 1))
    guard index < table.count else { return nil }
    if held.index != index {
      held = (index, LittleEndianFields(source.bytes(at: self.place(of: table[index]), count: 1 << shift)))
    }
    return held.fields.u32(place * 4).map { UInt32($0) }
  }
}
