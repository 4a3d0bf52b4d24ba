internal import CordonModel

/// What an advisory asks of a target, without its products.
struct CompiledAdvisory {
  let reference: AdvisoryReference
  /// Platforms that a product or an indicator names; a target of another platform is not concerned.
  private let concerned: Set<Platform>
  /// Platforms of products with a package URL that nobody can read: such a product is never silently left out.
  private let unreadable: Set<Platform>
  private let checks: [RequiredChecks]
  private let files: [FileIndicator]
  /// Whether it lists names, addresses or URLs that are matched.
  let hasNetworkRows: Bool
  private let compromised: TimeWindow?

  init(_ advisory: Advisory, unreadable: Set<Platform>) {
    reference = advisory.reference
    concerned = CompiledAdvisory.concernedPlatforms(advisory)
    self.unreadable = unreadable
    checks = advisory.checks
    files = advisory.files
    hasNetworkRows = advisory.network.contains { $0.match }
    compromised = advisory.dates.compromised
  }

  func concerns(_ platform: Platform) -> Bool { concerned.contains { $0.mayCover(platform) } }

  func hasUnreadableProduct(on platform: Platform) -> Bool { unreadable.contains { $0.mayCover(platform) } }

  /// Required before anyone may say "not affected", in the order of `CheckKind`.
  func required(of target: Target, _ depth: CheckDepth) -> [CheckKind] {
    let named: Set<CheckKind> = applicable(to: target).reduce(into: []) {
      $0.formUnion($1.require)
      if depth == .deep { $0.formUnion($1.deep) }
    }
    return CheckKind.allCases.filter { named.contains($0) }
  }

  /// What a deep check would require as well.
  func whenDeep(of target: Target, _ depth: CheckDepth) -> [CheckKind] {
    let quick: [CheckKind] = required(of: target, depth)
    return required(of: target, .deep).filter { !quick.contains($0) }
  }

  /// Wanted once Cordon can look, in the order of `CheckKind`; never one that is required already.
  func later(of target: Target) -> [CheckKind] {
    let rows: [RequiredChecks] = applicable(to: target)
    let named: Set<CheckKind> = rows.reduce(into: []) { $0.formUnion($1.later) }
    return CheckKind.allCases.filter { kind in named.contains(kind) && !rows.contains { $0.require.contains(kind) } }
  }

  /// The row that a match of a hash names; `nil` for other matches.
  func file(of match: Match) -> FileIndicator? {
    FileMatcher.rowNumber(of: match).flatMap { files.indices.contains($0) ? files[$0] : nil }
  }

  /// The time for which the history of contacts has to be known.
  func contactWindow(now: Timestamp) -> TimeWindow { ContactReach.window(compromised: compromised, now: now) }

  private func applicable(to target: Target) -> [RequiredChecks] {
    checks.filter { $0.platform.mayCover(target.platform) && $0.targets.contains(target.kind) }
  }

  /// Rows that name no platform themselves have those of the advisory. An advisory without any row speaks of its
  /// own platforms, so that it is not answered by silence.
  private static func concernedPlatforms(_ advisory: Advisory) -> Set<Platform> {
    var platforms: Set<Platform> = []
    for product in advisory.products { platforms.insert(product.platform) }
    for file in advisory.files { platforms.insert(file.platform) }
    for path in advisory.paths { platforms.insert(path.platform) }
    let hasUnplacedRows: Bool =
      !(advisory.signers.isEmpty && advisory.network.isEmpty && advisory.traces.isEmpty && advisory.rules.isEmpty)
    if hasUnplacedRows || platforms.isEmpty { platforms.formUnion(advisory.platforms) }
    return platforms
  }
}

extension Platform {
  /// Whether a row written for `self` may concern a target; every row may, when the target's system was not recognised.
  fileprivate func mayCover(_ target: Platform) -> Bool { target == .any || covers(target) }
}
