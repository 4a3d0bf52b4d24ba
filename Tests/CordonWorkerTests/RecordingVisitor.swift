internal import CordonInspect
internal import CordonModel
internal import Glibc

@testable internal import CordonWorker

/// Keeps everything an archive gives, and whether it came in the right order.
struct RecordingVisitor: ArchiveVisitor {
  struct Gap: Hashable {
    var place: String
    var reason: UnknownReason
    var detail: String
  }

  /// Members that ended, in order: `outer/inner.zip!/name`.
  private(set) var names: [String] = []
  private(set) var contents: [String: [UInt8]] = [:]
  private(set) var sizes: [String: UInt64] = [:]
  private(set) var prefixes: [String: Int] = [:]
  private(set) var gaps: [Gap] = []
  /// What was called out of order.
  private(set) var faults: [String] = []
  /// Contents longer than this are only counted.
  var keptBytes: Int = 4 << 20

  private var current: String?
  private var bytes: [UInt8] = []
  private var count: UInt64 = 0

  mutating func memberBegins(_ members: [[UInt8]]) {
    if let current, gaps.last?.place != current { faults.append("\(current) did not end") }
    current = RecordingVisitor.text(members)
    bytes = []
    count = 0
  }

  mutating func memberBytes(_ piece: UnsafeRawBufferPointer) {
    if current == nil { faults.append("bytes of no member") }
    count += UInt64(piece.count)
    if bytes.count < keptBytes { bytes += piece }
  }

  mutating func memberEnds(_ members: [[UInt8]], prefix: UnsafeRawBufferPointer, size: UInt64) {
    let name: String = RecordingVisitor.text(members)
    if current != name { faults.append("\(name) ended as \(current ?? "nothing")") }
    if size != count { faults.append("\(name) says \(size) bytes, \(count) came") }
    if !bytes.starts(with: prefix.prefix(bytes.count)) { faults.append("\(name) has another prefix") }
    names.append(name)
    contents[name] = bytes
    sizes[name] = size
    prefixes[name] = prefix.count
    current = nil
  }

  mutating func gap(_ members: [[UInt8]], reason: UnknownReason, detail: String) {
    gaps.append(Gap(place: RecordingVisitor.text(members), reason: reason, detail: detail))
  }

  private static func text(_ members: [[UInt8]]) -> String {
    members.map { PrintablePath.text($0) }.joined(separator: "!/")
  }

  /// What lies in some bytes.
  static func look(
    into content: [UInt8], limits: InspectionLimits = InspectionLimits(), name: String = ""
  ) -> RecordingVisitor {
    var visitor = RecordingVisitor()
    var inspector = ArchiveInspector(limits: limits)
    inspector.fileName = Array(name.utf8)
    content.withUnsafeBytes { inspector.inspect(bytes: $0, visitor: &visitor) }
    return visitor
  }

  /// What lies in a file.
  static func look(
    intoFile path: String, limits: InspectionLimits = InspectionLimits(), keptBytes: Int = 4 << 20
  ) -> RecordingVisitor? {
    let descriptor: Int32 = open(path, O_RDONLY)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let size: off_t = lseek(descriptor, 0, SEEK_END)
    var visitor = RecordingVisitor()
    visitor.keptBytes = keptBytes
    var inspector = ArchiveInspector(limits: limits)
    inspector.fileName = path.split(separator: "/").last.map { Array($0.utf8) } ?? []
    inspector.inspect(descriptor: descriptor, size: UInt64(size), visitor: &visitor)
    return visitor
  }
}
