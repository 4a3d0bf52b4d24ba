package import CordonInspect

/// The list of files at the start of an Electron archive (`app.asar`), as far as its `package.json` goes.
///
/// Two pickles of Chromium: a length of four bytes that holds the length of the second; that one holds a JSON text of
/// the files with their offsets behind it. Source: the README of electron/asar.
package struct AsarHeader: Sendable, Hashable {
  package enum Fault: Error, Sendable, Hashable {
    /// The lengths contradict each other, or the file is shorter than they say.
    case notAnArchive
    case tooLarge(limit: Int)
    case unreadable(JSONFault)
    /// The archive holds none at its top.
    case noPackageJSON
  }

  /// Where the `package.json` stands in the archive; `nil` when it lies beside it, in `app.asar.unpacked`.
  package let place: Range<Int>?

  package init(
    _ source: some ByteSource, headerLimit: Int, contentLimit: Int, depthLimit: Int
  ) throws(Fault) {
    let head: [UInt8] = source.bytes(at: 0, count: 16)
    guard head.count == 16 else { throw .notAnArchive }
    func number(_ index: Int) -> Int {
      Int(head[index]) | Int(head[index + 1]) << 8 | Int(head[index + 2]) << 16 | Int(head[index + 3]) << 24
    }
    // The four numbers: 4, the size of the second pickle, that of its content, that of the text in it.
    let (pickle, content, text): (Int, Int, Int) = (number(4), number(8), number(12))
    guard number(0) == 4, content <= pickle - 4, text <= content - 4, text > 0, pickle <= source.size - 8 else {
      throw .notAnArchive
    }
    guard text <= headerLimit else { throw .tooLarge(limit: headerLimit) }
    let entry: Entry
    do throws(JSONFault) {
      entry = try AsarHeader.entry(source.bytes(at: 16, count: text), depthLimit: depthLimit)
    } catch {
      throw .unreadable(error)
    }
    if entry.isUnpacked {
      place = nil
      return
    }
    guard let size = entry.size, let offset = entry.offset.flatMap(Int.init) else { throw .noPackageJSON }
    guard size <= contentLimit else { throw .tooLarge(limit: contentLimit) }
    let start: (partialValue: Int, overflow: Bool) = (pickle + 8).addingReportingOverflow(offset)
    guard size >= 0, offset >= 0, !start.overflow, start.partialValue <= source.size,
      size <= source.size - start.partialValue
    else { throw .notAnArchive }
    place = start.partialValue..<(start.partialValue + size)
  }

  private struct Entry {
    var size: Int?
    var offset: String?
    var isUnpacked: Bool = false
  }

  /// The fields of `files` → `package.json`; of equal ones the last counts.
  private static func entry(_ json: [UInt8], depthLimit: Int) throws(JSONFault) -> Entry {
    var reader = JSONPull(json, depthLimit: depthLimit)
    var found = Entry()
    guard try reader.enterObject() else { throw reader.fault("the file holds no object") }
    while case .key(let key) = try reader.next() {
      guard reader.equals(key, "files") else {
        try reader.skipValue()
        continue
      }
      guard try reader.enterObject() else { continue }
      while case .key(let name) = try reader.next() {
        if reader.equals(name, "package.json") {
          try read(&found, &reader)
        } else {
          try reader.skipValue()
        }
      }
    }
    return found
  }

  private static func read(_ found: inout Entry, _ reader: inout JSONPull) throws(JSONFault) {
    guard try reader.enterObject() else { return }
    found = Entry()
    while case .key(let field) = try reader.next() {
      if reader.equals(field, "size") {
        found.size = try reader.nextNumber()
      } else if reader.equals(field, "offset") {
        found.offset = try reader.nextShortText(limit: 32)
      } else {
        let isUnpacked: Bool = reader.equals(field, "unpacked")
        try reader.skipValue()
        if isUnpacked { found.isUnpacked = reader.endsWithTrue }
      }
    }
  }
}
