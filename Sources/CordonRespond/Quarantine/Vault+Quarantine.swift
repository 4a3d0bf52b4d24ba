internal import CFileState
package import CordonModel
internal import Glibc

extension Vault {
  /// Takes files into the vault: each is copied, read back and only then removed from its place.
  ///
  /// Many files go through each step together, so that the disk is waited for once a step and not once a file.
  ///
  /// - Parameters:
  ///   - log: told of each file before anything is changed, and of what came of it.
  ///   - isCancelled: asked between batches.
  /// - Returns: one disposition a target, in their order.
  package func quarantine(
    _ request: QuarantineRequest, log: any ActLog = NoActLog(), isCancelled: () -> Bool = { false }
  ) throws(RespondFailure) -> [Disposition] {
    var all: [Disposition] = []
    var start: Int = 0
    while start < request.targets.count {
      let end: Int = min(start + max(limits.batch, 1), request.targets.count)
      let targets: [QuarantineRequest.Target] = Array(request.targets[start..<end])
      start = end
      if isCancelled() {
        all += targets.map {
          Disposition(action: .quarantine, path: $0.path, outcome: .refused, obstacle: .interrupted)
        }
        continue
      }
      let batch = QuarantinePreparation(targets, request: request, limits: limits, vaultPath: path)
      if !request.isDryRun {
        try QuarantineBatch(vault: self, request: request, log: log).carryOut(batch.takings)
      }
      all += batch.dispositions
    }
    return all
  }

  /// Says what taking these files would mean. Nothing is changed, and no vault is made.
  ///
  /// - Parameter place: where the vault is or would be, absolute.
  package static func plan(
    _ request: QuarantineRequest, at place: String, limits: VaultLimits = VaultLimits()
  ) -> [Disposition] {
    var request: QuarantineRequest = request
    request.isDryRun = true
    var all: [Disposition] = []
    var rest: ArraySlice<QuarantineRequest.Target> = request.targets[...]
    while !rest.isEmpty {
      let targets: [QuarantineRequest.Target] = Array(rest.prefix(max(limits.batch, 1)))
      rest = rest.dropFirst(targets.count)
      all +=
        QuarantinePreparation(
          targets, request: request, limits: limits, vaultPath: Array(place.utf8)
        ).dispositions
    }
    return all
  }
}

/// Files that go through every step together.
private final class QuarantineBatch {
  private let vault: Vault
  private let request: QuarantineRequest
  private let log: any ActLog
  /// Files of which a name was taken away in this batch: that changes the state of their other names.
  private var unlinked: Set<[UInt64]> = []

  init(vault: Vault, request: QuarantineRequest, log: any ActLog) {
    self.vault = vault
    self.request = request
    self.log = log
  }

  func carryOut(_ all: [Taking]) throws(RespondFailure) {
    announce(all)
    var takings: [Taking] = all.filter { $0.failure == nil }
    guard !takings.isEmpty else { return }
    do throws(RespondFailure) {
      try vault.record(VaultJournal(takings.map(\.intent)))
    } catch {
      if error.isCrash { throw error }
      for taking in takings { taking.failure = error }
      return conclude(all)
    }
    try each(takings) { (taking, index) throws(RespondFailure) in try write(taking, index) }
    try each(takings) { (taking, index) throws(RespondFailure) in
      try vault.steps.before(.syncDraft, index)
      try taking.draft?.sync()
    }
    try each(takings) { (taking, index) throws(RespondFailure) in try verify(taking, index) }
    try each(takings) { (taking, index) throws(RespondFailure) in
      try vault.steps.before(.nameItem, index)
      try vault.rename(VaultFormat.draft(taking.id), to: VaultFormat.item(taking.id))
      taking.isNamed = true
    }
    takings = takings.filter { $0.failure == nil }
    do throws(RespondFailure) {
      try vault.steps.before(.syncVault, 0)
      try vault.folder.sync()
    } catch {
      if error.isCrash { throw error }
      for taking in takings { try giveUp(taking, error) }
    }
    if request.stopsProcesses { try each(takings) { (taking, _) throws(RespondFailure) in try stop(taking) } }
    try each(takings) { (taking, index) throws(RespondFailure) in try remove(taking, index) }
    try syncFolders(of: takings.filter { $0.failure == nil })
    do throws(RespondFailure) { try vault.forgetJournal() } catch {
      // Everything is done; the next run finds that out for itself.
      if error.isCrash { throw error }
    }
    conclude(all)
  }

  private func announce(_ takings: [Taking]) {
    let takings: [Taking] = takings.filter { $0.failure == nil }
    guard !takings.isEmpty else { return }
    do throws(CordonError) {
      try log.begins(takings.map(action))
    } catch {
      let failure = RespondFailure(.systemError, "the act could not be written down: \(error.message)")
      for taking in takings { taking.failure = failure }
    }
  }

  private func conclude(_ takings: [Taking]) {
    do throws(CordonError) {
      try log.ended(takings.map { (action($0), $0.disposition(.done)) })
    } catch {
      for taking in takings { taking.remarks.append(.notLogged) }
    }
  }

  private func action(_ taking: Taking) -> ResponseAction {
    ResponseAction(
      kind: .quarantine, path: taking.record.path, item: taking.id, cause: taking.record.cause, time: request.time)
  }

  /// One step of every file that is still on its way; what fails is taken back and the others go on.
  private func each(
    _ takings: [Taking], _ step: (Taking, Int) throws(RespondFailure) -> Void
  ) throws(RespondFailure) {
    for (index, taking) in takings.enumerated() where taking.failure == nil {
      do throws(RespondFailure) {
        try step(taking, index)
      } catch {
        if error.isCrash { throw error }
        try giveUp(taking, error)
      }
    }
  }

  private func giveUp(_ taking: Taking, _ failure: RespondFailure) throws(RespondFailure) {
    taking.failure = failure
    taking.draft = nil
    // The original has no name any more, so that the copy is all that is left of it.
    if taking.isNamed, isGone(taking) {
      taking.failure = nil
      taking.remarks.append(.originalDiffers)
      return
    }
    try vault.unlink(taking.isNamed ? VaultFormat.item(taking.id) : VaultFormat.draft(taking.id))
    taking.isNamed = false
  }

  private func isGone(_ taking: Taking) -> Bool {
    do throws(RespondFailure) { return try taking.file.facts().links == 0 } catch { return false }
  }

  private func write(_ taking: Taking, _ index: Int) throws(RespondFailure) {
    try vault.steps.before(.writeDraft, index)
    let draft: OpenFile = try vault.create(VaultFormat.draft(taking.id))
    taking.draft = draft
    let writer = ItemWriter(
      source: taking.file, size: taking.figures.size, target: draft, id: taking.id, limits: vault.limits)
    let result: ItemWriter.Result = try writer.write { () throws(RespondFailure) in
      try vault.steps.before(.draftHalfWritten, index)
    }
    guard try taking.file.facts().isUnchanged(since: taking.figures) else {
      throw RespondFailure(.changed, "it was written to while it was read")
    }
    taking.record.sha256 = result.sha256
    if result.sha256 == nil { taking.remarks.append(.noDigest) }
    if let expected = taking.expected, result.sha256 != expected {
      throw RespondFailure(.changed, "its content is not the one that was found")
    }
    taking.seal = result.seal
    try vault.steps.before(.sealRecord, index)
    try vault.append(VaultEntry(item: VaultItem(record: taking.record), seal: result.seal), to: draft)
    cordon_state_start_writing(draft.number)
  }

  private func verify(_ taking: Taking, _ index: Int) throws(RespondFailure) {
    try vault.steps.before(.verifyDraft, index)
    guard let draft = taking.draft else { return }
    let reader = try ItemReader(draft, id: taking.id, key: try vault.requiredKey())
    try reader.verify()
    guard reader.record == taking.record else { throw RespondFailure(.systemError, "the copy reads otherwise") }
    // Two descriptors a file are enough while it waits.
    taking.draft = nil
  }

  private func stop(_ taking: Taking) throws(RespondFailure) {
    guard !taking.runners.isEmpty else { return }
    taking.runners = try RunningFiles.stop(taking, seconds: vault.limits.stopSeconds)
  }

  /// Takes the original away: first under a name that nobody else uses, and for good when it is still the same file.
  private func remove(_ taking: Taking, _ index: Int) throws(RespondFailure) {
    try vault.steps.before(.setOriginalAside, index)
    let now: FileFigures = try taking.file.facts()
    // Somebody else removed it meanwhile: this copy is the only one, and whatever stands there now is not meant.
    if now.links == 0 {
      taking.remarks.append(.originalDiffers)
      return
    }
    let key: [UInt64] = [now.device, now.inode]
    let isSame: Bool =
      unlinked.contains(key) ? now.hasSameContent(as: taking.figures) : now.isUnchanged(since: taking.figures)
    guard isSame else { throw RespondFailure(.changed, "it was changed while it was taken") }
    let original = Original(place: taking.place, aside: VaultFormat.aside(taking.id))
    try original.remove(taking.figures) { () throws(RespondFailure) in
      try vault.steps.before(.removeOriginal, index)
      // Whoever had it open may have written into it until now.
      guard try taking.file.facts().hasSameContent(as: taking.figures) else {
        throw RespondFailure(.changed, "it was changed while it was taken")
      }
    }
    unlinked.insert(key)
  }

  private func syncFolders(of takings: [Taking]) throws(RespondFailure) {
    var synced: Set<[UInt8]> = []
    for (index, taking) in takings.enumerated() where synced.insert(taking.place.folderPath).inserted {
      do throws(RespondFailure) {
        try vault.steps.before(.syncFolder, index)
        try taking.place.folder.sync()
      } catch {
        // The copy is safe and the original is gone for everybody; at worst a power cut brings it back.
        if error.isCrash { throw error }
      }
    }
  }
}
