/// A list of paths, as `find` writes it.
enum PathList {
  /// The paths of a list: separated by NUL when there is one (`find -print0`), else by line feeds. Empty ones are none.
  /// They may be any bytes.
  static func read(_ bytes: [UInt8]) -> [[UInt8]] {
    let separator: UInt8 = bytes.contains(0) ? 0 : 0x0A
    return bytes.split(separator: separator).map { Array($0) }
  }
}
