/// The folders of archives that a `.pnp.cjs` or `.pnp.data.json` of Yarn names, as it spells them: relative to its own
/// folder, or absolute.
///
/// It is a program: it is searched for `…/name.zip/node_modules/` inside quotes, and never run.
package enum PlugAndPlayPlaces {
  private static let longestPath: Int = 4_096
  private static let marker: [UInt8] = Array(".zip/node_modules/".utf8)

  /// - Parameter limit: folders that are kept; there is one in every project met so far.
  package static func folders(_ bytes: [UInt8], limit: Int) -> [[UInt8]] {
    var found: [[UInt8]] = []
    var lastFolder: ArraySlice<UInt8> = []
    var index: Int = 0
    while let end = next(bytes, from: index), found.count < limit {
      let start: Int? = opening(bytes, in: max(index, end - longestPath)..<end)
      index = end + marker.count
      guard let start else { continue }
      let path: ArraySlice<UInt8> = bytes[start..<end]
      let folder: ArraySlice<UInt8> = path.lastIndex(of: 0x2F).map { path[..<$0] } ?? []
      if folder.elementsEqual(lastFolder) { continue }
      lastFolder = folder
      if !found.contains(where: { $0.elementsEqual(folder) }) { found.append(Array(folder)) }
    }
    return found
  }

  private static func next(_ bytes: [UInt8], from start: Int) -> Int? {
    var index: Int = start
    while index <= bytes.count - marker.count {
      if bytes[index] == 0x2E, bytes[index + 1] == 0x7A, bytes[index..<(index + marker.count)].elementsEqual(marker) {
        return index
      }
      index += 1
    }
    return nil
  }

  /// The place after the quote that opens the text.
  private static func opening(_ bytes: [UInt8], in range: Range<Int>) -> Int? {
    bytes[range].lastIndex { $0 == 0x22 || $0 == 0x27 }.map { $0 + 1 }
  }
}
