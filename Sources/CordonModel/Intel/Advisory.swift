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
  /// Lower-case letters, digits and hyphens; stable for ever.
  package var id: String
  /// 1 or more; grows with every change, never reused.
  package var revision: Int
  /// One line for lists.
  package var title: LocalizedText
  /// Plain language for a manager.
  package var summary: LocalizedText
  /// What kind of case it is.
  package var category: Category
  /// Who may read it.
  package var marking: Marking
  /// How bad it is, as far as somebody rated it.
  package var severity: Severity
  /// When it happened and when it was published.
  package var dates: Dates
  /// CVE numbers and the ids of vendors and authorities.
  package var aliases: [String]
  /// Who is held responsible, when somebody is.
  package var attribution: Attribution?
  /// Where to read more.
  package var references: [Reference]
  /// Provenance: key to description. Rows below cite the keys.
  package var sources: [String: String]
  /// The platforms of rows that name none themselves.
  package var platforms: [Platform]
  /// Installed software that is recognised.
  package var products: [AffectedProduct]
  /// Files that are recognised by their hashes.
  package var files: [FileIndicator]
  /// Places to look at.
  package var paths: [PathIndicator]
  /// Certificates that signed compromised builds.
  package var signers: [SignerIndicator]
  /// Names and addresses to look for and to block.
  package var network: [NetworkIndicator]
  /// Registry keys, strings and behaviours: facts that later rules are written from.
  package var traces: [Trace]
  /// YARA and Sigma rules of our own.
  package var rules: [DetectionRule]
  /// What must have been looked at, per platform and kind of target.
  package var checks: [RequiredChecks]
  /// For the technician, in the order they should be read.
  package var hints: [LocalizedText]
  /// What this advisory cannot answer, said to every reader of its verdict.
  package var limits: [LocalizedText]
  /// Cases it must decide in a certain way.
  package var tests: [AdvisoryTest]

  /// What kind of case it is. The raw value is frozen.
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

  /// Ratings by others; each part may be missing.
  package struct Severity: Sendable, Codable, Hashable {
    /// CVSS version, such as `3.1`, when a score is given.
    package var cvssVersion: String?
    /// CVSS base score, 0.0 to 10.0.
    package var cvssScore: Double?
    /// CVSS vector string, when published.
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

  /// The times of a case.
  package struct Dates: Sendable, Codable, Hashable {
    /// While the compromised thing was in circulation: the window history is searched for.
    package var compromised: TimeWindow?
    /// When the public learned of it.
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

  /// Who is held responsible.
  package struct Attribution: Sendable, Codable, Hashable {
    /// The name in use for the actor.
    package var actor: String
    /// How sure the sources are.
    package var confidence: Confidence
    /// Who says so, and what speaks against it.
    package var note: String?

    package init(actor: String, confidence: Confidence, note: String? = nil) {
      self.actor = actor
      self.confidence = confidence
      self.note = note
    }
  }

  /// A document about the case.
  package struct Reference: Sendable, Codable, Hashable {
    /// What it is, in a line.
    package var summary: String
    /// Absolute URL, when it has one.
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
  /// ``Advisory/id``.
  package var id: String
  /// ``Advisory/revision``.
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
