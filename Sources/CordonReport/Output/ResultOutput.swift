package import CordonModel

/// Takes the bytes of a result piece by piece and passes them on, so that a long result is never in memory as a whole.
///
/// Whoever fills it calls ``finish()`` once at the end; without it the last piece is lost.
package struct ResultOutput: ~Copyable {
  private var bytes: [UInt8] = []
  private let limit: Int
  private let drain: ([UInt8]) throws(CordonError) -> Void

  /// - Parameters:
  ///   - limit: bytes that are gathered before they are passed on.
  ///   - drain: takes each piece; what it throws ends the writing.
  package init(limit: Int = 64 << 10, drain: @escaping ([UInt8]) throws(CordonError) -> Void) {
    self.limit = limit
    self.drain = drain
    bytes.reserveCapacity(limit + 4_096)
  }

  /// Adds one byte.
  package mutating func append(_ byte: UInt8) { bytes.append(byte) }

  /// Adds bytes and passes a full piece on.
  package mutating func append(_ more: some Sequence<UInt8>) throws(CordonError) {
    bytes.append(contentsOf: more)
    if bytes.count >= limit { try flush() }
  }

  /// Adds text as UTF-8 and passes a full piece on.
  package mutating func append(_ text: String) throws(CordonError) { try append(text.utf8) }

  /// Passes on what is left.
  package mutating func finish() throws(CordonError) { try flush() }

  private mutating func flush() throws(CordonError) {
    guard !bytes.isEmpty else { return }
    try drain(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
