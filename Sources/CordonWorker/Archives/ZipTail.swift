internal import CArchive

/// The record that ends every zip (APPNOTE 4.3.16), and that of Zip64 before it (4.3.14).
@safe struct ZipTail {
  /// Members, as the records count them: the truth when ``isExact``, otherwise its lowest 16 bits.
  let members: Int
  /// Whether the count can be no other: not where the short record leaves it to a Zip64 record that is not there.
  let isExact: Bool
  /// Where the record ends, without the comment that may follow.
  let end: Int

  private static let size: Int = 22
  /// The record lies in the last bytes of this number: a comment has at most 65,535.
  private static let reach: Int = size + 0xFFFF
  private static let signature: [UInt8] = [0x50, 0x4B, 5, 6]

  /// Looks for the record; the last one counts. `nil` where the window does not end so.
  ///
  /// - Parameter behindProgram: whether something else than its comment may follow, such as the signature of the program:
  ///   then the directory has to be where the record says.
  init?(_ window: ByteWindow, behindProgram: Bool = false) {
    if let plain = ZipTail(window, at: window.count - ZipTail.size, isStrict: true) {
      self = plain
      return
    }
    let start: Int = max(0, window.count - ZipTail.reach)
    if let memory = unsafe window.memory(at: start, atMost: ZipTail.reach) {
      guard let found = unsafe ZipTail.search(memory, start, window, behindProgram) else { return nil }
      self = found
    } else {
      let tail: [UInt8] = window.bytes(at: start, count: window.count - start)
      let found: ZipTail? = unsafe tail.withUnsafeBytes { unsafe ZipTail.search($0, start, window, behindProgram) }
      guard let found else { return nil }
      self = found
    }
  }

  private static func search(
    _ tail: UnsafeRawBufferPointer, _ start: Int, _ window: ByteWindow, _ behindProgram: Bool
  ) -> ZipTail? {
    var found: ZipTail?
    guard let base = tail.baseAddress else { return nil }
    var place: Int = unsafe cordon_next_zip_end(base, tail.count, 0)
    while place < tail.count {
      if let record = ZipTail(window, at: start + place, isStrict: !behindProgram) { found = record }
      place = unsafe cordon_next_zip_end(base, tail.count, place + 1)
    }
    return found
  }

  private init?(_ window: ByteWindow, at place: Int, isStrict: Bool) {
    let record: [UInt8] = window.bytes(at: place, count: ZipTail.size)
    guard record.count == ZipTail.size, record.starts(with: ZipTail.signature) else { return nil }
    end = place + ZipTail.size
    let rest: Int = window.count - end
    if ZipTail.word(record, 20) != rest {
      let length: Int = ZipTail.long(record, 12)
      guard !isStrict, length > 0, length < place,
        window.bytes(at: place - length, count: 4) == [0x50, 0x4B, 1, 2]
      else { return nil }
    }
    let short: Int = ZipTail.word(record, 10)
    let large: Int? = short == 0xFFFF ? ZipTail.largeCount(window, before: place) : nil
    members = large ?? short
    isExact = large != nil || short != 0xFFFF
  }

  /// What the Zip64 record says, which lies right before its locator.
  private static func largeCount(_ window: ByteWindow, before place: Int) -> Int? {
    guard window.bytes(at: place - 20, count: 4) == [0x50, 0x4B, 6, 7] else { return nil }
    let record: [UInt8] = window.bytes(at: place - 20 - 56, count: 56)
    guard record.count == 56, record.starts(with: [0x50, 0x4B, 6, 6]) else { return nil }
    let (low, high): (Int, Int) = (long(record, 32), long(record, 36))
    return high < 1 << 24 ? low | high << 32 : nil
  }

  /// Whether an archive with so many headers can be meant.
  func agrees(with headers: Int) -> Bool {
    if isExact { return members == headers || members == headers & 0xFFFF }
    return headers & 0xFFFF == members || headers >= members
  }

  private static func word(_ bytes: [UInt8], _ place: Int) -> Int { Int(bytes[place]) | Int(bytes[place + 1]) << 8 }

  private static func long(_ bytes: [UInt8], _ place: Int) -> Int { word(bytes, place) | word(bytes, place + 2) << 16 }
}
