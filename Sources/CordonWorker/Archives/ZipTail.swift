/// The record that ends every zip (APPNOTE 4.3.16).
struct ZipTail {
  /// Members, as the record counts them: the lowest 16 bits of the truth, or 0xFFFF where Zip64 has the truth.
  let members: Int

  private static let size: Int = 22

  /// `nil` where the window does not end so.
  init?(_ window: ByteWindow) {
    if let plain = ZipTail.read(window.bytes(at: window.count - ZipTail.size, count: ZipTail.size)[...]) {
      self = plain
      return
    }
    let start: Int = max(0, window.count - ZipTail.size - 0xFFFF)
    let tail: [UInt8] = window.bytes(at: start, count: window.count - start)
    guard tail.count > ZipTail.size else { return nil }
    for place in stride(from: tail.count - ZipTail.size - 1, through: 0, by: -1) where tail[place] == 0x50 {
      guard let found = ZipTail.read(tail[place...]) else { continue }
      self = found
      return
    }
    return nil
  }

  /// Whether the last 22 bytes are such a record without a comment: cheap enough to ask of every program.
  static func isBare(_ window: ByteWindow) -> Bool {
    read(window.bytes(at: window.count - size, count: size)[...]) != nil
  }

  private init(members: Int) { self.members = members }

  private static func read(_ record: ArraySlice<UInt8>) -> ZipTail? {
    guard record.count >= size, record.starts(with: [0x50, 0x4B, 5, 6]) else { return nil }
    let start: Int = record.startIndex
    let comment: Int = Int(record[start + 20]) | Int(record[start + 21]) << 8
    guard record.count == size + comment else { return nil }
    return ZipTail(members: Int(record[start + 10]) | Int(record[start + 11]) << 8)
  }
}
