internal import CordonCollect
internal import CordonIntel
internal import CordonModel

/// Reads the bytes of a pack from disk.
enum PackFile {
  /// The whole file.
  ///
  /// - Throws: ``CordonError`` when there is none, it is no regular file, it may not be read or it is larger than a pack
  ///   can be.
  static func read(_ path: String) throws(CordonError) -> [UInt8] {
    try NamedFile.read(path, limit: PackLimits.standard.fileBytes)
  }
}
