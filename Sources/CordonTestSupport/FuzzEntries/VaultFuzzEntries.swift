internal import CordonRespond

extension FuzzEntry {
  /// The record of an item of the vault, as it is once its seal is open.
  package static let vaultEntry = FuzzEntry(name: "vault-entry") { bytes in
    if let entry = try? VaultEntry(bytes: bytes) {
      precondition(entry.bytes == bytes, "a record that is written otherwise than it was read")
    }
  }

  /// The journal of a vault, as it is once its seal is open.
  package static let vaultJournal = FuzzEntry(name: "vault-journal") { bytes in
    if let journal = try? VaultJournal(bytes: bytes) {
      precondition(journal.bytes == bytes, "a journal that is written otherwise than it was read")
    }
  }

  /// `/proc/PID/maps` and `/proc/PID/stat`, as a quarantine reads them.
  package static let mappedFiles = FuzzEntry(name: "mapped-files") { bytes in
    _ = MappedFile.all(in: bytes)
    _ = ProcessStatusLine(bytes)
  }
}
