internal import CordonEvidence
internal import CordonModel
internal import CordonOperations
internal import CordonReport
internal import Foundation

/// The evidence that `--case DIR` keeps: key and folder are there before anything is looked at.
struct CaseOption {
  private let writer: CaseWriter
  private let place: String
  private let fingerprint: String
  private let language: Language

  /// Opens the folder of the case and the key.
  ///
  /// - Throws: ``CordonError``, before the check has begun.
  init(_ place: String, language: Language) throws(CordonError) {
    self.place = place
    self.language = language
    guard
      let data = PrivatePlace.data(environment: ProcessInfo.processInfo.environment, isRoot: geteuid() == 0)
    else {
      throw CordonError(
        .configuration, "Neither HOME nor XDG_DATA_HOME is set, so there is no place for the key that signs evidence.")
    }
    let now: Timestamp = .now
    let store = EvidenceKeyStore(place: data)
    let opened: EvidenceKeyStore.Opened = try store.open(now: now)
    fingerprint = opened.key.signer.fingerprint?.hex ?? ""
    if opened.isNew {
      CaseOption.say(EvidenceNotice.newKey(fingerprint, file: store.sharedPath, language: language))
    }
    writer = try CaseWriter(path: place, key: opened.key, collector: "cordon " + ToolVersion.current, now: now)
  }

  /// Keeps what a check left behind.
  ///
  /// - Returns: why it could not be kept; then nothing of it is.
  func error(keeping evidence: CaseKeeping.Evidence) -> CordonError? {
    do throws(CordonError) {
      try keep(evidence)
      return nil
    } catch {
      return error
    }
  }

  private func keep(_ evidence: CaseKeeping.Evidence) throws(CordonError) {
    try CaseKeeping.add(evidence, to: writer)
    let committed: CaseWriter.Committed = try writer.commit(at: .now)
    CaseOption.say(
      EvidenceNotice.kept(
        items: committed.items, place: place, part: committed.part, fingerprint: fingerprint, head: committed.head.hex,
        language: language))
  }

  private static func say(_ text: String) {
    for line in text.split(separator: "\n") { StandardStreams.writeError("cordon: " + line + "\n") }
  }
}
