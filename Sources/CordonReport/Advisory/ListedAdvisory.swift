package import CordonModel

/// An advisory together with where it was read from.
package struct ListedAdvisory: Sendable {
  package var advisory: Advisory
  /// The file, or another description of the place, as text for people.
  package var origin: String

  package init(advisory: Advisory, origin: String) {
    self.advisory = advisory
    self.origin = origin
  }
}

/// One difference between two revisions of an advisory.
package struct AdvisoryChange: Sendable, Hashable {
  /// The path of the field, such as `products[0].fixed`.
  package var field: String
  package var kind: Kind
  /// The value before; `nil` when it was added.
  package var old: String?
  /// The value after; `nil` when it was removed.
  package var new: String?

  /// What happened to the field. The raw value stands in JSON.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case added, removed, changed
  }

  package init(field: String, kind: Kind, old: String?, new: String?) {
    self.field = field
    self.kind = kind
    self.old = old
    self.new = new
  }
}

/// One thing that is wrong, or doubtful, in an advisory file.
package struct LintFinding: Sendable, Hashable {
  package var location: CordonError.Location
  package var severity: Severity
  /// What is wrong, in English.
  package var message: String
  /// How it would be right.
  package var example: String?

  /// The raw value is what the line says; tools read it, so it is the same in every language.
  package enum Severity: String, Sendable, Hashable, CaseIterable {
    case error, warning
  }

  package init(location: CordonError.Location, severity: Severity, message: String, example: String? = nil) {
    self.location = location
    self.severity = severity
    self.message = message
    self.example = example
  }
}
