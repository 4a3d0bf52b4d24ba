internal import CFileState
package import CordonModel
internal import Glibc

/// What a vault holds, and what in it cannot be read.
package struct VaultListing: Sendable, Hashable {
  /// Every item whose record is genuine, the newest first.
  package var items: [VaultItem] = []
  /// Files of the vault that could not be read.
  package var gaps: [Coverage.Gap] = []

  /// The kinds of files that belong to an item.
  enum Kind: String, Sendable {
    case item, draft, past
  }

  struct Name: Sendable {
    var text: [UInt8]
    /// `nil` for what is none of an item's files.
    var kind: Kind?
    var id: QuarantineID?
  }

  /// The names in the folder.
  static func names(in folder: OpenFile) throws(RespondFailure) -> [Name] {
    let copy = try OpenFile(result: unsafe cordon_state_open(folder.number, ".", O_RDONLY | O_DIRECTORY))
    guard let stream = unsafe fdopendir(dup(copy.number)) else { throw RespondFailure(number: errno) }
    defer { unsafe closedir(stream) }
    var names: [Name] = []
    while let entry = unsafe readdir(stream) {
      let text: [UInt8] = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
      guard text != [0x2E], text != [0x2E, 0x2E] else { continue }
      let parts: [ArraySlice<UInt8>] = text.split(separator: 0x2E, omittingEmptySubsequences: false)
      var name = Name(text: text)
      if parts.count == 2, let id = QuarantineID(parsing: String(decoding: parts[0], as: UTF8.self)),
        let kind = Kind(rawValue: String(decoding: parts[1], as: UTF8.self)), text[0] != 0x2E
      {
        name.kind = kind
        name.id = id
      }
      names.append(name)
    }
    return names
  }
}

extension Vault {
  /// Every item, and every file that is none and should be one.
  ///
  /// - Throws: ``CordonError`` when the folder cannot be listed.
  package func list() throws(CordonError) -> VaultListing {
    var listing = VaultListing()
    do throws(RespondFailure) {
      for name in try VaultListing.names(in: folder) { add(name, to: &listing) }
    } catch {
      throw CordonError(
        .inputOutput, "The vault cannot be listed.", location: .init(file: PrintablePath.text(path)),
        cause: error.detail)
    }
    listing.items.sort { ($0.record.takenAt, $0.record.id) > ($1.record.takenAt, $1.record.id) }
    listing.gaps.sort { $0.path < $1.path }
    return listing
  }

  private func add(_ name: VaultListing.Name, to listing: inout VaultListing) {
    let known: Set<[UInt8]> = [
      VaultFormat.keyName.bytes, VaultFormat.lockName.bytes, VaultFormat.journalName.bytes,
      VaultFormat.journalDraftName.bytes, Array("key.draft".utf8),
    ]
    do throws(RespondFailure) {
      switch (name.kind, name.id) {
      // A run is writing it, or was cut off; the next one that changes the vault sees to it.
      case (.draft, .some): return
      case (.item, .some(let id)):
        // Destroyed, or brought back, by a run that was cut off afterwards.
        if !exists(VaultFormat.past(id)) { listing.items.append(try item(id)) }
      case (.past, .some(let id)): listing.items.append(try pastItem(id))
      default:
        if !known.contains(name.text) { throw RespondFailure(.damagedItem, "not a file of the vault") }
      }
    } catch {
      listing.gaps.append(
        .init(
          path: PrintablePath.text(HeldPlace.join(path, name.text)), reason: .scanError,
          detail: error.detail.isEmpty ? error.obstacle.rawValue : error.detail,
          isRefused: error.obstacle == .notPermitted))
    }
  }

  func item(_ id: QuarantineID) throws(RespondFailure) -> VaultItem {
    try ItemReader(VaultFormat.item(id), id: id, in: folder, key: try requiredKey()).entry.item
  }

  func pastItem(_ id: QuarantineID) throws(RespondFailure) -> VaultItem {
    let file: OpenFile = try open(VaultFormat.past(id))
    let size: UInt64 = try file.facts().size
    let head: [UInt8] = VaultFormat.head(VaultFormat.pastMark, id)
    guard size >= UInt64(head.count), size <= UInt64(VaultFormat.recordLimit),
      try file.bytes(head.count, at: 0) == head
    else { throw RespondFailure(.damagedItem, "not a record of this name and version") }
    let sealed: [UInt8] = try file.bytes(Int(size) - head.count, at: Int64(head.count))
    let entry = try VaultEntry(bytes: try requiredKey().open(sealed, about: head))
    guard entry.item.record.id == id else { throw RespondFailure(.damagedItem, "the record of another item") }
    return entry.item
  }

  /// The item whose name is `text` or begins with it.
  ///
  /// - Throws: ``RespondFailure`` `unknown-item` when there is none or more than one, `damaged-item`.
  package func find(_ text: String) throws(RespondFailure) -> VaultItem {
    var found: Set<QuarantineID> = []
    for name in try VaultListing.names(in: folder) {
      guard let id = name.id, name.kind == .item || name.kind == .past, id.begins(with: text) else { continue }
      found.insert(id)
    }
    guard let id = found.first, found.count == 1 else {
      throw RespondFailure(.unknownItem, found.isEmpty ? "" : "\(found.count) items begin with this")
    }
    return exists(VaultFormat.past(id)) ? try pastItem(id) : try item(id)
  }
}
