/// Versions of one scheme as sorted intervals that neither overlap nor touch.
///
/// Every kind of range ends up here, so that asking is a binary search whatever was written.
struct VersionSet: Sendable {
  struct Bound: Sendable {
    let version: Version
    let isInclusive: Bool
  }

  /// `nil` on a side means no end on that side.
  struct Interval: Sendable {
    let lower: Bound?
    let upper: Bound?

    static let everything = Interval(lower: nil, upper: nil)

    static func only(_ version: Version) -> Interval {
      let bound = Bound(version: version, isInclusive: true)
      return Interval(lower: bound, upper: bound)
    }

    /// The one version of the interval, when it has just one.
    var point: Version? {
      guard let lower, let upper, lower.isInclusive, upper.isInclusive,
        lower.version.compare(to: upper.version) == .equal
      else { return nil }
      return lower.version
    }

    var isEmpty: Bool {
      guard let lower, let upper else { return false }
      switch lower.version.compare(to: upper.version) {
      case .less: return false
      case .equal: return !(lower.isInclusive && upper.isInclusive)
      case .greater: return true
      }
    }
  }

  let intervals: [Interval]

  static let everything = VersionSet(sorted: [.everything])
  static let nothing = VersionSet(sorted: [])

  var isEverything: Bool { intervals.count == 1 && intervals[0].lower == nil && intervals[0].upper == nil }

  private init(sorted: [Interval]) { intervals = sorted }

  /// The union of any intervals.
  init(union parts: [Interval]) {
    let sorted: [Interval] = parts.filter { !$0.isEmpty }.sorted { Self.startsBefore($0.lower, $1.lower) }
    var merged: [Interval] = []
    for next in sorted {
      guard let last = merged.last, !Self.leavesGap(last.upper, next.lower) else {
        merged.append(next)
        continue
      }
      let upper: Bound? = Self.endsBefore(last.upper, next.upper) ? next.upper : last.upper
      merged[merged.count - 1] = Interval(lower: last.lower, upper: upper)
    }
    intervals = merged
  }

  /// Whether the set holds `version`. Logarithmic in the number of intervals, without allocation.
  func contains(_ version: Version) -> Bool {
    var low: Int = 0
    var high: Int = intervals.count
    while low < high {
      let middle: Int = low + (high - low) / 2
      if let upper = intervals[middle].upper, Self.isBeyond(version, upper: upper) {
        low = middle + 1
      } else if let lower = intervals[middle].lower, Self.isBefore(version, lower: lower) {
        high = middle
      } else {
        return true
      }
    }
    return false
  }

  func union(_ other: VersionSet) -> VersionSet { VersionSet(union: intervals + other.intervals) }

  func intersection(_ other: VersionSet) -> VersionSet {
    var (mine, theirs): (Int, Int) = (0, 0)
    var common: [Interval] = []
    while mine < intervals.count, theirs < other.intervals.count {
      let (a, b): (Interval, Interval) = (intervals[mine], other.intervals[theirs])
      let lower: Bound? = Self.startsBefore(a.lower, b.lower) ? b.lower : a.lower
      let upper: Bound? = Self.endsBefore(a.upper, b.upper) ? a.upper : b.upper
      let part = Interval(lower: lower, upper: upper)
      if !part.isEmpty { common.append(part) }
      if Self.endsBefore(a.upper, b.upper) { mine += 1 } else { theirs += 1 }
    }
    return VersionSet(sorted: common)
  }

  var complement: VersionSet {
    var gaps: [Interval] = []
    var start: Bound?
    for interval in intervals {
      if let lower = interval.lower {
        gaps.append(Interval(lower: start, upper: Bound(version: lower.version, isInclusive: !lower.isInclusive)))
      }
      guard let upper = interval.upper else { return VersionSet(sorted: gaps) }
      start = Bound(version: upper.version, isInclusive: !upper.isInclusive)
    }
    gaps.append(Interval(lower: start, upper: nil))
    return VersionSet(sorted: gaps)
  }
}

extension VersionSet {
  private static func isBeyond(_ version: Version, upper: Bound) -> Bool {
    switch version.compare(to: upper.version) {
    case .less: false
    case .equal: !upper.isInclusive
    case .greater: true
    }
  }

  private static func isBefore(_ version: Version, lower: Bound) -> Bool {
    switch version.compare(to: lower.version) {
    case .less: true
    case .equal: !lower.isInclusive
    case .greater: false
    }
  }

  private static func startsBefore(_ a: Bound?, _ b: Bound?) -> Bool {
    guard let b else { return false }
    guard let a else { return true }
    switch a.version.compare(to: b.version) {
    case .less: return true
    case .equal: return a.isInclusive && !b.isInclusive
    case .greater: return false
    }
  }

  private static func endsBefore(_ a: Bound?, _ b: Bound?) -> Bool {
    guard let a else { return false }
    guard let b else { return true }
    switch a.version.compare(to: b.version) {
    case .less: return true
    case .equal: return !a.isInclusive && b.isInclusive
    case .greater: return false
    }
  }

  /// Whether a version could lie between the end of one interval and the start of the next.
  private static func leavesGap(_ upper: Bound?, _ lower: Bound?) -> Bool {
    guard let upper, let lower else { return false }
    switch upper.version.compare(to: lower.version) {
    case .less: return true
    case .equal: return !upper.isInclusive && !lower.isInclusive
    case .greater: return false
    }
  }
}
