internal import Foundation

/// Small rpm databases, written byte by byte as rpm's own formats describe them. Nothing in them can be installed.
package enum RpmFixture {
  /// What one header says.
  package struct Package: Sendable {
    package var name: String
    package var version: String
    package var release: String
    package var epoch: UInt32?
    package var architecture: String
    package var vendor: String?
    package var installTime: UInt32

    package init(
      _ name: String, _ version: String, _ release: String, epoch: UInt32? = nil, architecture: String = "x86_64",
      vendor: String? = nil, installTime: UInt32 = 1_711_670_400
    ) {
      self.name = name
      self.version = version
      self.release = release
      self.epoch = epoch
      self.architecture = architecture
      self.vendor = vendor
      self.installTime = installTime
    }
  }

  /// One entry of a header's index with its data; types: 4 number, 6 text, 7 bytes.
  package struct Entry: Sendable {
    package var tag: UInt32
    package var type: UInt32
    package var count: UInt32
    package var data: [UInt8]

    package init(tag: UInt32, type: UInt32, count: UInt32 = 1, data: [UInt8]) {
      self.tag = tag
      self.type = type
      self.count = count
      self.data = data
    }

    package static func text(_ tag: UInt32, _ text: String) -> Entry {
      Entry(tag: tag, type: 6, data: Array(text.utf8) + [0])
    }

    package static func number(_ tag: UInt32, _ number: UInt32) -> Entry { Entry(tag: tag, type: 4, data: big(number)) }
  }

  /// The header of a package.
  ///
  /// - Parameter padding: bytes of a tag nobody asks for, to make it as large as real ones.
  package static func header(_ package: Package, padding: Int = 0) -> [UInt8] {
    var entries: [Entry] = [
      .text(1_000, package.name), .text(1_001, package.version), .text(1_002, package.release),
      .number(1_008, package.installTime), .text(1_022, package.architecture),
    ]
    if let epoch = package.epoch { entries.append(.number(1_003, epoch)) }
    if let vendor = package.vendor { entries.append(.text(1_011, vendor)) }
    if padding > 0 {
      entries.append(
        Entry(tag: 1_044_000, type: 7, count: UInt32(padding), data: Array(repeating: 0xAA, count: padding)))
    }
    return header(entries)
  }

  package static func header(_ entries: [Entry]) -> [UInt8] {
    var index: [UInt8] = []
    var data: [UInt8] = []
    for entry in entries {
      if entry.type == 4 { while !data.count.isMultiple(of: 4) { data.append(0) } }
      index += big(entry.tag) + big(entry.type) + big(UInt32(data.count)) + big(entry.count)
      data += entry.data
    }
    return big(UInt32(entries.count)) + big(UInt32(data.count)) + index + data
  }

  /// A `Packages.db` with these blobs.
  package static func ndb(_ blobs: [[UInt8]]) -> [UInt8] {
    var slots: [UInt8] = []
    var body: [UInt8] = []
    var block: UInt32 = 256
    for (index, blob) in blobs.prefix(254).enumerated() {
      let number = UInt32(index + 1)
      var bytes: [UInt8] = Array("BlbS".utf8) + little(number) + little(1) + little(UInt32(blob.count)) + blob
      while !(bytes.count + 12).isMultiple(of: 16) { bytes.append(0) }
      bytes += little(0) + little(UInt32(blob.count)) + Array("BlbE".utf8)
      let blocks = UInt32(bytes.count / 16)
      slots += Array("Slot".utf8) + little(number) + little(block) + little(blocks)
      body += bytes
      block += blocks
    }
    while slots.count < 4_096 - 32 { slots += Array("Slot".utf8) + little(0) + little(0) + little(0) }
    let head: [UInt8] = Array("RpmP".utf8) + little(0) + little(1) + little(1) + little(UInt32(blobs.count + 1))
    return head + Array(repeating: 0, count: 12) + slots + body
  }

  /// A `Packages`: a Berkeley DB hash with one bucket, its pages in a chain, every blob in overflow pages.
  package static func berkeley(_ blobs: [[UInt8]], pageBytes: Int = 4_096, isSwapped: Bool = false) -> [UInt8] {
    var file = BerkeleyFile(pageBytes: pageBytes, isSwapped: isSwapped)
    file.write(blobs)
    return file.pages.flatMap { $0 }
  }

  static func big(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }

  static func little(_ number: UInt32) -> [UInt8] { big(number).reversed() }

  /// Writes a database with SQLite, as rpm does; Python brings it along.
  ///
  /// - Parameter sql: statements to carry out after the packages are in.
  /// - Throws: when Python is not there or the statements fail.
  package static func sqlite(_ blobs: [[UInt8]], at path: String, sql: String = "") throws {
    let program: String = """
      import sqlite3, sys
      db = sqlite3.connect(sys.argv[1])
      db.execute("CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)")
      for line in sys.stdin: db.execute("INSERT INTO Packages (blob) VALUES (?)", (bytes.fromhex(line),))
      db.commit()
      db.executescript(sys.argv[2])
      db.commit()
      """
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-I", "-c", program, path, sql]
    let lines: String = blobs.map { $0.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\n" }.joined()
    let input: URL = FileManager.default.temporaryDirectory.appendingPathComponent("cordon-rows-" + UUID().uuidString)
    try Data(lines.utf8).write(to: input)
    defer { try? FileManager.default.removeItem(at: input) }
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
  }
}

/// The pages of a Berkeley DB hash.
private struct BerkeleyFile {
  let pageBytes: Int
  let isSwapped: Bool
  private(set) var pages: [[UInt8]] = []

  init(pageBytes: Int, isSwapped: Bool) {
    self.pageBytes = pageBytes
    self.isSwapped = isSwapped
  }

  mutating func write(_ blobs: [[UInt8]]) {
    let perPage: Int = (pageBytes - 26) / 21
    let hashPages: Int = max(1, (blobs.count + perPage - 1) / perPage)
    pages = (0...hashPages).map {
      page(kind: $0 == 0 ? 8 : 13, next: $0 > 0 && $0 < hashPages ? $0 + 1 : 0, number: $0)
    }
    for (index, blob) in blobs.enumerated() {
      let first: Int = writeChain(blob)
      let key: [UInt8] = [1] + u32(UInt32(index + 1))
      let value: [UInt8] = [3, 0, 0, 0] + u32(UInt32(first)) + u32(UInt32(blob.count))
      append(key, to: 1 + index / perPage)
      append(value, to: 1 + index / perPage)
    }
    put(u32(0x0006_1561), at: 12, page: 0)
    put(u32(9), at: 16, page: 0)
    put(u32(UInt32(pageBytes)), at: 20, page: 0)
    put(u32(UInt32(pages.count - 1)), at: 32, page: 0)
    put(u32(1), at: 96, page: 0)
  }

  private mutating func writeChain(_ blob: [UInt8]) -> Int {
    let first: Int = pages.count
    var rest: ArraySlice<UInt8> = blob[...]
    while !rest.isEmpty {
      let piece: ArraySlice<UInt8> = rest.prefix(pageBytes - 26)
      rest = rest.dropFirst(piece.count)
      let number: Int = pages.count
      pages.append(page(kind: 7, next: rest.isEmpty ? 0 : number + 1, number: number))
      put(u16(UInt16(piece.count)), at: 22, page: number)
      put(Array(piece), at: 26, page: number)
    }
    return first
  }

  /// Adds an item to a hash page: its place behind the others, its bytes in front of the others'.
  private mutating func append(_ item: [UInt8], to number: Int) {
    let count: Int = Int(get16(20, page: number))
    let end: Int = count == 0 ? pageBytes : Int(get16(26 + 2 * (count - 1), page: number))
    put(item, at: end - item.count, page: number)
    put(u16(UInt16(end - item.count)), at: 26 + 2 * count, page: number)
    put(u16(UInt16(count + 1)), at: 20, page: number)
  }

  private func page(kind: UInt8, next: Int, number: Int) -> [UInt8] {
    var page: [UInt8] = Array(repeating: 0, count: pageBytes)
    page.replaceSubrange(8..<12, with: u32(UInt32(number)))
    page.replaceSubrange(16..<20, with: u32(UInt32(next)))
    page[25] = kind
    return page
  }

  private mutating func put(_ bytes: [UInt8], at offset: Int, page: Int) {
    pages[page].replaceSubrange(offset..<(offset + bytes.count), with: bytes)
  }

  private func get16(_ offset: Int, page: Int) -> UInt16 {
    let (a, b): (UInt16, UInt16) = (UInt16(pages[page][offset]), UInt16(pages[page][offset + 1]))
    return isSwapped ? a << 8 | b : b << 8 | a
  }

  private func u32(_ number: UInt32) -> [UInt8] { isSwapped ? RpmFixture.big(number) : RpmFixture.little(number) }

  private func u16(_ number: UInt16) -> [UInt8] {
    let little: [UInt8] = [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
    return isSwapped ? little.reversed() : little
  }
}
