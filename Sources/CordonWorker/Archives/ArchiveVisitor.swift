internal import CordonModel

/// Takes what lies in an archive, member by member.
protocol ArchiveVisitor {
  mutating func memberBegins(_ members: [[UInt8]])
  mutating func memberBytes(_ bytes: UnsafeRawBufferPointer)                       // all content, in order, for digests
  mutating func memberEnds(_ members: [[UInt8]], prefix: UnsafeRawBufferPointer, size: UInt64)  // prefix: the first memberBytes bytes in one piece, for rules
  mutating func gap(_ members: [[UInt8]], reason: UnknownReason, detail: String)
}
