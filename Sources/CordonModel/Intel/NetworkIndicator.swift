/// A name or address in network history. `block` is apart from matching: a shared host is matched, never blocked.
package struct NetworkIndicator: Sendable, Codable, Hashable {
  /// What ``value`` is.
  package var type: Kind
  /// Lower-case host name without trailing dot, address, URL without scheme surprises, or a user agent: the whole header,
  /// with `*` for any run of characters.
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
  /// 1-based line of the row in the pack, when it came from one.
  package var line: Int? {
    get { packLine.number }
    set { packLine.number = newValue }
  }
  private var packLine = PackLine()

  /// What a network indicator names. The raw value is frozen.
  package enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
    case domain, ipv4, ipv6, url
    /// What an HTTP client calls itself.
    case userAgent = "user-agent"
  }

  /// Whether an indicator may be blocked. The raw value is frozen.
  package enum Block: String, Sendable, Codable, Hashable, CaseIterable {
    case yes, no
    /// Only this URL path may be blocked, never the host.
    case urlOnly = "url-only"
  }

  package init(
    type: Kind, value: String, role: String, match: Bool = true, block: Block, confidence: Confidence,
    valid: TimeWindow? = nil, note: String? = nil, sources: [String] = [], line: Int? = nil
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
    self.line = line
  }
}
