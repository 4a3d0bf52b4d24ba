internal import CordonModel

/// Takes what lies in an archive, member by member.
///
/// `members` are the names that lead to the member, outermost first, as in ``FilePlace/members``. A member that is an
/// archive itself is told of as a member, and then its own members one by one; calls of members that lie side by side
/// never interleave. The buffers are only valid during the call.
protocol ArchiveVisitor {
  /// A member follows.
  mutating func memberBegins(_ members: [[UInt8]])
  /// The next bytes of its content, in order, all of them: for digests.
  mutating func memberBytes(_ bytes: UnsafeRawBufferPointer)
  /// The member is complete. `prefix` holds its first ``InspectionLimits/memberBytes`` bytes in one piece, for rules;
  /// `size` counts all of them.
  mutating func memberEnds(_ members: [[UInt8]], prefix: UnsafeRawBufferPointer, size: UInt64)
  /// Something of the archive, or of the member that has begun, could not be looked at. A member that has begun and
  /// has a gap does not end.
  mutating func gap(_ members: [[UInt8]], reason: UnknownReason, detail: String)
}
