internal import CFileState
package import CordonModel
internal import Glibc

/// What shall leave the vault, and how.
package struct RestoreRequest: Sendable {
  /// The name of the item, or its beginning.
  package var item: String
  /// Where the file goes; `nil` for its own place.
  package var path: [UInt8]?
  package var cause: ResponseCause
  package var time: Timestamp
  package var isDryRun: Bool = false
  /// Goes on when not all of the metadata can be brought back.
  package var acceptsLoss: Bool = false

  package init(item: String, cause: ResponseCause, time: Timestamp) {
    self.item = item
    self.cause = cause
    self.time = time
  }
}

extension Vault {
  /// Brings a file back to its place, with everything that was recorded; nothing that stands there is replaced.
  ///
  /// The file is made without a name, dressed, held against the record, and only then named: nobody ever sees half of it.
  package func restore(_ request: RestoreRequest, log: any ActLog = NoActLog()) throws(RespondFailure) -> Disposition {
    try act(.restore, request, log: log) { (item, disposition) throws(RespondFailure) in
      let reader = try ItemReader(
        VaultFormat.item(item.record.id), id: item.record.id, in: folder, key: try requiredKey())
      let place: HeldPlace = try FilePlaceResolver.resolve(disposition.path)
      disposition.path = place.path
      guard try place.figures() == nil else {
        throw RespondFailure(.occupied, "move it away first, or name another place with --to")
      }
      if cordon_state_is_read_only(place.folder.number) == 1 { throw RespondFailure(number: EROFS) }
      if request.isDryRun { return try reader.verify() }
      let intent: VaultJournal.Intent = intent(.restore, item.record, path: place.path)
      try record(VaultJournal([intent]))
      let new = NewFile(place: place, id: item.record.id, steps: steps)
      do throws(RespondFailure) {
        let lost: [String] = try new.make(from: reader, limits: limits, acceptsLoss: request.acceptsLoss)
        if !lost.isEmpty {
          disposition.remarks.append(.metadataLost)
          disposition.detail = lost.joined(separator: ", ")
        }
        // It is a file of its own again: a name cannot be joined to others that somebody may have changed.
        if item.record.state.links > 1 { disposition.remarks.append(.otherNames) }
      } catch {
        if error.isCrash { throw error }
        try forgetJournal()
        throw error
      }
      try settle(past(item, .restored, request), intent, &disposition)
    }
  }

  /// Destroys the content of an item; its record stays.
  package func remove(_ request: RestoreRequest, log: any ActLog = NoActLog()) throws(RespondFailure) -> Disposition {
    try act(.remove, request, log: log) { (item, disposition) throws(RespondFailure) in
      if request.isDryRun { return }
      let intent: VaultJournal.Intent = intent(.remove, item.record, path: item.record.path)
      try record(VaultJournal([intent]))
      try settle(past(item, .removed, request), intent, &disposition)
    }
  }

  /// Ends an item. When that does not work although the act itself did, the next run goes on with it.
  private func settle(
    _ item: VaultItem, _ intent: VaultJournal.Intent, _ disposition: inout Disposition
  ) throws(RespondFailure) {
    do throws(RespondFailure) {
      try end(item)
      try forgetJournal()
    } catch {
      if error.isCrash { throw error }
      if intent.kind == .remove, !exists(VaultFormat.past(intent.id)) {
        try forgetJournal()
        throw error
      }
      unsettled.append(intent)
      disposition.remarks.append(.unfinished)
      disposition.detail = error.detail
    }
  }

  /// Writes a copy of the content to a place where nothing is yet, for this user alone and not to be executed.
  package func export(_ request: RestoreRequest, log: any ActLog = NoActLog()) throws(RespondFailure) -> Disposition {
    try act(.export, request, log: log) { (item, disposition) throws(RespondFailure) in
      let reader = try ItemReader(
        VaultFormat.item(item.record.id), id: item.record.id, in: folder, key: try requiredKey())
      let place: HeldPlace = try FilePlaceResolver.resolve(disposition.path)
      disposition.path = place.path
      guard try place.figures() == nil else { throw RespondFailure(.occupied, "name a file that is not there yet") }
      if request.isDryRun { return try reader.verify() }
      try NewFile(place: place, id: item.record.id, steps: VaultSteps()).makeBare(from: reader, limits: limits)
    }
  }

  /// Finds the item, tells the log before and after, and turns what is thrown into a disposition.
  private func act(
    _ kind: ResponseAction.Kind, _ request: RestoreRequest, log: any ActLog,
    _ body: (VaultItem, inout Disposition) throws(RespondFailure) -> Void
  ) throws(RespondFailure) -> Disposition {
    var disposition = Disposition(
      action: kind, path: request.path ?? [], outcome: request.isDryRun ? .planned : .done)
    var action = ResponseAction(kind: kind, path: disposition.path, cause: request.cause, time: request.time)
    var hasBegun: Bool = false
    do throws(RespondFailure) {
      let item: VaultItem = try find(request.item)
      disposition.item = item.record.id
      disposition.record = item.record
      if request.path == nil { disposition.path = item.record.path }
      action.item = item.record.id
      action.path = disposition.path
      guard item.standing == .held else { throw RespondFailure(.pastItem, item.standing.rawValue) }
      if !request.isDryRun {
        do throws(CordonError) { try log.begins([action]) } catch {
          throw RespondFailure(.systemError, "the act could not be written down: \(error.message)")
        }
        hasBegun = true
      }
      try body(item, &disposition)
    } catch {
      if error.isCrash { throw error }
      let rules: [Disposition.Obstacle] = [.unknownItem, .pastItem, .occupied, .linkInPath, .metadataLost]
      disposition.outcome = rules.contains(error.obstacle) ? .refused : .failed
      disposition.obstacle = error.obstacle
      disposition.detail = error.detail
    }
    if hasBegun {
      do throws(CordonError) { try log.ended([(action, disposition)]) } catch { disposition.remarks.append(.notLogged) }
    }
    return disposition
  }

  private func intent(
    _ kind: ResponseAction.Kind, _ record: QuarantineRecord, path: [UInt8]
  ) -> VaultJournal.Intent {
    VaultJournal.Intent(
      kind: kind, id: record.id, path: path, size: record.state.size, modified: record.state.modified)
  }

  private func past(_ item: VaultItem, _ standing: VaultItem.Standing, _ request: RestoreRequest) -> VaultItem {
    var past: VaultItem = item
    past.standing = standing
    past.endedAt = request.time
    past.endCause = request.cause
    return past
  }
}
