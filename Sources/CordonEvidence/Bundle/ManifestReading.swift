internal import CordonModel

/// The lines of one manifest, read; what is wrong with them beside.
struct ManifestReading {
  /// The first line, when it could be read.
  private(set) var head: EvidenceManifest.Head?
  /// Those lines between head and seal that could be read, each with its place from 1 on.
  private(set) var items: [Entry] = []
  /// The last line, when it is one.
  private(set) var seal: EvidenceManifest.Seal?
  /// The sum of the last line.
  private(set) var lastLine: Digest?
  /// The sum of the line before the last.
  private(set) var lineBeforeLast: Digest?
  /// What is wrong.
  private(set) var defects: [BundleDefect] = []
  /// Lines between head and seal, readable or not.
  private(set) var entryCount: Int = 0

  struct Entry {
    var item: EvidenceItem
    /// Among the lines between head and seal, from 1 on.
    var place: Int
    /// The sum of its line.
    var line: Digest
    /// The sum of the line before it.
    var lineBefore: Digest
  }

  private let part: Int
  private let limits: BundleLimits

  /// Reads a manifest.
  ///
  /// - Parameter room: items that may still come.
  init(_ bytes: [UInt8], part: Int, limits: BundleLimits, room: Int) {
    self.part = part
    self.limits = limits
    var start: Int = 0
    var number: Int = 0
    var isFull = false
    while start < bytes.count {
      let end: Int = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      number += 1
      let line: ArraySlice<UInt8> = bytes[start..<end]
      if end == bytes.count {
        truncated("line \(number) has no end")
        return
      }
      let isLast: Bool = end + 1 == bytes.count
      if entryCount > room { isFull = true }
      guard !isFull else {
        defects.append(
          BundleDefect(.limitExceeded, part: part, detail: "more than \(limits.items) items; no more are read"))
        return
      }
      take(line, number: number, isLast: isLast)
      start = end + 1
    }
    if seal == nil { truncated(number == 0 ? "it is empty" : "the last line is no seal") }
  }

  private mutating func truncated(_ detail: String) {
    defects.append(BundleDefect(.manifestTruncated, part: part, detail: detail))
  }

  private mutating func take(_ line: ArraySlice<UInt8>, number: Int, isLast: Bool) {
    let sum: Digest = ContentHash.of(line)
    let before: Digest = lastLine ?? ContentHash.zero
    lineBeforeLast = lastLine
    lastLine = sum
    guard line.count <= limits.lineBytes else {
      unreadable(number, isLast: isLast, "longer than \(limits.lineBytes) bytes")
      return
    }
    do throws(CanonicalLineReader.Fault) {
      if number == 1 {
        if let version = ManifestLines.version(line), version > BundleFormat.version {
          defects.append(
            BundleDefect(
              .versionNewer, part: part, detail: "version \(version), and up to \(BundleFormat.version) is known"))
          return
        }
        head = try ManifestLines.head(line)
      } else if ManifestLines.isSeal(line) {
        let read: EvidenceManifest.Seal = try ManifestLines.seal(line)
        if isLast {
          seal = read
        } else {
          defects.append(
            BundleDefect(.lineUnreadable, part: part, detail: "line \(number) is a seal, and lines follow it"))
        }
      } else {
        entryCount += 1
        items.append(Entry(item: try ManifestLines.item(line), place: entryCount, line: sum, lineBefore: before))
      }
    } catch {
      unreadable(number, isLast: isLast, error.text)
    }
  }

  /// A line that is none of ours names the item that stood there, as far as its place tells.
  private mutating func unreadable(_ number: Int, isLast: Bool, _ why: String) {
    let isEntry: Bool = number > 1 && !isLast
    defects.append(
      BundleDefect(
        .lineUnreadable, part: part, item: isEntry ? EvidenceItem.id(part: part, place: number - 1) : nil,
        detail: "line \(number), \(why)"))
  }
}
