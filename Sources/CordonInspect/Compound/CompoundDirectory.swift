/// The directory of a compound file: entries of 128 bytes, each with its siblings to the left and right and the first of
/// what lies in it.
struct CompoundDirectory {
  /// The first entry: where the small streams lie together.
  private(set) var root: (start: UInt32, size: Int)?
  private(set) var streams: [CompoundStream] = []
  private(set) var fault: CompoundFailure?

  private let fields: LittleEndianFields
  private let count: Int
  private let hasLongSizes: Bool
  private let isInstaller: Bool

  private enum Kind: UInt8 {
    case unused = 0
    case storage, stream
    case root = 5
  }

  private static let entryBytes: Int = 128
  /// Bytes of the names of storages before the name of a stream; longer ones are left away.
  private static let prefixBytes: Int = 1_024
  /// Read at once.
  private static let pieceBytes: Int = 64 << 10

  init(_ source: some ByteSource, _ parts: ByteParts, limits: CompoundLimits, hasLongSizes: Bool) {
    let wanted: Int = min(parts.count, max(0, limits.entries) * Self.entryBytes)
    var bytes: [UInt8] = []
    while bytes.count < wanted, let place = parts.place(of: bytes.count) {
      let piece: [UInt8] = source.bytes(
        at: place.lowerBound, count: min(place.count, wanted - bytes.count, Self.pieceBytes))
      if piece.isEmpty { break }
      bytes += piece
    }
    fields = LittleEndianFields(bytes)
    count = bytes.count / Self.entryBytes
    self.hasLongSizes = hasLongSizes
    // {000C1082-…} to {000C1086-…}: transforms, packages and patches of the Windows Installer.
    isInstaller =
      bytes.count >= Self.entryBytes && (0x82...0x86).contains(bytes[80])
      && bytes[81..<96] == [0x10, 0x0C, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46]
    if bytes.count < wanted { fault = .damaged("the directory of the compound file is cut") }
    if wanted < parts.count { fault = .limit("the directory has more than the limit of \(limits.entries) entries") }
    guard count > 0, let start = fields.u32(116) else { return }
    root = (UInt32(start), size(of: 0))
    takeStreams()
  }

  /// Goes through the tree for the names, and then takes what the tree does not lead to under its own name.
  private mutating func takeStreams() {
    var prefixes: [Int: [UInt8]] = [:]
    var seen: [Bool] = Array(repeating: false, count: count)
    seen[0] = true
    var waiting: [(entry: Int, prefix: [UInt8])] = [(link(0, 76), [])]
    while let next = waiting.popLast() {
      guard next.entry < count, !seen[next.entry] else { continue }
      seen[next.entry] = true
      if !next.prefix.isEmpty { prefixes[next.entry] = next.prefix }
      for place in [68, 72] { waiting.append((link(next.entry, place), next.prefix)) }
      guard kind(of: next.entry) == .storage else { continue }
      let inner: [UInt8] = next.prefix + name(of: next.entry) + [0x2F]
      waiting.append((link(next.entry, 76), inner.count > Self.prefixBytes ? [] : inner))
    }
    for entry in 1..<max(1, count) where kind(of: entry) == .stream {
      let start: UInt32 = UInt32(fields.u32(entry * Self.entryBytes + 116) ?? 0)
      streams.append(
        CompoundStream(name: (prefixes[entry] ?? []) + name(of: entry), size: size(of: entry), start: start))
    }
  }

  /// The number of another entry; one that no file has when there is none.
  private func link(_ entry: Int, _ place: Int) -> Int { fields.u32(entry * Self.entryBytes + place) ?? .max }

  private func kind(of entry: Int) -> Kind? { Kind(rawValue: fields.bytes[entry * Self.entryBytes + 66]) }

  private func size(of entry: Int) -> Int {
    let place: Int = entry * Self.entryBytes + 120
    guard hasLongSizes else { return fields.u32(place) ?? 0 }
    return Int(clamping: fields.u64(place) ?? 0)
  }

  private func name(of entry: Int) -> [UInt8] {
    let start: Int = entry * Self.entryBytes
    let length: Int = min(64, fields.u16(start + 64) ?? 0)
    var units: [UInt16] = []
    for place in stride(from: start, to: start + length - 1, by: 2) {
      guard let unit = fields.u16(place), unit != 0 else { break }
      units.append(UInt16(truncatingIfNeeded: unit))
    }
    if isInstaller { units = InstallerName.plain(units) }
    let text: [UInt8] = Array(String(decoding: units, as: UTF16.self).utf8)
    return text.isEmpty ? Array("stream".utf8) : text
  }
}

/// The Windows Installer packs two characters of a name into one, so that longer names find room.
enum InstallerName {
  private static let letters: [UInt16] = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._".utf16)

  /// The name as it was meant; `!` stands before the name of a table.
  static func plain(_ packed: [UInt16]) -> [UInt16] {
    var plain: [UInt16] = []
    for unit in packed {
      switch unit {
      case 0x3800..<0x4800:
        let bits: Int = Int(unit) - 0x3800
        plain.append(letters[bits & 0x3F])
        plain.append(letters[bits >> 6])
      case 0x4800..<0x4840: plain.append(letters[Int(unit) - 0x4800])
      case 0x4840: plain.append(0x21)
      default: plain.append(unit)
      }
    }
    return plain
  }
}
