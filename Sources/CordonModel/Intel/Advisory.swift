/// What is known about one case of compromised software, in one revision (CSAF's word).
///
/// One revision is immutable: a correction is a higher ``revision``, and every verdict names the revision it was
/// made with. Written by people as a pack (`Documentation/AdvisoryFormat.md`), read by `CordonIntel`.
///
/// ## Topics
/// - Identity: ``id``, ``revision``, ``title``, ``summary``, ``category``, ``aliases``
/// - Provenance: ``marking``, ``severity``, ``dates``, ``attribution``, ``references``, ``sources``
/// - Recognition: ``products``, ``files``, ``paths``, ``signers``, ``network``, ``traces``, ``rules``
/// - Work: ``checks``, ``hints``, ``limits``, ``tests``
package struct Advisory: Sendable, Codable, Hashable {
  package var id: String
  package var revision: Int
  package var title: LocalizedText
  package var summary: LocalizedText
  package var category: Category
  package var marking: Marking
  package var severity: Severity
  package var dates: Dates
  package var aliases: [String]
  package var attribution: Attribution?
  package var references: [Reference]
  /// Provenance: key to description. Rows below cite the keys.
  package var sources: [String: String]
  /// The platforms of rows that name none themselves.
  package var platforms: [Platform]
  package var products: [AffectedProduct]
  package var files: [FileIndicator]
  package var paths: [PathIndicator]
  package var signers: [SignerIndicator]
  package var network: [NetworkIndicator]
  /// Registry keys, strings and behaviours: facts that later rules are written from.
  package var traces: [Trace]
  package var rules: [DetectionRule]
  package var checks: [RequiredChecks]
  /// For the technician, in the order they should be read.
  package var hints: [LocalizedText]
  /// What this advisory cannot answer, said to every reader of its verdict.
  package var limits: [LocalizedText]
  package var tests: [AdvisoryTest]

  package enum Category: String, Sendable, Codable, Hashable, CaseIterable {
    case vulnerability
    case compromisedSoftware = "compromised-software"
    case maliciousPackage = "malicious-package"
    case campaign
  }

  /// Traffic Light Protocol 2.0 (FIRST, 2022).
  package enum Marking: String, Sendable, Codable, Hashable, CaseIterable {
    case clear = "CLEAR"
    case green = "GREEN"
    case amber = "AMBER"
    case amberStrict = "AMBER+STRICT"
    case red = "RED"
  }

  package struct Severity: Sendable, Codable, Hashable {
    /// CVSS version, such as `3.1`, when a score is given.
    package var cvssVersion: String?
    /// CVSS base score, 0.0 to 10.0.
    package var cvssScore: Double?
    package var cvssVector: String?
    /// BSI level of the German warning: 1 grey, 2 yellow, 3 orange, 4 red.
    package var bsiLevel: Int?

    package init(
      cvssVersion: String? = nil, cvssScore: Double? = nil, cvssVector: String? = nil, bsiLevel: Int? = nil
    ) {
      self.cvssVersion = cvssVersion
      self.cvssScore = cvssScore
      self.cvssVector = cvssVector
      self.bsiLevel = bsiLevel
    }
  }

  package struct Dates: Sendable, Codable, Hashable {
    /// While the compromised thing was in circulation: the window history is searched for.
    package var compromised: TimeWindow?
    package var disclosed: Timestamp?
    /// When this pack was first published (CSAF `initial_release_date`).
    package var initialRelease: Timestamp
    /// When this revision was published (CSAF `current_release_date`).
    package var currentRelease: Timestamp

    package init(
      compromised: TimeWindow? = nil, disclosed: Timestamp? = nil, initialRelease: Timestamp, currentRelease: Timestamp
    ) {
      self.compromised = compromised
      self.disclosed = disclosed
      self.initialRelease = initialRelease
      self.currentRelease = currentRelease
    }
  }

  package struct Attribution: Sendable, Codable, Hashable {
    package var actor: String
    package var confidence: Confidence
    package var note: String?

    package init(actor: String, confidence: Confidence, note: String? = nil) {
      self.actor = actor
      self.confidence = confidence
      self.note = note
    }
  }

  package struct Reference: Sendable, Codable, Hashable {
    package var summary: String
    package var url: String?

    package init(summary: String, url: String? = nil) {
      self.summary = summary
      self.url = url
    }
  }
}

/// How sure the sources are: high = two published lists or a first-party record; medium = one curated list;
/// low = one secondary list or unlabelled.
package enum Confidence: String, Sendable, Codable, Hashable, CaseIterable {
  case high, medium, low
}

/// An advisory in one revision. No judgement exists without it.
package struct AdvisoryReference: Sendable, Codable, Hashable {
  package var id: String
  package var revision: Int

  package init(id: String, revision: Int) {
    self.id = id
    self.revision = revision
  }
}

extension Advisory {
  /// The identity of this revision.
  package var reference: AdvisoryReference { AdvisoryReference(id: id, revision: revision) }
}
