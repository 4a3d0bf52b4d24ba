package import CordonEvidence
package import CordonModel
package import CordonReport
internal import Foundation

/// Adds one part to a bundle. It becomes visible whole, by one renaming, or not at all.
///
/// While a writer lives, no other one can be made for the same folder. Without ``commit(at:)`` nothing is left of it.
package final class CaseWriter {
  /// What was written.
  package struct Committed: Sendable, Hashable {
    /// The part's number.
    package var part: Int
    /// Items in it.
    package var items: Int
    /// SHA-256 of its last line: whoever notes it down notices when later parts are taken away.
    package var head: Digest
  }

  /// Points at which a test looks at what a killed writer would leave.
  enum Step: Hashable {
    case locked, draftMade, itemWritten(String), manifestWritten, draftSynced, published
  }

  private let folder: CaseFolder
  private let draft: String
  private let draftDescriptor: Int32
  private var builder: ManifestBuilder
  private let part: Int
  private var items: Int = 0
  private var isPublished = false
  private let atStep: (Step) -> Void

  /// Bytes gathered before they are written.
  private static let pieceBytes = 1 << 20

  /// Opens the folder of a case, which is made when it is not there, and begins a part.
  ///
  /// - Parameter path: its parent exists. What is there has to be empty, or a bundle of this user.
  /// - Throws: ``CordonError``: `busy` when another writer is at it; `usage` when the folder holds other things;
  ///   `bad-input` when the bundle in it is not whole; `not-permitted`, `input-output`.
  package convenience init(
    path: String, key: SigningKey, collector: String, now: Timestamp
  ) throws(CordonError) {
    try self.init(path: path, key: key, collector: collector, now: now, atStep: { _ in })
  }

  init(
    path: String, key: SigningKey, collector: String, now: Timestamp, atStep: @escaping (Step) -> Void
  ) throws(CordonError) {
    self.atStep = atStep
    folder = try CaseFolder(path: path)
    atStep(.locked)
    folder.removeDrafts()
    var end: BundleContinuation?
    if folder.lastPart > 0 { end = try folder.continuation() }
    part = folder.lastPart + 1
    draft = BundleFormat.draftPrefix + String(getpid()) + "-" + String(UInt32.random(in: 0...UInt32.max), radix: 16)
    draftDescriptor = try folder.makeFolder(draft)
    let bundle: String = end?.bundle ?? CaseWriter.newBundle()
    builder = ManifestBuilder(
      bundle: bundle, part: part, previous: end?.head ?? ContentHash.zero, made: now, collector: collector, key: key)
    atStep(.draftMade)
  }

  private static func newBundle() -> String {
    let digits: [Character] = Array("0123456789abcdef")
    var generator = SystemRandomNumberGenerator()
    return String((0..<32).map { _ in digits[Int.random(in: 0..<16, using: &generator)] })
  }

  deinit {
    close(draftDescriptor)
    if !isPublished { folder.remove(draft) }
  }

  /// Adds an item, whose bytes `fill` writes piece by piece.
  ///
  /// - Throws: what `fill` throws, and ``CordonError`` when it cannot be written; then the part cannot be committed.
  package func add(
    _ type: EvidenceType, file: String, time: Timestamp,
    _ fill: (inout ResultOutput) throws(CordonError) -> Void
  ) throws(CordonError) {
    guard BundleFormat.fault(ofFile: file) == nil else {
      throw CordonError(
        .badInput, "An item of evidence cannot have this name.", location: .init(file: PrintablePath.text(file.utf8)))
    }
    let flags: Int32 = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor: Int32 = openat(draftDescriptor, file, flags, 0o600)
    guard descriptor >= 0 else { throw folder.failure(errno) }
    defer { close(descriptor) }
    let sink = Sink(descriptor, folder)
    var output = ResultOutput(limit: CaseWriter.pieceBytes) { (piece) throws(CordonError) in try sink.take(piece) }
    try fill(&output)
    try output.finish()
    guard fsync(descriptor) == 0 else { throw folder.failure(errno) }
    _ = try builder.add(
      ManifestBuilder.Draft(
        type: type, time: time, file: file, size: sink.sum.count, sha256: sink.sum.digest()))
    items += 1
    atStep(.itemWritten(file))
  }

  /// Writes bytes and sums them up.
  private final class Sink {
    var sum = ContentHash()
    private let descriptor: Int32
    private let folder: CaseFolder

    init(_ descriptor: Int32, _ folder: CaseFolder) {
      self.descriptor = descriptor
      self.folder = folder
    }

    func take(_ piece: [UInt8]) throws(CordonError) {
      sum.update(piece[...])
      guard CaseFolder.write(piece, to: descriptor) else { throw folder.failure(errno) }
    }
  }

  /// Signs the part and puts it in its place.
  ///
  /// - Throws: ``CordonError`` as for opening; then nothing of the part is left.
  package func commit(at time: Timestamp) throws(CordonError) -> Committed {
    let (bytes, head): ([UInt8], Digest) = try builder.sealed(at: time)
    let flags: Int32 = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor: Int32 = openat(draftDescriptor, BundleFormat.manifestName, flags, 0o600)
    guard descriptor >= 0 else { throw folder.failure(errno) }
    let isWritten: Bool = CaseFolder.write(bytes, to: descriptor) && fsync(descriptor) == 0
    let number: Int32 = errno
    close(descriptor)
    guard isWritten else { throw folder.failure(number) }
    atStep(.manifestWritten)
    guard fsync(draftDescriptor) == 0 else { throw folder.failure(errno) }
    atStep(.draftSynced)
    try folder.publish(draft, asPart: part)
    isPublished = true
    atStep(.published)
    return Committed(part: part, items: items, head: head)
  }
}
