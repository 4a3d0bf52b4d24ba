internal import CordonModel

/// What every row of a pack is read with.
struct PackContext {
  let findings: FindingList
  let limits: PackLimits
  /// The platforms of rows that name none; empty when the field itself was wrong.
  var platforms: [Platform] = []
  /// The keys that rows may cite; `nil` when `sources` itself was wrong, so that citing is not checked.
  var sourceKeys: Set<String>?
}
