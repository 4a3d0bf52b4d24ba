/// One difference between two revisions of an advisory.
package struct AdvisoryChange: Sendable, Codable, Hashable {
  /// The path of the field, such as `products[0].fixed`.
  package var field: String
  /// Added, removed or changed.
  package var kind: Kind
  /// The value before; `nil` when it was added.
  package var old: String?
  /// The value after; `nil` when it was removed.
  package var new: String?

  /// What happened to the field. The raw value stands in JSON.
  package enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
    case added, removed, changed
  }

  package init(field: String, kind: Kind, old: String?, new: String?) {
    self.field = field
    self.kind = kind
    self.old = old
    self.new = new
  }
}
