internal import CordonModel

/// Why something in an archive could not be looked at.
struct ArchiveFault: Error, Hashable {
  var reason: UnknownReason
  /// English, one line, without a full stop.
  var detail: String
  /// Whether nothing more of the whole file is looked at.
  var endsFile: Bool = false
  /// Whether all bytes came nevertheless.
  var isRemark: Bool = false

  /// Bytes that are not what the format says.
  static func damaged(_ detail: String) -> ArchiveFault { ArchiveFault(reason: .scanError, detail: detail) }

  /// A limit that was reached.
  static func limit(_ detail: String, endsFile: Bool = false) -> ArchiveFault {
    ArchiveFault(reason: .scanPartial, detail: detail, endsFile: endsFile)
  }

  /// Something that the libraries of this system do not do.
  static func unable(_ detail: String) -> ArchiveFault { ArchiveFault(reason: .capabilityMissing, detail: detail) }
}
