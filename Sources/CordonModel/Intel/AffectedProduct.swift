package import CordonVersions

/// A product on one platform, with the versions that are affected, clean and fixed (CSAF product status).
package struct AffectedProduct: Sendable, Codable, Hashable {
  /// Unique in the advisory (CSAF `product_id`).
  package var id: String
  /// The name it is usually installed under.
  package var name: String
  /// The maker, for reading and for matching programs.
  package var vendor: String?
  /// Further names the product is installed under.
  package var aliases: [String]
  /// The platform this row is about; `any` for packages of language ecosystems.
  package var platform: Platform
  /// Version-less package URLs in canonical form. When there is one, only packages of that identity match;
  /// otherwise system packages and programs match by name. The name `*` stands for every package of the namespace.
  package var purls: [String]
  /// How the versions of this product are read and ordered.
  package var scheme: VersionScheme
  /// Exact versions that are affected.
  package var knownAffected: [String]
  /// Ranges that are affected, as text: `vers:`, native, or prose. One that cannot be read makes every version
  /// of the product `suspected`.
  package var affectedRanges: [AffectedRange]
  /// Versions named clean; they win over ranges.
  package var knownNotAffected: [String]
  /// Versions that repair it. They win over ranges.
  package var fixed: [String]
  /// Installed or updated within this window, whatever the version: `suspected`.
  package var installedWithin: TimeWindow?
  /// How sure the sources are.
  package var confidence: Confidence
  /// Remarks for the reader.
  package var note: String?
  /// Keys of ``Advisory/sources``.
  package var sources: [String]
  /// 1-based line of the row in the pack, when it came from one.
  package var line: Int?

  /// Where a row stands is no part of what it says: the same row further down is the same product.
  package static func == (left: AffectedProduct, right: AffectedProduct) -> Bool {
    (left.id, left.name, left.vendor, left.platform, left.scheme, left.confidence)
      == (right.id, right.name, right.vendor, right.platform, right.scheme, right.confidence)
      && (left.aliases, left.purls, left.knownAffected, left.affectedRanges, left.knownNotAffected, left.fixed)
        == (right.aliases, right.purls, right.knownAffected, right.affectedRanges, right.knownNotAffected, right.fixed)
      && (left.installedWithin, left.note, left.sources) == (right.installedWithin, right.note, right.sources)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(knownAffected)
  }

  /// A range of versions and what being in it means.
  package struct AffectedRange: Sendable, Codable, Hashable {
    /// The text as written in the pack.
    package var range: String
    /// `affected`, or `suspected` when the range is not certain and a person has to look.
    package var verdict: Verdict
    package init(range: String, verdict: Verdict) {
      self.range = range
      self.verdict = verdict
    }
  }

  package init(
    id: String, name: String, vendor: String? = nil, aliases: [String] = [], platform: Platform, purls: [String] = [],
    scheme: VersionScheme, knownAffected: [String] = [], affectedRanges: [AffectedRange] = [],
    knownNotAffected: [String] = [], fixed: [String] = [], installedWithin: TimeWindow? = nil,
    confidence: Confidence = .high, note: String? = nil, sources: [String] = [],
    line: Int? = nil
  ) {
    self.id = id
    self.name = name
    self.vendor = vendor
    self.aliases = aliases
    self.platform = platform
    self.purls = purls
    self.scheme = scheme
    self.knownAffected = knownAffected
    self.affectedRanges = affectedRanges
    self.knownNotAffected = knownNotAffected
    self.fixed = fixed
    self.installedWithin = installedWithin
    self.confidence = confidence
    self.note = note
    self.sources = sources
    self.line = line
  }
}
