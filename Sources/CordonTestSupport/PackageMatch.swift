package import CordonModel

/// Matches of packages, which most tests are about.
extension Match {
  /// The package it is about; a test that asks another match for it is wrong.
  package var package: SoftwarePackage {
    get { (subject.package.map { [$0] } ?? [])[0] }
    set { subject = .package(newValue) }
  }

  package init(
    verdict: Verdict, productID: String, productName: String, package: SoftwarePackage, reason: Reason,
    decidedBy: String, rule: RuleReference = RuleReference(), exception: FindingException? = nil
  ) {
    self.init(
      verdict: verdict, productID: productID, productName: productName, subject: .package(package), reason: reason,
      decidedBy: decidedBy, rule: rule, exception: exception)
  }
}
