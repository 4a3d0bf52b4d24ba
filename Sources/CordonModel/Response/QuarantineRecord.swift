/// What is known of a file in the vault: everything a restore needs, and why it was taken.
package struct QuarantineRecord: Sendable, Hashable {
  /// The name of the item.
  package var id: QuarantineID
  /// Where the file lay: absolute, without links, any bytes but NUL.
  package var path: [UInt8]
  /// Everything but the content.
  package var state: FileState
  /// Of the whole content, holes read as NUL; `nil` for a file whose holes are beyond the limit of the vault.
  package var sha256: Digest?
  /// The package that owns the file, such as `dpkg: coreutils`.
  package var package: String?
  /// Why, by whom and when.
  package var cause: ResponseCause
  /// When the file was taken.
  package var takenAt: Timestamp
  /// The version of the format it was written with.
  package var formatVersion: Int

  package init(
    id: QuarantineID, path: [UInt8], state: FileState, sha256: Digest?, package: String? = nil,
    cause: ResponseCause = ResponseCause(), takenAt: Timestamp, formatVersion: Int
  ) {
    self.id = id
    self.path = path
    self.state = state
    self.sha256 = sha256
    self.package = package
    self.cause = cause
    self.takenAt = takenAt
    self.formatVersion = formatVersion
  }
}

/// Why somebody acts.
package struct ResponseCause: Sendable, Hashable {
  /// In the person's own words; empty when none were given.
  package var reason: String
  /// The id of the advisory, when one is behind it.
  package var advisory: String?
  /// Who: the name of the user, with the one before `sudo` where that is known.
  package var operatorName: String

  package init(reason: String = "", advisory: String? = nil, operatorName: String = "") {
    self.reason = reason
    self.advisory = advisory
    self.operatorName = operatorName
  }
}

/// One item of a vault, held or past.
package struct VaultItem: Sendable, Hashable {
  /// Whether the content is still there. The raw value is frozen.
  package enum Standing: String, Sendable, Hashable, CaseIterable {
    /// The content is in the vault.
    case held
    /// The file went back to its place; the vault keeps the record alone.
    case restored
    /// The content and its key were destroyed; the vault keeps the record alone.
    case removed
  }

  /// What was taken.
  package var record: QuarantineRecord
  /// Where it is now.
  package var standing: Standing
  /// When that came about; `nil` while it is held.
  package var endedAt: Timestamp?
  /// Who ended it and why.
  package var endCause: ResponseCause?

  package init(
    record: QuarantineRecord, standing: Standing = .held, endedAt: Timestamp? = nil, endCause: ResponseCause? = nil
  ) {
    self.record = record
    self.standing = standing
    self.endedAt = endedAt
    self.endCause = endCause
  }
}
