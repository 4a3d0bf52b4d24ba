/// One piece of evidence in a bundle: what it is, when and by whom it was collected, and the sum of its bytes.
///
/// Items stand in a chain: each names the sum of the line before it (`Documentation/EvidenceBundle.md`).
package struct EvidenceItem: Sendable, Hashable {
  /// `E1-000001`: the number of its part, then its place in it, from 1 on.
  package var id: String
  /// What it is evidence of.
  package var type: EvidenceType
  /// When it was collected.
  package var time: Timestamp
  /// The program that collected it, with its version, such as `cordon 0.1.0`.
  package var collector: String
  /// The name of its file in the folder of the part.
  package var file: String
  /// Bytes of the file.
  package var size: Int
  /// SHA-256 of the file.
  package var sha256: Digest
  /// SHA-256 of the manifest's line before this one.
  package var previous: Digest

  package init(
    id: String, type: EvidenceType, time: Timestamp, collector: String, file: String, size: Int, sha256: Digest,
    previous: Digest
  ) {
    self.id = id
    self.type = type
    self.time = time
    self.collector = collector
    self.file = file
    self.size = size
    self.sha256 = sha256
    self.previous = previous
  }

  /// The id of the item at a place: parts and items are counted from 1.
  package static func id(part: Int, place: Int) -> String {
    let digits: String = String(place)
    return "E" + String(part) + "-" + String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
  }
}

/// What an item is evidence of. Names are never used again for something else; a reader keeps names it does not know.
package struct EvidenceType: Sendable, Hashable, RawRepresentable {
  /// Lower-case letters and hyphens.
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }

  /// The bytes of an advisory pack, as they were when it was asked.
  package static let advisory = EvidenceType(rawValue: "advisory")
  /// What was looked at, what could not be looked at, and why: JSON.
  package static let coverage = EvidenceType(rawValue: "coverage")
  /// The software that was found: JSON, schema `cordon.inventory`.
  package static let inventory = EvidenceType(rawValue: "inventory")
  /// What matched: paths, versions, hashes, process trees and contacts; one JSON object a line.
  package static let facts = EvidenceType(rawValue: "facts")
  /// The whole answer: JSON, schema `cordon.check`.
  package static let checkResult = EvidenceType(rawValue: "check-result")
  /// What could not be kept, and why: JSON.
  package static let gaps = EvidenceType(rawValue: "gaps")
}
