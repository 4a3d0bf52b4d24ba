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
  /// 1-based line of the row in the pack, when it came from one.
  package var line: Int? {
    get { packLine.number }
    set { packLine.number = newValue }
  }
  private var packLine = PackLine()

  package init(
    name: String, platform: Platform, version: String? = nil, sha256: String? = nil, sha1: String? = nil,
    md5: String? = nil, size: Int64? = nil, verdict: FileVerdict, role: String, confidence: Confidence,
    note: String? = nil, sources: [String] = [], line: Int? = nil
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
    self.line = line
  }
}

/// What a listed file is.
package enum FileVerdict: String, Sendable, Codable, Hashable, CaseIterable {
  case malicious, trojanised
  case affectedBuild = "affected-build"
  case suspicious, legitimate, clean
}
