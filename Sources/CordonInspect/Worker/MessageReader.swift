/// Reads a message between the collector and its workers.
///
/// The sender may be a worker that hostile bytes have taken over: every length is held against what is left before
/// anything is made of it, so that memory is bounded by the size of the message.
package struct MessageReader {
  /// Why a message cannot be used. Nothing of it is.
  package enum Fault: Error, Sendable, Hashable {
    /// It ends too early, or a length in it leads beyond its end.
    case short
    /// Of another version of Cordon.
    case version
    /// A number or tag that means nothing, or more of something than is allowed.
    case value
    /// Something follows its end.
    case excess
  }

  private let bytes: ArraySlice<UInt8>
  private var position: Int

  /// Begins at the first byte.
  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// Bytes not read yet.
  package var left: Int { bytes.endIndex - position }

  /// Whether all is read.
  package var isAtEnd: Bool { left == 0 }

  /// One byte.
  package mutating func byte() throws(Fault) -> UInt8 {
    guard left >= 1 else { throw .short }
    defer { position += 1 }
    return bytes[position]
  }

  /// Two bytes, the low one first.
  package mutating func number16() throws(Fault) -> Int {
    let part: ArraySlice<UInt8> = try take(2)
    return Int(part[part.startIndex]) | Int(part[part.startIndex + 1]) << 8
  }

  /// Four bytes, the lowest first.
  package mutating func number32() throws(Fault) -> UInt32 {
    var value: UInt32 = 0
    for byte in try take(4).reversed() { value = value << 8 | UInt32(byte) }
    return value
  }

  /// Eight bytes, the lowest first.
  package mutating func number64() throws(Fault) -> UInt64 {
    var value: UInt64 = 0
    for byte in try take(8).reversed() { value = value << 8 | UInt64(byte) }
    return value
  }

  /// What ``MessageWriter/count(_:)`` wrote.
  package mutating func count() throws(Fault) -> Int {
    guard let value = Int(exactly: try number64()) else { throw .value }
    return value
  }

  /// A byte that is 0 or 1.
  package mutating func flag() throws(Fault) -> Bool {
    switch try byte() {
    case 0: return false
    case 1: return true
    default: throw .value
    }
  }

  /// What ``MessageWriter/short(_:limit:)`` wrote.
  package mutating func short(limit: Int) throws(Fault) -> ArraySlice<UInt8> {
    let length: Int = try number16()
    guard length <= limit else { throw .value }
    return try take(length)
  }

  /// A text; what is no UTF-8 in it stands as U+FFFD.
  package mutating func text(limit: Int) throws(Fault) -> String {
    String(decoding: try short(limit: limit), as: UTF8.self)
  }

  /// What ``MessageWriter/optionalText(_:limit:)`` wrote.
  package mutating func optionalText(limit: Int) throws(Fault) -> String? {
    try flag() ? try text(limit: limit) : nil
  }

  /// What ``MessageWriter/long(_:)`` wrote.
  package mutating func long() throws(Fault) -> ArraySlice<UInt8> { try take(try count()) }

  /// The next bytes.
  package mutating func take(_ count: Int) throws(Fault) -> ArraySlice<UInt8> {
    guard count >= 0, count <= left else { throw .short }
    defer { position += count }
    return bytes[position..<(position + count)]
  }

  /// The version that every message begins with.
  package mutating func version() throws(Fault) {
    guard try byte() == MessageWriter.version else { throw .version }
  }

  /// Holds that nothing follows.
  package func end() throws(Fault) {
    guard isAtEnd else { throw .excess }
  }
}
