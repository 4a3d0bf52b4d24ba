internal import CordonInspect
internal import CordonWorker

extension FuzzEntry {
  /// Everything in an archive of any kind, and in those inside: nothing may grow beyond the limits.
  package static let archive = FuzzEntry(name: "archive") { bytes in
    var limits = InspectionLimits()
    (limits.archiveDepth, limits.archiveMembers, limits.unpackedBytes) = (4, 500, 8 << 20)
    (limits.memberBytes, limits.ratioFloor, limits.archiveMemory) = (1 << 20, 1 << 20, 32 << 20)
    let summary = ArchiveSummary(of: bytes, limits: limits)
    precondition(!summary.isConfused, "a member that ends otherwise than it began")
    precondition(summary.depth <= limits.archiveDepth, "deeper than the limit")
    precondition(summary.members <= limits.archiveMembers, "more members than the limit")
    precondition(summary.bytes <= limits.unpackedBytes, "more bytes than the limit")
  }
}
