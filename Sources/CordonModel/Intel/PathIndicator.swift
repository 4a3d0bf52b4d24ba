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
  /// 1-based line of the row in the pack, when it came from one.
  package var line: Int? {
    get { packLine.number }
    set { packLine.number = newValue }
  }
  private var packLine = PackLine()

  package init(
    platform: Platform, path: String, role: String, malicious: Bool, note: String? = nil, sources: [String] = [],
    line: Int? = nil
  ) {
    self.platform = platform
    self.path = path
    self.role = role
    self.malicious = malicious
    self.note = note
    self.sources = sources
    self.line = line
  }
}
