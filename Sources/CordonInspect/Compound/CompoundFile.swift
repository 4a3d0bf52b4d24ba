/// A compound file over bytes that nobody vouches for (Microsoft's \[MS-CFB]): the container of installers (`.msi`),
/// patches and older office documents. Sectors are chained by a table; a directory names the streams they make.
///
/// The table stays in the file and is read sector by sector. Every chain is followed for as many steps as the file has
/// sectors at most, so that none goes round for ever.
package struct CompoundFile<Source: ByteSource> {
  /// The streams in the order of the directory, also those that no storage leads to.
  package let streams: [CompoundStream]
  /// Why the directory could not be read to its end; the streams before that are there.
  package let fault: CompoundFailure?

  private var sectors: CompoundSectors<Source>
  /// Where the small streams lie together, and the table of their small sectors.
  private let small: ByteParts
  private let smallTable: ByteParts
  /// Streams below this size lie among the small ones.
  private let smallLimit: Int
  private let source: Source
  private let limits: CompoundLimits

  /// Bytes of a small sector.
  private static var smallSector: Int { 64 }

  /// Reads the head and the directory.
  ///
  /// - Throws: ``CompoundFailure`` when it is no compound file, or has no directory.
  package init(_ source: Source, limits: CompoundLimits = CompoundLimits()) throws(CompoundFailure) {
    let head = LittleEndianFields(source.bytes(at: 0, count: 512))
    guard head.bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) else {
      throw .damaged("no compound file")
    }
    guard let version = head.u16(26), let shift = head.u16(30), shift == 9 || shift == 12, head.u16(32) == 6,
      let firstOfDirectory = head.u32(48), let smallLimit = head.u32(56), let firstOfTable = head.u32(60)
    else { throw .damaged("the head of the compound file is damaged") }
    var sectors = CompoundSectors(source, head: head, shift: shift, limits: limits)
    let place: CompoundSectors<Source>.Chain = sectors.chain(from: UInt32(firstOfDirectory))
    let directory = CompoundDirectory(source, place.parts, limits: limits, hasLongSizes: version >= 4)
    guard let root = directory.root else { throw place.fault ?? .damaged("the compound file has no directory") }
    streams = directory.streams
    small = sectors.chain(from: root.start, bytes: root.size).parts
    smallTable = sectors.chain(from: UInt32(firstOfTable)).parts
    fault = directory.fault ?? place.fault
    self.smallLimit = smallLimit
    self.sectors = sectors
    self.source = source
    self.limits = limits
  }

  /// Where a stream lies; what of it could be found, and why not all of it.
  package mutating func place(of stream: CompoundStream) -> (parts: ByteParts, fault: CompoundFailure?) {
    guard stream.size < smallLimit else {
      let chain: CompoundSectors<Source>.Chain = sectors.chain(from: stream.start, bytes: stream.size)
      return (chain.parts, chain.fault)
    }
    var parts = ByteParts()
    var sector: Int = Int(stream.start)
    while parts.count < stream.size {
      let wanted: Int = min(Self.smallSector, stream.size - parts.count)
      guard let whole = small.place(of: sector * Self.smallSector), whole.count >= wanted else {
        return (parts, .damaged("a small stream lies outside of its place"))
      }
      parts.append(whole.lowerBound..<(whole.lowerBound + wanted))
      guard parts.count < stream.size else { break }
      guard parts.ranges.count <= limits.parts else {
        return (parts, .limit("a stream lies in more than \(limits.parts) pieces"))
      }
      guard let entry = smallTable.place(of: sector * 4), entry.count >= 4,
        let next = LittleEndianFields(source.bytes(at: entry.lowerBound, count: 4)).u32(0)
      else { return (parts, .damaged("the chain of a small stream is cut")) }
      sector = next
    }
    return (parts, nil)
  }
}
