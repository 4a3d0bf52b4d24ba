package import CordonModel
internal import Crypto
internal import Foundation

/// SHA-256 (FIPS 180-4) of content that comes in pieces.
package struct ContentHash: Sendable {
  private var sum = SHA256()
  /// Bytes taken so far.
  package private(set) var count: Int = 0

  /// Of nothing yet.
  package init() {}

  /// Takes the next piece.
  package mutating func update(_ piece: ArraySlice<UInt8>) {
    sum.update(data: piece)
    count &+= piece.count
  }

  /// The digest of everything taken.
  package func digest() -> CordonModel.Digest { CordonModel.Digest(sha256: sum.finalize()) }

  /// The digest of some bytes.
  package static func of(_ bytes: ArraySlice<UInt8>) -> CordonModel.Digest {
    CordonModel.Digest(sha256: SHA256.hash(data: bytes))
  }

  /// 32 zero bytes: what the first line of all follows on.
  package static let zero = CordonModel.Digest(sha256: [])
}
