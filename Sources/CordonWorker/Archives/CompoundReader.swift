internal import CordonInspect

/// The streams of a compound file as the members of an archive, each read where it lies.
@safe final class CompoundReader {
  private var file: CompoundFile<WindowSource>
  private let whole: ByteWindow
  private let meter: ArchiveMeter
  private var following: Int = 0
  private var feed: WindowFeed?
  /// Why not all of the stream at hand can be found.
  private var fault: ArchiveFault?
  /// Where the stream at hand lies.
  private(set) var window: ByteWindow?

  init(_ window: ByteWindow, meter: ArchiveMeter) throws(ArchiveFault) {
    whole = window
    self.meter = meter
    var limits = CompoundLimits()
    limits.entries = min(limits.entries, meter.limits.archiveMembers)
    meter.beginsAnew()
    do throws(CompoundFailure) {
      file = try CompoundFile(WindowSource(window: window), limits: limits)
    } catch {
      throw CompoundReader.fault(error)
    }
  }

  func next() -> ArchiveHeader {
    guard following < file.streams.count else { return .end(file.fault.map(CompoundReader.fault)) }
    let stream: CompoundStream = file.streams[following]
    following += 1
    let place: (parts: ByteParts, fault: CompoundFailure?) = file.place(of: stream)
    fault = place.fault.map(CompoundReader.fault)
    let window: ByteWindow = whole.joined(place.parts)
    self.window = fault == nil ? window : nil
    feed = WindowFeed(window, meter: meter)
    return .member(
      ArchiveMember(
        name: stream.name, size: stream.size, hasContent: true, isEncrypted: false, place: nil, remark: nil))
  }

  func piece(after position: Int) -> ArchivePiece {
    guard let feed else { return .failed(.damaged("it cannot be read")) }
    guard let block = unsafe feed.next() else { return .failed(feed.fault ?? .damaged("it cannot be read")) }
    guard unsafe block.isEmpty else { return unsafe .bytes(block, at: position, remark: nil) }
    if let fault { return .failed(fault) }
    return .end(at: position, remark: nil)
  }

  private static func fault(_ failure: CompoundFailure) -> ArchiveFault {
    failure.isLimit ? .limit(failure.detail) : .damaged(failure.detail)
  }
}
