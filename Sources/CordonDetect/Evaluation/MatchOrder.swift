internal import CordonModel
internal import CordonVersions

/// Puts matches into the one order they are shown and compared in: gravest first, then software, files, processes
/// and contacts, each by package URL and location.
/// Every further field breaks ties, so that the order of the inventory never shows. Equal matches become one.
enum MatchOrder {
  static func sorted(_ matches: [Match]) -> [Match] {
    guard matches.count > 1 else { return matches }
    let keyed: [(purl: String, match: Match)] = matches.map { ($0.subject.purl ?? "", $0) }
    var result: [Match] = []
    result.reserveCapacity(matches.count)
    for (_, match) in keyed.sorted(by: precedes) where result.last != match { result.append(match) }
    return result
  }

  /// Clearances by package URL, location and what else tells packages apart.
  static func sorted(_ cleared: [Clearance]) -> [Clearance] {
    guard cleared.count > 1 else { return cleared }
    let keyed: [(purl: String, clearance: Clearance)] = cleared.map { ($0.package.purl.canonicalText, $0) }
    return keyed.sorted { left, right in
      let a: SoftwarePackage = left.clearance.package
      let b: SoftwarePackage = right.clearance.package
      if left.purl != right.purl { return left.purl < right.purl }
      if a.location != b.location { return a.location < b.location }
      return details(a).lexicographicallyPrecedes(details(b))
    }.map(\.clearance)
  }

  private static func precedes(_ left: (purl: String, match: Match), _ right: (purl: String, match: Match)) -> Bool {
    let a: Match = left.match
    let b: Match = right.match
    if a.verdict != b.verdict { return a.verdict > b.verdict }
    if a.subject.kind != b.subject.kind { return a.subject.kind.rank < b.subject.kind.rank }
    if left.purl != right.purl { return left.purl < right.purl }
    if a.subject.location != b.subject.location { return a.subject.location < b.subject.location }
    if a.productID != b.productID { return a.productID < b.productID }
    if a.reason != b.reason { return a.reason.rawValue < b.reason.rawValue }
    if a.decidedBy != b.decidedBy { return a.decidedBy < b.decidedBy }
    return details(a.subject).lexicographicallyPrecedes(details(b.subject))
  }

  private static func details(_ subject: MatchSubject) -> [String] {
    switch subject {
    case .package(let package): details(package)
    case .file: [subject.kind.rawValue, subject.name, subject.updatedAt?.text ?? ""]
    case .process(let process, _):
      [subject.kind.rawValue, subject.name, process.startedAt?.text ?? "", number(process.pid)]
    case .contact(let contact):
      [
        subject.kind.rawValue, subject.name, contact.source.rawValue, contact.client ?? "",
        subject.updatedAt?.text ?? "", number(contact.pid ?? 0),
      ]
    }
  }

  /// Of one length, so that its text is ordered as the number is.
  private static func number(_ pid: Int32) -> String {
    let digits: String = String(max(0, pid))
    return String(repeating: "0", count: 10 - digits.count) + digits
  }

  private static func details(_ package: SoftwarePackage) -> [String] {
    [
      package.foundBy.rawValue, package.name, package.version.map { "v" + $0 } ?? "",
      package.vendor.map { "v" + $0 } ?? "", package.installedAt?.text ?? "", package.updatedAt?.text ?? "",
    ]
  }
}

extension MatchSubject.Kind {
  fileprivate var rank: Int {
    switch self {
    case .package: 0
    case .file: 1
    case .process: 2
    case .contact: 3
    }
  }
}
