/// A piece of software that an advisory names, in a version it does not mean: what "not affected" rests on.
package struct Clearance: Sendable, Hashable {
  /// ``AffectedProduct/id``.
  package var productID: String
  /// The software that was found.
  package var package: SoftwarePackage
  /// Why it is none of the affected.
  package var reason: Reason
  /// The list entry that decided, word for word; empty when nothing named the version.
  package var decidedBy: String
  /// The product row that decided.
  package var rule: RuleReference

  /// Why it is none of the affected. The raw value is frozen.
  package enum Reason: String, Sendable, Codable, Hashable, CaseIterable {
    /// The version is named clean.
    case namedClean = "named-clean"
    /// The version is named as the repaired one.
    case namedFixed = "named-fixed"
    /// The version is in no affected list or range.
    case notListed = "not-listed"
    /// The maker is clearly another one.
    case otherVendor = "other-vendor"
  }

  package init(
    productID: String, package: SoftwarePackage, reason: Reason, decidedBy: String = "",
    rule: RuleReference = RuleReference()
  ) {
    self.productID = productID
    self.package = package
    self.reason = reason
    self.decidedBy = decidedBy
    self.rule = rule
  }
}
