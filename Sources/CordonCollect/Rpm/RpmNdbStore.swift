package import CordonInspect

/// rpm's own store `Packages.db` ("ndb", SUSE): a header, pages of slots, then the blobs the slots point at.
///
/// All numbers are little-endian. Header: `RpmP`, version 0, generation, number of slot pages, next package number.
/// Slot: `Slot`, package number, first block, number of blocks; a block is 16 bytes. Blob: `BlbS`, package number,
/// generation, length, the header, padding, checksum, length, `BlbE`.
///
/// Every slot is looked at once. Two slots that share a block or a package number are faults, so that no more bytes
/// are read than the file has.
package struct RpmNdbStore: RpmStore {
  private static let blockBytes: Int = 16
  private static let pageBytes: Int = 4_096

  private struct Slot {
    let package: UInt32
    let firstBlock: Int
    let blocks: Int
  }

  private let source: any ByteSource
  private let limits: RpmStoreLimits
  private var waiting: [RpmStoreItem] = []
  /// In the order of their blocks.
  private var slots: [Slot] = []
  private var position: Int = 0
  private var endOfLast: Int = 0
  private var seen: Set<UInt32> = []

  /// Reads the slots; the blobs are read one at a time.
  package init(_ source: any ByteSource, limits: RpmStoreLimits) {
    self.source = source
    self.limits = limits
    readSlots()
  }

  private mutating func readSlots() {
    let header: [UInt8] = source.bytes(at: 0, count: 32)
    guard header.count == 32, header.starts(with: "RpmP".utf8), LittleEndian.number(header, at: 4) == 0 else {
      return waiting.append(.fault("no ndb database of version 0"))
    }
    let pages: Int = Int(LittleEndian.number(header, at: 12))
    guard pages > 0, pages <= source.size / RpmNdbStore.pageBytes else {
      return waiting.append(.fault("\(pages) pages of slots do not fit into the file"))
    }
    endOfLast = pages * RpmNdbStore.pageBytes / RpmNdbStore.blockBytes
    for page in 0..<pages {
      let bytes: [UInt8] = source.bytes(at: page * RpmNdbStore.pageBytes, count: RpmNdbStore.pageBytes)
      guard bytes.count == RpmNdbStore.pageBytes else {
        waiting.append(.fault("slot page \(page) cannot be read"))
        break
      }
      // The file's header takes the first two places of the first page.
      for start in stride(from: page == 0 ? 32 : 0, to: bytes.count, by: 16) where !readSlot(bytes, start) { return }
    }
    slots.sort { $0.firstBlock < $1.firstBlock }
  }

  /// `false` when no more slots are to be read.
  private mutating func readSlot(_ bytes: [UInt8], _ start: Int) -> Bool {
    guard bytes[start..<(start + 4)].elementsEqual("Slot".utf8) else {
      if waiting.isEmpty { waiting.append(.fault("a slot without its mark")) }
      return true
    }
    let slot = Slot(
      package: LittleEndian.number(bytes, at: start + 4), firstBlock: Int(LittleEndian.number(bytes, at: start + 8)),
      blocks: Int(LittleEndian.number(bytes, at: start + 12)))
    guard slot.firstBlock != 0 else { return true }
    guard slots.count < limits.records else {
      waiting.append(.limit("more than \(limits.records) records"))
      return false
    }
    slots.append(slot)
    return true
  }

  package mutating func next() -> RpmStoreItem? {
    if let item = waiting.popLast() { return item }
    guard position < slots.count else { return nil }
    let slot: Slot = slots[position]
    position += 1
    return read(slot)
  }

  private mutating func read(_ slot: Slot) -> RpmStoreItem {
    guard slot.package != 0, slot.firstBlock >= endOfLast, slot.blocks > 1,
      slot.firstBlock + slot.blocks <= source.size / RpmNdbStore.blockBytes
    else { return .fault("package \(slot.package): its blocks lie outside of the file or overlap others") }
    endOfLast = slot.firstBlock + slot.blocks
    guard seen.insert(slot.package).inserted else { return .fault("package \(slot.package) is there twice") }
    let start: Int = slot.firstBlock * RpmNdbStore.blockBytes
    let head: [UInt8] = source.bytes(at: start, count: 16)
    guard head.count == 16, head.starts(with: "BlbS".utf8), LittleEndian.number(head, at: 4) == slot.package else {
      return .fault("package \(slot.package): its blob does not begin where the slot says")
    }
    let length: Int = Int(LittleEndian.number(head, at: 12))
    guard (16 + length + 12 + 15) / RpmNdbStore.blockBytes == slot.blocks else {
      return .fault("package \(slot.package): its blob has another length than its slot")
    }
    let tail: [UInt8] = source.bytes(at: endOfLast * RpmNdbStore.blockBytes - 12, count: 12)
    guard tail.count == 12, tail[8...].elementsEqual("BlbE".utf8), Int(LittleEndian.number(tail, at: 4)) == length
    else {
      return .fault("package \(slot.package): its blob does not end where the slot says")
    }
    guard length <= limits.headerBytes else { return .limit("a header larger than \(limits.headerBytes) bytes") }
    let header: [UInt8] = source.bytes(at: start + 16, count: length)
    return header.count == length ? .header(header) : .fault("package \(slot.package) cannot be read")
  }

  private enum LittleEndian {
    static func number(_ bytes: [UInt8], at index: Int) -> UInt32 {
      UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
        | UInt32(bytes[index + 3]) << 24
    }
  }
}
