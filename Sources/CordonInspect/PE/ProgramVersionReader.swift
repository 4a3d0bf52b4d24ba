/// Finds and reads the version resource (`VS_VERSIONINFO`) of a portable executable.
///
/// After Microsoft's "PE Format" and "VS_VERSIONINFO structure". The way to the resource is three directories deep and
/// never longer, so directories that contain themselves end there; a directory is read up to ``entryLimit`` entries, the
/// resource up to 64 KiB, which is all its 16-bit length can say.
package struct ProgramVersionReader {
  private let source: any ByteSource

  /// Entries of one resource directory.
  package static let entryLimit: Int = 4_096
  /// The loader takes no more sections.
  private static let sectionLimit: Int = 96

  /// Makes a reader of this file.
  package init(_ source: any ByteSource) { self.source = source }

  /// Looks for the resource. At most a few kilobytes are read, wherever they lie in the file.
  package func read() -> ProgramVersionReading {
    let dos: LittleEndianFields = fields(at: 0, 64)
    guard dos.u16(0) == 0x5A4D, let start = dos.u32(0x3C) else { return .noProgram }
    let head: LittleEndianFields = fields(at: start, 24)
    guard head.u32(0) == 0x4550, let sectionCount = head.u16(6), let optionalSize = head.u16(20) else {
      return .noProgram
    }
    let optional: LittleEndianFields = fields(at: start + 24, min(optionalSize, 512))
    guard let magic = optional.u16(0), magic == 0x10B || magic == 0x20B else { return .broken("no optional header") }
    let directories: Int = magic == 0x10B ? 96 : 112
    guard let count = optional.u32(directories - 4) else { return .broken("no optional header") }
    guard count > 2, let place = optional.u32(directories + 16), place != 0 else { return .absent }
    let sections: [Section] = sections(at: start + 24 + optionalSize, min(sectionCount, Self.sectionLimit))
    guard let base = Self.offset(of: place, in: sections) else {
      return .broken("the resources lie in no section")
    }
    return resource(base, sections)
  }

  private struct Section {
    let address: Int
    let size: Int
    let offset: Int
  }

  private func sections(at place: Int, _ count: Int) -> [Section] {
    let table: LittleEndianFields = fields(at: place, 40 * count)
    return (0..<count).compactMap { index in
      let row: Int = 40 * index
      guard let virtual = table.u32(row + 8), let address = table.u32(row + 12), let raw = table.u32(row + 16),
        let offset = table.u32(row + 20)
      else { return nil }
      // The loader rounds the offset down to a sector, and does not map what lies beyond either size.
      return Section(address: address, size: virtual == 0 ? raw : min(virtual, raw), offset: offset & ~0x1FF)
    }
  }

  private static func offset(of address: Int, in sections: [Section]) -> Int? {
    for section in sections where address >= section.address && address - section.address < section.size {
      return section.offset + (address - section.address)
    }
    return nil
  }

  /// Down from the kinds of resource to the version's first name and best language.
  private func resource(_ base: Int, _ sections: [Section]) -> ProgramVersionReading {
    guard let kinds = directory(base) else { return .broken("the resource directory lies outside of the file") }
    // RT_VERSION
    guard let kind = kinds.first(where: { $0.id == 16 }) else { return .absent }
    guard kind.isDirectory, let names = directory(base + kind.offset), let name = names.first, name.isDirectory,
      let languages = directory(base + name.offset)
    else { return .broken("the directory of the version resource") }
    let language: Entry? = languages.first { $0.id == 0x409 } ?? languages.first { $0.id == 0 } ?? languages.first
    guard let language, !language.isDirectory else { return .broken("the directory of the version resource") }
    let data: LittleEndianFields = fields(at: base + language.offset, 16)
    guard let address = data.u32(0), let size = data.u32(4), let place = Self.offset(of: address, in: sections) else {
      return .broken("the version resource lies outside of the file")
    }
    let block: LittleEndianFields = fields(at: place, min(size, 0xFFFF))
    guard let version = VersionBlock(block).version() else { return .broken("the version resource") }
    return .found(version)
  }

  private struct Entry {
    /// `nil` for an entry with a name.
    let id: Int?
    let isDirectory: Bool
    /// From the start of the resources.
    let offset: Int
  }

  private func directory(_ place: Int) -> [Entry]? {
    let head: LittleEndianFields = fields(at: place, 16)
    guard let named = head.u16(12), let numbered = head.u16(14) else { return nil }
    let count: Int = min(named + numbered, Self.entryLimit)
    let rows: LittleEndianFields = fields(at: place + 16, 8 * count)
    return (0..<count).compactMap { index in
      guard let id = rows.u32(8 * index), let offset = rows.u32(8 * index + 4) else { return nil }
      return Entry(
        id: id & 0x8000_0000 == 0 ? id : nil, isDirectory: offset & 0x8000_0000 != 0, offset: offset & 0x7FFF_FFFF)
    }
  }

  private func fields(at offset: Int, _ count: Int) -> LittleEndianFields {
    LittleEndianFields(source.bytes(at: offset, count: count))
  }
}
