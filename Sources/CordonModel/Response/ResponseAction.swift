/// Something Cordon is asked to do to this machine.
package struct ResponseAction: Sendable, Hashable {
  /// The raw value is frozen.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A file goes into the vault.
    case quarantine
    /// A file goes back to its place.
    case restore
    /// The content of an item is destroyed.
    case remove
    /// A copy of the content leaves the vault.
    case export
    /// What a run that was cut off left behind is finished or taken back.
    case recover
  }

  /// What to do.
  package var kind: Kind
  /// The file it is about: absolute, any bytes but NUL.
  package var path: [UInt8]
  /// The item of the vault, when there is one.
  package var item: QuarantineID?
  /// Why, and by whom.
  package var cause: ResponseCause
  /// When it was asked for.
  package var time: Timestamp

  package init(kind: Kind, path: [UInt8], item: QuarantineID? = nil, cause: ResponseCause, time: Timestamp) {
    self.kind = kind
    self.path = path
    self.item = item
    self.cause = cause
    self.time = time
  }
}

/// Where every act is written down, before it is done and after.
package protocol ActLog: Sendable {
  /// Called before anything is changed, with all that is done together. When it throws, nothing is.
  func begins(_ actions: [ResponseAction]) throws(CordonError)
  /// Called when it is known what came of them.
  func ended(_ acts: [(action: ResponseAction, disposition: Disposition)]) throws(CordonError)
}

/// Writes nothing down: for tests and dry runs.
package struct NoActLog: ActLog {
  /// It has nothing to remember.
  package init() {}
  /// Nothing.
  package func begins(_ actions: [ResponseAction]) {}
  /// Nothing.
  package func ended(_ acts: [(action: ResponseAction, disposition: Disposition)]) {}
}
