internal import CordonDetect
internal import CordonInspect
internal import CordonModel

/// A content at hand: a file or a member, as much of it as is in memory in one piece.
@safe struct ContentPiece {
  let place: FilePlace
  /// From its beginning; all of it, or what rules look at.
  let bytes: UnsafeRawBufferPointer
  /// Bytes of the whole content.
  let size: UInt64
  var digests: FileDigests?

  init(place: FilePlace, bytes: UnsafeRawBufferPointer, size: UInt64) {
    self.place = place
    unsafe self.bytes = unsafe bytes
    self.size = size
  }

  /// Whether all of the content is in memory.
  var isWhole: Bool { unsafe UInt64(clamping: bytes.count) == size }

  /// What rules may ask beside the content.
  func externals(owner: UInt32) -> RuleExternals {
    let name: [UInt8] = place.name
    return RuleExternals(
      fileName: String(decoding: name, as: UTF8.self), filePath: place.text,
      fileExtension: ContentPiece.fileExtension(of: name), fileType: unsafe ContentKind.word(for: bytes),
      owner: String(owner), md5: digests?.md5?.hex ?? "")
  }

  /// With its dot, in lower case; empty when there is none, or nothing before it.
  static func fileExtension(of name: [UInt8]) -> String {
    guard let dot = name.lastIndex(of: 0x2E), name[..<dot].contains(where: { $0 != 0x2E }) else { return "" }
    return String(decoding: name[dot...], as: UTF8.self).lowercased()
  }

  /// From the version resource of a Windows program.
  var programVersion: String? {
    guard unsafe bytes.count > 64, unsafe bytes[0] == 0x4D, unsafe bytes[1] == 0x5A else { return nil }
    guard case .found(let version) = unsafe ProgramVersionReader(MemoryWindow(bytes: bytes)).read() else { return nil }
    return version.version
  }
}

/// Bytes in memory that belong to somebody else, as a source.
@safe private struct MemoryWindow: ByteSource {
  private let content: UnsafeRawBufferPointer

  init(bytes: UnsafeRawBufferPointer) { unsafe content = unsafe bytes }

  var size: Int { unsafe content.count }

  func bytes(at offset: Int, count: Int) -> [UInt8] {
    guard offset >= 0, count > 0, offset < size else { return [] }
    return unsafe Array(content[offset..<(offset + min(count, size - offset))])
  }
}
