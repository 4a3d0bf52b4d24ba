internal import CordonModel

/// What an inventory holds of one advisory, while it is being gone through.
struct AdvisoryFindings {
  var matches: [Match] = []
  /// The gravest of those that show the product itself in a compromised form.
  var exposing: Verdict?
  /// The first ``Assessment/clearedLimit`` in the order of the inventory.
  var cleared: [Clearance] = []
  var clearedOmitted: Int = 0
}

/// The best reason why one package is none of the affected of one advisory, as far as its products were asked.
///
/// A package has at most one clearance an advisory, and none when any product of it matches: what one row clears,
/// another may mean.
struct PendingClearance {
  /// Position in the ruleset; -1 before the first product.
  var advisory: Int = -1
  var hasMatch: Bool = false
  private var reason: Clearance.Reason?
  private var product: Int = 0
  private var decidedBy: String = ""

  init(advisory: Int = -1) { self.advisory = advisory }

  /// Takes what one product says; a reason that says more wins, and of two alike the first.
  mutating func clear(_ reason: Clearance.Reason, product: Int, decidedBy: String = "") {
    if let held = self.reason, held.weight >= reason.weight { return }
    self.reason = reason
    self.product = product
    self.decidedBy = decidedBy
  }

  /// Keeps the clearance, or counts it when there are enough of them.
  func settle(_ package: SoftwarePackage, _ products: [CompiledProduct], into found: inout [AdvisoryFindings]) {
    guard let reason, !hasMatch else { return }
    guard found[advisory].cleared.count < Assessment.clearedLimit else {
      found[advisory].clearedOmitted += 1
      return
    }
    let row: CompiledProduct = products[product]
    found[advisory].cleared.append(
      Clearance(productID: row.id, package: package, reason: reason, decidedBy: decidedBy, rule: row.rule))
  }
}

extension Clearance.Reason {
  /// How much the reason says: a version that is named says more than one that is not.
  fileprivate var weight: Int {
    switch self {
    case .namedClean: 3
    case .namedFixed: 2
    case .notListed: 1
    case .otherVendor: 0
    }
  }
}
