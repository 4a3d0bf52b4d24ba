/// One entry of a central directory, as the directory describes it (APPNOTE 6.3.10, 4.3.12). Nothing in it is to be
/// believed: sizes and offsets are checked when the entry is read.
package struct ZipEntry: Sendable, Hashable {
  /// Where the name stands in the directory as read.
  let nameStart: Int
  /// Bytes of the name.
  package let nameLength: Int
  /// 0 is stored, 8 deflated.
  package let method: UInt16
  /// The general purpose flags.
  package let flags: UInt16
  /// CRC-32 of the content.
  package let checksum: UInt32
  /// Bytes in the archive.
  package let compressedSize: Int
  /// Bytes once inflated.
  package let size: Int
  /// Where the local header stands, counted from the start of the archive proper.
  package let offset: Int

  /// Encrypted by the traditional or the strong method, or with its names masked.
  package var isEncrypted: Bool { flags & 0x2041 != 0 || method == 99 }
  /// Whether the content stands in the archive as it is.
  package var isStored: Bool { method == 0 }
}

/// The content of an entry.
package struct ZipContents: Sendable, Hashable {
  /// The content, or its beginning.
  package var bytes: [UInt8]
  /// More follows than was asked for.
  package var isCut: Bool
  /// Whether the CRC-32 of the directory fits. Java reads an entry whatever its checksum says, so the content is given
  /// out all the same; `true` when the content is cut.
  package var isIntact: Bool
}
