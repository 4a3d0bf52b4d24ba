/// Whether a bundle is what its signer made, and everything that says otherwise.
package struct BundleVerdict: Sendable, Hashable {
  /// Everything that is wrong, in the order of the bundle; at most ``defectLimit``.
  package var defects: [BundleDefect]
  /// Defects beyond ``defectLimit``.
  package var defectsOmitted: Int
  /// What could not be looked at; at most ``gapLimit``.
  package var gaps: [BundleGap]
  /// Gaps beyond ``gapLimit``.
  package var gapsOmitted: Int
  /// Names of drafts that a write left behind when it was ended. They are no part of the evidence.
  package var drafts: [String]
  /// What was read, part by part.
  package var parts: [Part]
  /// Whether keys were named to check the signer against.
  package var isSignerChecked: Bool
  /// The id of the bundle, where a manifest could be read.
  package var bundle: String?

  /// One part that was read.
  package struct Part: Sendable, Hashable {
    /// From 1 on.
    package var number: Int
    /// Items listed.
    package var items: Int
    /// Bytes of them that were read.
    package var bytes: Int
    /// When it was signed.
    package var signed: Timestamp?
    /// Who signed it.
    package var signer: SignerKey?
    /// SHA-256 of its last line: what pins everything up to here.
    package var head: Digest?

    package init(
      number: Int, items: Int = 0, bytes: Int = 0, signed: Timestamp? = nil, signer: SignerKey? = nil,
      head: Digest? = nil
    ) {
      self.number = number
      self.items = items
      self.bytes = bytes
      self.signed = signed
      self.signer = signer
      self.head = head
    }
  }

  /// What is believed of a bundle. The raw value is frozen.
  package enum State: String, Sendable, Codable, Hashable, CaseIterable {
    /// Intact, and signed by a key that was named, while it was valid.
    case genuine
    /// Intact; by whom it was signed was not asked.
    case intact
    /// Nothing is wrong as far as could be looked.
    case incomplete
    /// Something is wrong.
    case manipulated

    /// The exit code of `verify`.
    package var exitCode: Int32 {
      switch self {
      case .genuine: 0
      case .intact, .incomplete: 12
      case .manipulated: 65
      }
    }
  }

  /// How many defects are kept word for word.
  package static let defectLimit = 1_000
  /// How many gaps are kept word for word.
  package static let gapLimit = 200

  /// Of a bundle of which nothing was read yet.
  package init(isSignerChecked: Bool) {
    defects = []
    defectsOmitted = 0
    gaps = []
    gapsOmitted = 0
    drafts = []
    parts = []
    self.isSignerChecked = isSignerChecked
    bundle = nil
  }

  /// What is believed of it.
  package var state: State {
    if !defects.isEmpty { return .manipulated }
    if !gaps.isEmpty { return .incomplete }
    return isSignerChecked ? .genuine : .intact
  }

  /// Items of all parts.
  package var itemCount: Int { parts.reduce(0) { $0 + $1.items } }
  /// Bytes of all items that were read.
  package var byteCount: Int { parts.reduce(0) { $0 &+ $1.bytes } }
  /// SHA-256 of the last line of the last part.
  package var head: Digest? { parts.last?.head }

  /// Adds a defect, or counts it when there are too many.
  package mutating func add(_ defect: BundleDefect) {
    if defects.count < BundleVerdict.defectLimit { defects.append(defect) } else { defectsOmitted += 1 }
  }

  /// Adds a gap, or counts it when there are too many.
  package mutating func add(_ gap: BundleGap) {
    if gaps.count < BundleVerdict.gapLimit { gaps.append(gap) } else { gapsOmitted += 1 }
  }
}
