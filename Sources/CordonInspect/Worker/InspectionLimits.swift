/// What the inspection of one file may cost. What passes a limit is listed, never silently left out.
package struct InspectionLimits: Sendable, Hashable {
  /// Bytes from the beginning of a content that rules look at; what lies beyond is hashed only.
  package var ruleBytes: Int = 256 << 20
  /// Seconds that rules may take for one content.
  package var ruleSeconds: Int = 30
  /// Seconds a worker may be silent about one file before it is replaced, for every started GiB of it.
  package var fileSeconds: Int = 120
  /// Seconds that reading and hashing one file may take; beyond, it has no digests and is listed. A sparse file may claim
  /// more bytes than any machine hashes in a day.
  package var hashSeconds: Int = 600
  /// Levels of archives inside each other; the file itself is the first.
  package var archiveDepth: Int = 5
  /// Members of one file, those of nested archives included.
  package var archiveMembers: Int = 200_000
  /// Bytes unpacked of one file in all.
  package var unpackedBytes: Int = 4 << 30
  /// Bytes of one member that rules look at and that may be opened as an archive.
  package var memberBytes: Int = 64 << 20
  /// Bytes of memory that unpacking one file may take at a time: dictionaries, tables of contents, nested archives.
  package var archiveMemory: Int = 96 << 20
  /// How many times its packed size an archive may have unpacked, beyond ``ratioFloor`` bytes.
  package var ratio: Int = 250
  /// Bytes that an archive may have unpacked whatever its size.
  package var ratioFloor: Int = 16 << 20

  /// The limits that Cordon uses unless told otherwise.
  package init() {}
}
