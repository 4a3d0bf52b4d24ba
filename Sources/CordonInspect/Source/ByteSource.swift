/// Bytes that can be read anywhere: a file, or a part of one. The engine that parses them never opens anything.
package protocol ByteSource {
  /// Bytes in all, as known when the source was made.
  var size: Int { get }

  /// The bytes from `offset` on, at most `count`; fewer where the source ends or can no longer be read.
  ///
  /// Nothing is read outside of the source, whatever the numbers.
  func bytes(at offset: Int, count: Int) -> [UInt8]
}

/// Bytes in memory.
package struct MemorySource: ByteSource {
  private let content: [UInt8]

  /// Makes a source of these bytes.
  package init(_ content: [UInt8]) { self.content = content }

  /// Bytes in all.
  package var size: Int { content.count }

  /// The bytes from `offset` on, at most `count`.
  package func bytes(at offset: Int, count: Int) -> [UInt8] {
    guard offset >= 0, count > 0, offset < content.count else { return [] }
    return Array(content[offset..<(offset + min(count, content.count - offset))])
  }
}
