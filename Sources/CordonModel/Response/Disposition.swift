/// What was done about one thing, and how it is taken back.
package struct Disposition: Sendable, Hashable {
  /// The raw value is frozen.
  package enum Outcome: String, Sendable, Hashable, CaseIterable {
    /// It was done, wholly.
    case done
    /// A dry run: it would be done.
    case planned
    /// Nothing was changed, by a rule; ``Disposition/obstacle`` says which.
    case refused
    /// It was tried and did not work; everything is as it was before.
    case failed
  }

  /// Why something was not done. The raw value is frozen.
  package enum Obstacle: String, Sendable, Hashable, CaseIterable {
    /// There is nothing of this name.
    case notFound = "not-found"
    /// A folder, link, device, socket or FIFO.
    case notRegular = "not-a-regular-file"
    /// A link of another user stands in the path.
    case linkInPath = "link-in-path"
    /// The file is not the one that was found, or changed meanwhile.
    case changed
    /// A package owns the file.
    case packageOwned = "package-owned"
    /// Processes run from the file.
    case running
    /// The file, or its folder, may not be changed (chattr +i).
    case immutable
    /// The file, or its folder, may only grow (chattr +a).
    case appendOnly = "append-only"
    /// The file system is mounted for reading only.
    case readOnly = "read-only"
    /// No room for the copy.
    case noRoom = "no-room"
    /// The system refused.
    case notPermitted = "not-permitted"
    /// Something stands where the file would go.
    case occupied
    /// The folder it would go to is not there.
    case folderMissing = "folder-missing"
    /// Not all of what is recorded can be brought back here.
    case metadataLost = "metadata-lost"
    /// The file is a part of the vault, or of Cordon.
    case ownFile = "own-file"
    /// The vault holds no item of this name, or several begin with it.
    case unknownItem = "unknown-item"
    /// The content is no longer in the vault.
    case pastItem = "past-item"
    /// The item is cut, changed, or was not made with this vault's key.
    case damagedItem = "damaged-item"
    /// More than the limit, which the detail names.
    case limit
    /// The system failed in another way.
    case systemError = "system-error"
    /// The run was ended before it came to this.
    case interrupted
  }

  /// Something worth knowing although it was done. The raw value is frozen.
  package enum Remark: String, Sendable, Hashable, CaseIterable {
    /// The file has other names, under which it is still there.
    case otherNames = "other-names"
    /// Some extended attributes could not be read.
    case attributesUnread = "attributes-unread"
    /// Some of the metadata was not brought back, as was accepted.
    case metadataLost = "metadata-lost"
    /// It could not be looked up whether a package owns the file.
    case ownerUnknown = "owner-unknown"
    /// The holes of the file are too large to make a digest.
    case noDigest = "no-digest"
    /// Not all processes could be looked at.
    case processesUnseen = "processes-unseen"
    /// The original had changed or gone, so that only the copy in the vault is Cordon's doing.
    case originalDiffers = "original-differs"
    /// It was done, but could not be written down afterwards.
    case notLogged = "not-logged"
    /// It was done but for tidying up, which the next run does.
    case unfinished
    /// A run that was cut off was finished.
    case finished
    /// A run that was cut off was taken back.
    case takenBack = "taken-back"
  }

  /// A process that runs from the file.
  package struct Runner: Sendable, Hashable {
    /// Its number.
    package var pid: Int32
    /// The process that started it.
    package var parent: Int32
    /// What it calls itself; foreign text.
    package var name: String
    /// Whether it is the program itself, not only something loaded.
    package var isProgram: Bool
    /// Whether Cordon ended it.
    package var wasStopped: Bool
    /// The numbers and names of those above it, nearest first.
    package var ancestors: [String]

    package init(
      pid: Int32, parent: Int32, name: String, isProgram: Bool, wasStopped: Bool = false, ancestors: [String] = []
    ) {
      self.pid = pid
      self.parent = parent
      self.name = name
      self.isProgram = isProgram
      self.wasStopped = wasStopped
      self.ancestors = ancestors
    }
  }

  /// What was asked for.
  package var action: ResponseAction.Kind
  /// The file: absolute as far as it is known.
  package var path: [UInt8]
  /// The item of the vault, when there is one.
  package var item: QuarantineID?
  /// What came of it.
  package var outcome: Outcome
  /// Why it was not done; `nil` when it was.
  package var obstacle: Obstacle?
  /// What the system said, or a name that belongs to the obstacle; English, foreign text.
  package var detail: String
  /// Worth knowing all the same.
  package var remarks: [Remark]
  /// Processes that run, or ran, from the file.
  package var runners: [Runner]
  /// What was recorded of the file, as far as it came.
  package var record: QuarantineRecord?

  package init(
    action: ResponseAction.Kind, path: [UInt8], item: QuarantineID? = nil, outcome: Outcome,
    obstacle: Obstacle? = nil, detail: String = "", remarks: [Remark] = [], runners: [Runner] = [],
    record: QuarantineRecord? = nil
  ) {
    self.action = action
    self.path = path
    self.item = item
    self.outcome = outcome
    self.obstacle = obstacle
    self.detail = detail
    self.remarks = remarks
    self.runners = runners
    self.record = record
  }

  /// The command that takes it back; `nil` when there is nothing to take back, or no way.
  package var undo: String? {
    switch (action, outcome) {
    case (.quarantine, .done): item.map { "cordon restore " + $0.text }
    default: nil
    }
  }
}
