internal import CArchive
internal import CordonInspect

/// Counts what the archives of one file cost, all levels together, and says which limit is reached.
final class ArchiveMeter {
  let limits: InspectionLimits
  private let packedBytes: Int
  private let heapAtStart: Int
  private var members: Int = 0
  private var memberBytes: Int = 0
  private var decodedBytes: Int = 0
  private var untilHeapIsAsked: Int = 0

  /// Bytes that may come and go before the heap is looked at again: it takes some microseconds.
  private static let heapInterval: Int = 512 << 10

  init(limits: InspectionLimits, packedBytes: Int) {
    self.limits = limits
    self.packedBytes = packedBytes
    heapAtStart = cordon_heap_bytes()
  }

  /// One more member of any kind.
  func countMember() throws(ArchiveFault) {
    members += 1
    guard members <= limits.archiveMembers else {
      throw .limit("the limit of \(limits.archiveMembers) members in one file is reached", endsFile: true)
    }
  }

  /// Bytes of members.
  func countContent(_ count: Int) throws(ArchiveFault) {
    memberBytes = memberBytes &+ count
    try checkBytes(memberBytes)
    try checkHeap(after: count)
  }

  /// Bytes that came out of a decompressor, be they content or not: padding without end costs time, too.
  func countDecoded(_ count: Int) throws(ArchiveFault) {
    decodedBytes = decodedBytes &+ count
    try checkBytes(decodedBytes)
    try checkHeap(after: count)
  }

  /// Looks at the heap now and then. Dictionaries and tables of contents are asked for by numbers in the file; they are
  /// allocated before anything fills them, so that what is not wanted is seen before it costs real memory.
  func checkHeap(after count: Int) throws(ArchiveFault) {
    untilHeapIsAsked -= count
    guard untilHeapIsAsked <= 0 else { return }
    untilHeapIsAsked = ArchiveMeter.heapInterval
    guard heap <= limits.archiveMemory else {
      throw .limit("it needs more than the limit of \(limits.archiveMemory) bytes of memory to be unpacked")
    }
  }

  /// The next look at the heap is due at once: something new begins.
  func beginsAnew() { untilHeapIsAsked = 0 }

  /// Bytes that may still be allocated.
  var freeMemory: Int { max(0, limits.archiveMemory - heap) }

  private var heap: Int { cordon_heap_bytes() - heapAtStart }

  private func checkBytes(_ count: Int) throws(ArchiveFault) {
    guard count <= limits.unpackedBytes else {
      throw .limit("the limit of \(limits.unpackedBytes) bytes unpacked of one file is reached", endsFile: true)
    }
    guard count > limits.ratioFloor else { return }
    let (most, isHuge): (Int, Bool) = packedBytes.multipliedReportingOverflow(by: limits.ratio)
    guard isHuge || count <= most else {
      throw .limit(
        "it unpacks to more than \(limits.ratio) times the \(packedBytes) bytes of the file, which looks like a bomb",
        endsFile: true)
    }
  }
}
