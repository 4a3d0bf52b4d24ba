/// A stream of a compound file, as its directory describes it. Nothing in it is to be believed: where it lies is checked
/// when that is asked for.
package struct CompoundStream: Sendable, Hashable {
  /// The names of its storages and its own, `/` between them, as UTF-8.
  package let name: [UInt8]
  /// Bytes, as the directory says.
  package let size: Int
  /// Its first sector, or small sector.
  let start: UInt32
}

/// What the reading of a compound file may cost. What passes a limit is a ``CompoundFailure``, never silence.
package struct CompoundLimits: Sendable, Hashable {
  /// Entries of the directory, at 128 bytes each.
  package var entries: Int = 200_000
  /// Pieces that one stream may lie in, at 24 bytes each.
  package var parts: Int = 500_000

  /// The limits that Cordon uses unless told otherwise.
  package init() {}
}

/// Why a compound file, or one of its streams, could not be read.
package struct CompoundFailure: Error, Sendable, Hashable {
  /// Whether a limit was passed; otherwise the bytes are not what the format says.
  package let isLimit: Bool
  /// What was found, in English, without foreign text.
  package let detail: String

  static func damaged(_ detail: String) -> CompoundFailure { CompoundFailure(isLimit: false, detail: detail) }

  static func limit(_ detail: String) -> CompoundFailure { CompoundFailure(isLimit: true, detail: detail) }
}
