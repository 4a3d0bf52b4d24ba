/// A file known by its hashes.
package struct FileIndicator: Sendable, Codable, Hashable {
  /// The file name it was seen under; never matched alone.
  package var name: String
  /// The platform it runs on.
  package var platform: Platform
  /// The product version it carries, when known.
  package var version: String?
  /// Lower-case hex.
  package var sha256: String?
  /// Lower-case hex.
  package var sha1: String?
  /// Lower-case hex.
  package var md5: String?
  /// Bytes.
  package var size: Int64?
  /// What finding it means.
  package var verdict: FileVerdict
  /// What it does in the attack, such as `loader`.
  package var role: String
  /// How sure the sources are.
  package var confidence: Confidence
  /// Remarks for the reader.
  package var note: String?
  /// Keys of ``Advisory/sources``.
  package var sources: [String]

  package init(
    name: String, platform: Platform, version: String? = nil, sha256: String? = nil, sha1: String? = nil,
    md5: String? = nil, size: Int64? = nil, verdict: FileVerdict, role: String, confidence: Confidence,
    note: String? = nil, sources: [String] = []
  ) {
    self.name = name
    self.platform = platform
    self.version = version
    self.sha256 = sha256
    self.sha1 = sha1
    self.md5 = md5
    self.size = size
    self.verdict = verdict
    self.role = role
    self.confidence = confidence
    self.note = note
    self.sources = sources
  }
}

/// What a listed file is.
package enum FileVerdict: String, Sendable, Codable, Hashable, CaseIterable {
  case malicious, trojanised
  case affectedBuild = "affected-build"
  case suspicious, legitimate, clean
}

/// A place where the compromised software, or what it left behind, lies.
package struct PathIndicator: Sendable, Codable, Hashable {
  /// The platform whose path form it is written in.
  package var platform: Platform
  /// With the platform's own separators and environment forms (`%LOCALAPPDATA%`, `~`), `*` for one component part.
  package var path: String
  /// What lies there.
  package var role: String
  /// Whether the presence itself is evidence, or only tells where to look.
  package var malicious: Bool
  /// Remarks for the reader.
  package var note: String?
  /// Keys of ``Advisory/sources``.
  package var sources: [String]

  package init(
    platform: Platform, path: String, role: String, malicious: Bool, note: String? = nil, sources: [String] = []
  ) {
    self.platform = platform
    self.path = path
    self.role = role
    self.malicious = malicious
    self.note = note
    self.sources = sources
  }
}

/// A code-signing certificate. It may sign clean builds too: then `signedWithin` narrows it.
package struct SignerIndicator: Sendable, Codable, Hashable {
  /// The subject as the certificate names it.
  package var subject: String
  /// Upper-case hex.
  package var serial: String?
  /// The issuer as the certificate names it.
  package var issuer: String?
  /// What it signed.
  package var role: String
  /// Only signatures made in this window count, when given.
  package var signedWithin: TimeWindow?
  /// Remarks for the reader.
  package var note: String?
  /// Keys of ``Advisory/sources``.
  package var sources: [String]

  package init(
    subject: String, serial: String? = nil, issuer: String? = nil, role: String, signedWithin: TimeWindow? = nil,
    note: String? = nil, sources: [String] = []
  ) {
    self.subject = subject
    self.serial = serial
    self.issuer = issuer
    self.role = role
    self.signedWithin = signedWithin
    self.note = note
    self.sources = sources
  }
}

/// A name or address in network history. `block` is apart from matching: a shared host is matched, never blocked.
package struct NetworkIndicator: Sendable, Codable, Hashable {
  /// What ``value`` is.
  package var type: Kind
  /// Lower-case host name without trailing dot, address, or URL without scheme surprises.
  package var value: String
  /// What it serves, such as `C2`.
  package var role: String
  /// Whether contact is reported.
  package var match: Bool
  /// Whether it may be blocked.
  package var block: Block
  /// How sure the sources are.
  package var confidence: Confidence
  /// Contact outside this window means nothing, when given.
  package var valid: TimeWindow?
  /// Remarks for the reader.
  package var note: String?
  /// Keys of ``Advisory/sources``.
  package var sources: [String]

  /// What a network indicator names. The raw value is frozen.
  package enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
    case domain, ipv4, ipv6, url
  }

  /// Whether an indicator may be blocked. The raw value is frozen.
  package enum Block: String, Sendable, Codable, Hashable, CaseIterable {
    case yes, no
    /// Only this URL path may be blocked, never the host.
    case urlOnly = "url-only"
  }

  package init(
    type: Kind, value: String, role: String, match: Bool = true, block: Block, confidence: Confidence,
    valid: TimeWindow? = nil, note: String? = nil, sources: [String] = []
  ) {
    self.type = type
    self.value = value
    self.role = role
    self.match = match
    self.block = block
    self.confidence = confidence
    self.valid = valid
    self.note = note
    self.sources = sources
  }
}

/// A fact that is no indicator yet: a registry key, a string inside a file, a behaviour.
package struct Trace: Sendable, Codable, Hashable {
  /// What ``value`` is.
  package var kind: Kind
  /// The key, the string, or a sentence.
  package var value: String
  /// What it is in the attack.
  package var role: String
  /// ATT&CK technique of a behaviour, such as `T1195.002`.
  package var technique: String?
  /// Remarks for the reader.
  package var note: String?
  /// Keys of ``Advisory/sources``.
  package var sources: [String]

  /// What a trace is. The raw value is frozen.
  package enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
    case registry, string, behaviour
  }

  package init(
    kind: Kind, value: String, role: String, technique: String? = nil, note: String? = nil, sources: [String] = []
  ) {
    self.kind = kind
    self.value = value
    self.role = role
    self.technique = technique
    self.note = note
    self.sources = sources
  }
}

/// A rule in the language of another engine, carried as text.
package struct DetectionRule: Sendable, Codable, Hashable {
  /// Unique in the advisory.
  package var id: String
  /// The engine that reads ``text``.
  package var language: Language
  /// The rule, word for word.
  package var text: String

  /// A rule language. The raw value is frozen.
  package enum Language: String, Sendable, Codable, Hashable, CaseIterable {
    case yara, sigma
  }

  package init(id: String, language: Language, text: String) {
    self.id = id
    self.language = language
    self.text = text
  }
}
