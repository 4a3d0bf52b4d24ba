internal import CFileState
internal import CordonModel
internal import Glibc

extension Vault {
  /// Seals an entry behind the content of an item.
  func append(_ entry: VaultEntry, to file: OpenFile) throws(RespondFailure) {
    let head: [UInt8] = VaultFormat.head(VaultFormat.itemMark, entry.item.record.id)
    let sealed: [UInt8] = try requiredKey().seal(entry.bytes, about: head)
    guard sealed.count <= VaultFormat.recordLimit, let seal = entry.seal else {
      throw RespondFailure(.limit, "the record is larger than \(VaultFormat.recordLimit) bytes")
    }
    var tail = RecordFieldWriter()
    tail.number(UInt32(sealed.count))
    try file.write(sealed + tail.bytes + VaultFormat.tailMark, at: Int64(seal.end))
  }

  /// Keeps the record of an item and destroys its content: first the record alone is safe, then the key goes, then the
  /// rest. A run that is cut off in between leaves the record, and the next one goes on from there.
  func end(_ item: VaultItem) throws(RespondFailure) {
    let id: QuarantineID = item.record.id
    if !exists(VaultFormat.past(id)) {
      try steps.before(.writePast, 0)
      let head: [UInt8] = VaultFormat.head(VaultFormat.pastMark, id)
      let sealed: [UInt8] = try requiredKey().seal(VaultEntry(item: item, seal: nil).bytes, about: head)
      try unlink(VaultFormat.draft(id))
      let draft: OpenFile = try create(VaultFormat.draft(id))
      do throws(RespondFailure) {
        try draft.write(head + sealed, at: 0)
        try draft.sync()
        try steps.before(.namePast, 0)
        try rename(VaultFormat.draft(id), to: VaultFormat.past(id))
        try folder.sync()
      } catch {
        if !error.isCrash { try unlink(VaultFormat.draft(id)) }
        throw error
      }
    }
    try destroy(id)
  }

  /// Overwrites the end of an item, where its key is, and takes the item away.
  func destroy(_ id: QuarantineID) throws(RespondFailure) {
    try steps.before(.destroyKey, 0)
    if exists(VaultFormat.item(id)) {
      let file: OpenFile = try open(VaultFormat.item(id), writing: true)
      let size: UInt64 = try file.facts().size
      let count: Int = Int(min(size, 64 << 10))
      try file.write(Array(repeating: 0, count: count), at: Int64(size) - Int64(count))
      try file.sync()
    }
    try steps.before(.removeItem, 0)
    try unlink(VaultFormat.item(id))
    try folder.sync()
  }
}
