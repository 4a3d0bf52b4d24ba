extension VersionSet {
  /// The versions that satisfy all of the constraints: how native syntaxes join comparators.
  init(allOf constraints: [RangeConstraint]) {
    var result: VersionSet = .everything
    var excluded: [Interval] = []
    for constraint in constraints {
      switch constraint.comparator {
      case .notEqual: excluded.append(.only(constraint.version))
      default: result = result.intersection(VersionSet(union: [Interval(constraint)]))
      }
    }
    self = excluded.isEmpty ? result : result.intersection(VersionSet(union: excluded).complement)
  }

  /// The versions between the signposts of a VERS list (how-to-parse, "checking if a version is contained").
  ///
  /// The list may hold what the standard calls redundant; it counts as if simplified: of neighbours in the same
  /// direction the wider one holds. A list of `!=` alone means every other version.
  init(signposts constraints: [RangeConstraint]) {
    let sorted: [RangeConstraint] = constraints.sorted(by: RangeConstraint.precedes)
    var included: [Interval] = []
    var excluded: [Interval] = []
    var start: Bound?
    var lastBounded: Int?
    for constraint in sorted {
      let bound = Bound(version: constraint.version, isInclusive: constraint.comparator.rawValue.utf8.last == 0x3D)
      switch constraint.comparator {
      case .notEqual: excluded.append(.only(constraint.version))
      case .equal: if start == nil { included.append(.only(constraint.version)) }
      case .greater, .greaterOrEqual: start = start ?? bound
      case .less, .lessOrEqual:
        if let lower = start {
          included.append(Interval(lower: lower, upper: bound))
          lastBounded = included.count - 1
          start = nil
        } else if let last = lastBounded {
          included[last] = Interval(lower: included[last].lower, upper: bound)
        } else {
          included.append(Interval(lower: nil, upper: bound))
          lastBounded = included.count - 1
        }
      }
    }
    if let start { included.append(Interval(lower: start, upper: nil)) }
    let wanted: VersionSet =
      included.isEmpty && !excluded.isEmpty ? .everything : VersionSet(union: included)
    self = excluded.isEmpty ? wanted : wanted.intersection(VersionSet(union: excluded).complement)
  }

  /// The same set as VERS constraints: sorted, each version once, alternating.
  var signposts: [RangeConstraint] {
    var result: [RangeConstraint] = []
    for (index, interval) in intervals.enumerated() {
      if let point = interval.point {
        result.append(RangeConstraint(comparator: .equal, version: point))
        continue
      }
      if let lower = interval.lower {
        let isHole: Bool = !lower.isInclusive && index > 0 && endsAt(lower.version, index - 1)
        result.append(
          RangeConstraint(
            comparator: isHole ? .notEqual : lower.isInclusive ? .greaterOrEqual : .greater, version: lower.version))
      }
      if let upper = interval.upper, !(upper.isInclusive == false && startsAt(upper.version, index + 1)) {
        result.append(
          RangeConstraint(comparator: upper.isInclusive ? .lessOrEqual : .less, version: upper.version))
      }
    }
    return result
  }

  private func endsAt(_ version: Version, _ index: Int) -> Bool {
    guard let upper = intervals[index].upper else { return false }
    return !upper.isInclusive && upper.version.compare(to: version) == .equal
  }

  private func startsAt(_ version: Version, _ index: Int) -> Bool {
    guard index < intervals.count, let lower = intervals[index].lower else { return false }
    return !lower.isInclusive && lower.version.compare(to: version) == .equal
  }
}

extension VersionSet.Interval {
  /// What one comparator other than `!=` allows.
  init(_ constraint: RangeConstraint) {
    let bound = VersionSet.Bound(version: constraint.version, isInclusive: true)
    let open = VersionSet.Bound(version: constraint.version, isInclusive: false)
    switch constraint.comparator {
    case .equal, .notEqual: self.init(lower: bound, upper: bound)
    case .less: self.init(lower: nil, upper: open)
    case .lessOrEqual: self.init(lower: nil, upper: bound)
    case .greater: self.init(lower: open, upper: nil)
    case .greaterOrEqual: self.init(lower: bound, upper: nil)
    }
  }
}
