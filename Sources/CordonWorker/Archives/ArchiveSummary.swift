package import CordonInspect
internal import CordonModel

/// What looking into an archive comes to, in numbers: for the fuzzer and for measuring.
package struct ArchiveSummary: Sendable, Hashable {
  /// Members that were read to their end.
  package private(set) var members: Int = 0
  /// Bytes of members that were handed out.
  package private(set) var bytes: Int = 0
  /// Places that could not be looked at.
  package private(set) var gaps: Int = 0
  /// The longest chain of names.
  package private(set) var depth: Int = 0
  /// Whether a member ended that had not begun, or with more in front of it than it has.
  package private(set) var isConfused: Bool = false

  private var current: [[UInt8]]?
  private var currentBytes: UInt64 = 0

  /// Looks into bytes in memory.
  package init(of content: [UInt8], limits: InspectionLimits) {
    var summary: ArchiveSummary = ArchiveSummary()
    var inspector = ArchiveInspector(limits: limits)
    unsafe content.withUnsafeBytes { unsafe inspector.inspect(bytes: $0, visitor: &summary) }
    self = summary
  }

  /// Looks into an open file of this many bytes.
  package init(ofFile descriptor: Int32, size: UInt64, limits: InspectionLimits) {
    var summary: ArchiveSummary = ArchiveSummary()
    var inspector = ArchiveInspector(limits: limits)
    inspector.inspect(descriptor: descriptor, size: size, visitor: &summary)
    self = summary
  }

  private init() {}
}

extension ArchiveSummary: ArchiveVisitor {
  mutating func memberBegins(_ members: [[UInt8]]) {
    current = members
    currentBytes = 0
    depth = max(depth, members.count)
  }

  mutating func memberBytes(_ bytes: UnsafeRawBufferPointer) {
    isConfused = isConfused || current == nil
    self.bytes += bytes.count
    currentBytes += UInt64(bytes.count)
  }

  mutating func memberEnds(_ members: [[UInt8]], prefix: UnsafeRawBufferPointer, size: UInt64) {
    isConfused = isConfused || current != members || size != currentBytes || UInt64(prefix.count) > size
    current = nil
    self.members += 1
  }

  mutating func gap(_ members: [[UInt8]], reason: UnknownReason, detail: String) { gaps += 1 }
}
