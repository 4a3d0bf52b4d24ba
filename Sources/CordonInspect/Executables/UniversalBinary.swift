/// The programs inside a "fat" Mach-O file, one an architecture (`mach-o/fat.h`, Apple).
package enum UniversalBinary {
  /// Architectures that are looked at. A Java class begins with the same four bytes; its version, which stands where
  /// this count does, is 45 or more.
  package static let architectureLimit = 32

  /// Offset and size of each program, in bytes; empty when the file is no such file.
  package static func programs(in source: some ByteSource) -> [(offset: Int, size: Int)] {
    let head = WordReader(bytes: source.bytes(at: 0, count: 8 + architectureLimit * 32), isBigEndian: true)
    guard let magic = head.u32(0), magic == 0xCAFE_BABE || magic == 0xCAFE_BABF, let count = head.u32(4),
      count <= UInt64(architectureLimit)
    else { return [] }
    let isWide: Bool = magic == 0xCAFE_BABF
    return (0..<Int(count)).compactMap { index in
      let row: Int = 8 + index * (isWide ? 32 : 20)
      guard let offset = head.address(row + 8, isWide: isWide),
        let size = head.address(row + (isWide ? 16 : 12), isWide: isWide), offset < UInt64(source.size)
      else { return nil }
      return (Int(offset), Int(min(size, UInt64(source.size) - offset)))
    }
  }
}
