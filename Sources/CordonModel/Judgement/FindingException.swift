/// A person's decision not to act on a finding: why, for what, until when. It never changes a verdict; it is shown beside
/// the finding, and only the exit code leaves the finding out.
package struct FindingException: Sendable, Codable, Hashable {
  /// Why the finding is set aside. The raw value is frozen.
  package enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
    /// It is not what the advisory means.
    case falsePositive = "false-positive"
    /// The risk is known and borne.
    case accepted
    /// Nothing will be done about it.
    case wontFix = "wont-fix"
  }

  /// Unique in its file.
  package var id: String
  /// Why, as a word of a closed list.
  package var kind: Kind
  /// Why, in a person's words.
  package var reason: String
  /// The advisory it is about: id or alias.
  package var advisory: String
  /// Only findings of this package: a package URL, with or without a version; `nil` is every package.
  package var package: String?
  /// Only findings below this path (printable form); `nil` is everywhere.
  package var path: String?
  /// Up to and including this moment; after it, the exception does nothing and says so.
  package var until: Timestamp
  /// Who decided, when recorded.
  package var author: String?
  /// Where it is written.
  package var location: CordonError.Location

  package init(
    id: String, kind: Kind, reason: String, advisory: String, package: String? = nil, path: String? = nil,
    until: Timestamp, author: String? = nil, location: CordonError.Location
  ) {
    self.id = id
    self.kind = kind
    self.reason = reason
    self.advisory = advisory
    self.package = package
    self.path = path
    self.until = until
    self.author = author
    self.location = location
  }
}

/// An exception as one run used it.
package struct ExceptionUse: Sendable, Codable, Hashable {
  /// What became of it. The raw value is frozen.
  package enum State: String, Sendable, Codable, Hashable, CaseIterable {
    /// It set findings aside.
    case applied
    /// It is in force, and nothing was found that it is about.
    case unused
    /// Its time is over: it sets nothing aside any more.
    case expired
  }

  /// The exception.
  package var exception: FindingException
  /// What became of it.
  package var state: State
  /// How many findings it set aside.
  package var findings: Int

  package init(exception: FindingException, state: State, findings: Int = 0) {
    self.exception = exception
    self.state = state
    self.findings = findings
  }
}
