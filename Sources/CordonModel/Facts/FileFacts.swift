/// What one reading of a file, or of a member of an archive in it, found out.
package struct FileFacts: Sendable, Hashable {
  /// Where it lies.
  package var place: FilePlace
  /// The file's own; that of the outermost file for a member. `nil` where none could be had.
  package var identity: FileIdentity?
  /// Bytes of the content.
  package var size: UInt64
  /// When the file was last written.
  package var modified: Timestamp?
  /// Numeric owner of the file.
  package var owner: UInt32?
  /// `nil` when nothing could be read.
  package var digests: FileDigests?
  /// Rules that matched, in the order of their sources.
  package var hits: [RuleHit]
  /// How far rules looked.
  package var ruleReach: RuleReach
  /// From the version resource of a Windows program, where it was asked for.
  package var version: String?

  /// How far rules looked into a content.
  package enum RuleReach: Sendable, Hashable {
    /// No rules were given, or none were asked for.
    case none
    /// At all of it.
    case whole
    /// Only at this many bytes from its beginning: the rest lies beyond the limit for rules.
    case prefix(UInt64)
    /// They were stopped: the time for one file was over, or the engine failed.
    case unfinished
  }

  package init(
    place: FilePlace, identity: FileIdentity? = nil, size: UInt64, modified: Timestamp? = nil, owner: UInt32? = nil,
    digests: FileDigests?, hits: [RuleHit] = [], ruleReach: RuleReach = .none, version: String? = nil
  ) {
    self.place = place
    self.identity = identity
    self.size = size
    self.modified = modified
    self.owner = owner
    self.digests = digests
    self.hits = hits
    self.ruleReach = ruleReach
    self.version = version
  }
}
