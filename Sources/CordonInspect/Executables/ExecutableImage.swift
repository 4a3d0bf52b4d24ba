/// Where a program file (ELF, PE or Mach-O) keeps what: its sections, and which parts of it are loaded to which address.
///
/// Only heads and tables are read. Numbers in them are believed no further than the file reaches: a section or region
/// that leaves the file is cut, or empty.
package struct ExecutableImage: Sendable, Hashable {
  /// The file format.
  package enum Format: Sendable, Hashable {
    /// System V ABI, "Object Files"; Linux and most others.
    case elf
    /// "PE Format", Microsoft; Windows.
    case portableExecutable
    /// `mach-o/loader.h`, Apple; one architecture.
    case machO
  }

  /// A named part of the file.
  package struct Section: Sendable, Hashable {
    /// As the file spells it, such as `.go.buildinfo`; Mach-O's without the segment.
    package let name: String
    /// Where it begins in the file, in bytes.
    package let offset: Int
    /// Bytes it has in the file.
    package let size: Int
  }

  /// A part of the file that is loaded.
  package struct Region: Sendable, Hashable {
    /// Address of the first byte once loaded.
    package let address: UInt64
    /// Where it begins in the file, in bytes.
    package let offset: Int
    /// Bytes it has in the file.
    package let size: Int
    /// Whether the program may write there: its data.
    package let isWritable: Bool
  }

  /// What the first bytes say.
  package let format: Format
  /// Byte order of the numbers in it.
  package let isBigEndian: Bool
  /// In the order of the file; the first ones only where the limit cut, see ``fault``.
  package internal(set) var sections: [Section] = []
  /// In the order of the file.
  package internal(set) var regions: [Region] = []
  /// Why the tables could not be read whole; what was read is kept. One sentence for a coverage gap.
  package internal(set) var fault: String?

  /// Reads the tables of a program.
  ///
  /// - Parameters:
  ///   - limit: sections, and segments, that are read; what follows is a ``fault``.
  /// - Returns: `nil` when the first bytes are not those of a program of one architecture.
  package init?(_ source: some ByteSource, limit: Int) {
    let head: [UInt8] = source.bytes(at: 0, count: 4_096)
    guard head.count >= 4 else { return nil }
    let reader = ExecutableReader(source: source, head: head, limit: limit)
    let found: ExecutableImage?
    switch (head[0], head[1], head[2], head[3]) {
    case (0x7F, 0x45, 0x4C, 0x46): found = reader.elf()
    case (0x4D, 0x5A, _, _): found = reader.portableExecutable()
    case (0xFE, 0xED, 0xFA, 0xCE), (0xFE, 0xED, 0xFA, 0xCF): found = reader.machO(isBigEndian: true)
    case (0xCE, 0xFA, 0xED, 0xFE), (0xCF, 0xFA, 0xED, 0xFE): found = reader.machO(isBigEndian: false)
    default: found = nil
    }
    guard let found else { return nil }
    self = found
  }

  init(format: Format, isBigEndian: Bool) {
    self.format = format
    self.isBigEndian = isBigEndian
  }

  /// The first section of this name.
  package func section(_ name: String) -> Section? { sections.first { $0.name == name } }

  /// The place in the file of the byte loaded at `address`, and how many bytes follow it in its region; `nil` when
  /// nothing in the file is loaded there.
  package func place(of address: UInt64) -> (offset: Int, count: Int)? {
    for region in regions where address >= region.address && address - region.address < UInt64(region.size) {
      let inside: Int = Int(address - region.address)
      return (region.offset + inside, region.size - inside)
    }
    return nil
  }
}

/// Reads the tables of one format each; the files beside this one hold them.
struct ExecutableReader<Source: ByteSource> {
  let source: Source
  /// The first bytes of the source: most tables lie in them.
  let head: [UInt8]
  let limit: Int

  /// Bytes of the source, without reading again what the head holds.
  func bytes(at offset: Int, count: Int) -> [UInt8] {
    guard offset >= 0, count > 0, offset < source.size else { return [] }
    if offset < head.count, count <= head.count - offset { return Array(head[offset..<(offset + count)]) }
    return source.bytes(at: offset, count: count)
  }

  /// The part of `offset` and `size` that lies in the source.
  func clipped(_ offset: UInt64, _ size: UInt64) -> (offset: Int, size: Int) {
    let start: Int = Int(min(offset, UInt64(source.size)))
    return (start, Int(min(size, UInt64(source.size - start))))
  }

  /// A table of `count` rows, cut at the limit and at the end of the source.
  func table(at offset: UInt64, rowSize: Int, count: UInt64, isBigEndian: Bool) -> (rows: WordReader, count: Int) {
    let wanted: Int = Int(min(count, UInt64(limit)))
    let start: Int = Int(min(offset, UInt64(source.size)))
    let found: [UInt8] = bytes(at: start, count: wanted * rowSize)
    return (WordReader(bytes: found, isBigEndian: isBigEndian), min(wanted, found.count / rowSize))
  }

  /// The fault of a table that was cut, or `nil` when it is whole.
  func fault(_ name: String, read: Int, of count: UInt64) -> String? {
    if UInt64(read) >= count { return nil }
    return read >= limit
      ? "a program with more than \(limit) \(name)" : "a program whose \(name) lie outside of the file"
  }
}
