/// Builds compound files (\[MS-CFB], version 3 or 4) for tests: right ones, and those that grew.
package struct CompoundFixture {
  package struct Stream {
    package var name: String
    package var content: [UInt8]
    /// The storage it lies in; `nil` for the root.
    package var storage: String?

    package init(_ name: String, _ content: [UInt8], storage: String? = nil) {
      self.name = name
      self.content = content
      self.storage = storage
    }
  }

  package var streams: [Stream]
  /// Whether it says that it is a package of the Windows Installer.
  package var isInstaller: Bool = false
  /// 512 in version 3, 4,096 in version 4.
  package var sectorBytes: Int = 512
  /// Lays the sectors of large streams between each other, as a file looks that grew.
  package var isFragmented: Bool = false

  fileprivate static let unused: UInt32 = 0xFFFF_FFFF
  fileprivate static let end: UInt32 = 0xFFFF_FFFE

  package init(_ streams: [Stream]) { self.streams = streams }

  /// The name of a stream as the Windows Installer packs it; `!` at its beginning marks a table.
  package static func packed(_ name: String) -> String {
    let letters: [UInt16] = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._".utf16)
    var units: [UInt16] = Array(name.utf16)
    var packed: [UInt16] = []
    if units.first == 0x21 { packed.append(0x4840) }
    if units.first == 0x21 { units.removeFirst() }
    var place: Int = 0
    while place < units.count {
      guard let first = letters.firstIndex(of: units[place]) else {
        packed.append(units[place])
        place += 1
        continue
      }
      if place + 1 < units.count, let second = letters.firstIndex(of: units[place + 1]) {
        packed.append(UInt16(0x3800 + first + second << 6))
        place += 2
      } else {
        packed.append(UInt16(0x4800 + first))
        place += 1
      }
    }
    return String(decoding: packed, as: UTF16.self)
  }

  /// The file.
  package var bytes: [UInt8] {
    var layout = Layout(sectorBytes: sectorBytes)
    var starts: [UInt32] = Array(repeating: CompoundFixture.end, count: streams.count)
    var (small, smallTable): ([UInt8], [UInt32]) = ([], [])
    for (index, stream) in streams.enumerated() where stream.content.count < 4_096 && !stream.content.isEmpty {
      starts[index] = UInt32(small.count / 64)
      let count: Int = (stream.content.count + 63) / 64
      for number in 1...count {
        smallTable.append(number == count ? CompoundFixture.end : UInt32(smallTable.count + 1))
      }
      small += stream.content + Array(repeating: 0, count: count * 64 - stream.content.count)
    }
    let large: [Int] = streams.indices.filter { streams[$0].content.count >= 4_096 }
    let chains: [[UInt32]] = layout.add(large.map { streams[$0].content }, isFragmented: isFragmented)
    for (index, chain) in zip(large, chains) { starts[index] = chain[0] }
    let smallStart: UInt32 = layout.add([small], isFragmented: false)[0].first ?? CompoundFixture.end
    let tableBytes: [UInt8] = smallTable.flatMap { u32($0) }
    let smallTableStart: UInt32 =
      layout.add([tableBytes], isFragmented: false, filler: 0xFF)[0].first ?? CompoundFixture.end
    let directory: [UInt8] = directory(starts, small: (smallStart, small.count))
    let directoryStart: UInt32 = layout.add([directory], isFragmented: false)[0][0]
    return layout.file(directory: directoryStart, smallTable: (smallTableStart, smallTable.count * 4))
  }

  /// The siblings of every storage hang in one row, each to the right of the one before.
  private func directory(_ starts: [UInt32], small: (start: UInt32, size: Int)) -> [UInt8] {
    let storages: [String] = streams.compactMap(\.storage).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    func number(ofStream index: Int) -> UInt32 { UInt32(1 + storages.count + index) }
    func row(_ entries: [UInt32]) -> [UInt32: UInt32] {
      Dictionary(uniqueKeysWithValues: zip(entries, entries.dropFirst() + [CompoundFixture.unused]))
    }
    let inRoot: [UInt32] =
      storages.indices.map { UInt32(1 + $0) }
      + streams.indices.filter { streams[$0].storage == nil }.map(number(ofStream:))
    var right: [UInt32: UInt32] = row(inRoot)
    var output: [UInt8] = entry(
      "Root Entry", 5, right: CompoundFixture.unused, child: inRoot.first ?? CompoundFixture.unused, small.start,
      small.size)
    for (index, storage) in storages.enumerated() {
      let inner: [UInt32] = streams.indices.filter { streams[$0].storage == storage }.map(number(ofStream:))
      right.merge(row(inner)) { first, _ in first }
      output += entry(storage, 1, right: right[UInt32(1 + index)], child: inner.first, 0, 0)
    }
    for (index, stream) in streams.enumerated() {
      output += entry(
        stream.name, 2, right: right[number(ofStream: index)], child: nil, starts[index], stream.content.count)
    }
    let size: Int = (output.count + sectorBytes - 1) / sectorBytes * sectorBytes
    return output + Array(repeating: 0, count: size - output.count)
  }

  private func entry(
    _ name: String, _ kind: UInt8, right: UInt32?, child: UInt32?, _ start: UInt32, _ size: Int
  ) -> [UInt8] {
    let units: [UInt8] = name.utf16.prefix(31).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    var output: [UInt8] = units + Array(repeating: 0, count: 64 - units.count)
    output += [UInt8(units.count + 2), 0, kind, 1]
    output += u32(CompoundFixture.unused) + u32(right ?? CompoundFixture.unused) + u32(child ?? CompoundFixture.unused)
    let installer: [UInt8] = [0x84, 0x10, 0x0C, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46]
    output += kind == 5 && isInstaller ? installer : Array(repeating: 0, count: 16)
    output += Array(repeating: 0, count: 20)
    return output + u32(start) + u32(UInt32(size)) + u32(0)
  }

  private func u32(_ value: UInt32) -> [UInt8] { CompoundFixture.u32(value) }

  fileprivate static func u32(_ value: UInt32) -> [UInt8] {
    [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
  }

  /// Sectors and the table that chains them.
  fileprivate struct Layout {
    let sectorBytes: Int
    private var sectors: [[UInt8]] = []
    private var table: [UInt32] = []

    init(sectorBytes: Int) { self.sectorBytes = sectorBytes }

    /// The sectors of each content.
    mutating func add(_ contents: [[UInt8]], isFragmented: Bool, filler: UInt8 = 0) -> [[UInt32]] {
      var chains: [[UInt32]] = contents.map { _ in [] }
      var places: [Int] = contents.map { _ in 0 }
      while let turn = places.indices.first(where: { places[$0] < contents[$0].count }) {
        for index in isFragmented ? Array(places.indices) : [turn] where places[index] < contents[index].count {
          let piece: ArraySlice<UInt8> = contents[index][places[index]...].prefix(sectorBytes)
          chains[index].append(UInt32(sectors.count))
          sectors.append(Array(piece) + Array(repeating: filler, count: sectorBytes - piece.count))
          table.append(CompoundFixture.end)
          places[index] += piece.count
        }
      }
      for chain in chains { for (one, next) in zip(chain, chain.dropFirst()) { table[Int(one)] = next } }
      return chains
    }

    /// With its table behind everything else; there has to be room for its sectors in the head.
    func file(directory: UInt32, smallTable: (start: UInt32, size: Int)) -> [UInt8] {
      let perSector: Int = sectorBytes / 4
      var count: Int = 1
      while count * perSector < sectors.count + count { count += 1 }
      let tableSectors: [UInt32] = (0..<count).map { UInt32(sectors.count + $0) }
      var whole: [UInt32] = table + tableSectors.map { _ in 0xFFFF_FFFD }
      whole += Array(repeating: CompoundFixture.unused, count: count * perSector - whole.count)
      var head: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 16)
      head += [0x3E, 0, sectorBytes == 512 ? 3 : 4, 0, 0xFE, 0xFF, sectorBytes == 512 ? 9 : 12, 0, 6, 0]
      head += Array(repeating: 0, count: 6)
      head += u32(0) + u32(UInt32(count)) + u32(directory) + u32(0) + u32(4_096) + u32(smallTable.start)
      head += u32(UInt32((smallTable.size + sectorBytes - 1) / sectorBytes)) + u32(CompoundFixture.end) + u32(0)
      head += (tableSectors + Array(repeating: CompoundFixture.unused, count: max(0, 109 - count))).prefix(109)
        .flatMap { u32($0) }
      head += Array(repeating: 0, count: sectorBytes - head.count)
      return head + sectors.flatMap { $0 } + whole.flatMap { u32($0) }
    }
  }
}

extension CompoundFixture.Layout {
  fileprivate func u32(_ value: UInt32) -> [UInt8] { CompoundFixture.u32(value) }
}
