/// One signpost of a range: a comparator and the version it stands at.
package struct RangeConstraint: Sendable {
  /// The comparators of VERS. The raw value is how they are written; `=` is left out in canonical text.
  package enum Comparator: String, Sendable, Hashable, CaseIterable {
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case equal = "="
    case greater = ">"
    case greaterOrEqual = ">="

    /// Whether the range begins here.
    var isLower: Bool { self == .greater || self == .greaterOrEqual }
    /// Whether the range ends here.
    var isUpper: Bool { self == .less || self == .lessOrEqual }

    /// Place among constraints at the same version, by the bytes of the raw value.
    fileprivate var rank: Int {
      switch self {
      case .notEqual: 0
      case .less: 1
      case .lessOrEqual: 2
      case .equal: 3
      case .greater: 4
      case .greaterOrEqual: 5
      }
    }
  }

  /// On which side of ``version`` the range lies.
  package let comparator: Comparator
  /// Where the signpost stands, read by the scheme of the range.
  package let version: Version

  /// Whether `version` satisfies this constraint on its own, by the plain order of the scheme.
  package func allows(_ version: Version) -> Bool {
    switch (comparator, version.compare(to: self.version)) {
    case (.notEqual, .less), (.notEqual, .greater), (.equal, .equal): true
    case (.less, .less), (.lessOrEqual, .less), (.lessOrEqual, .equal): true
    case (.greater, .greater), (.greaterOrEqual, .greater), (.greaterOrEqual, .equal): true
    default: false
    }
  }

  /// Version order, then comparator order.
  static func precedes(_ a: RangeConstraint, _ b: RangeConstraint) -> Bool {
    switch a.version.compare(to: b.version) {
    case .less: true
    case .greater: false
    case .equal: a.comparator.rank < b.comparator.rank
    }
  }

  /// The constraint as VERS writes it.
  var versText: String {
    (comparator == .equal ? "" : comparator.rawValue) + VersSyntax.encoded(version.text.trimmed)
  }
}
