/// Version specifiers of PEP 440: `~=1.4`, `==1.*`, `!=1.5`, `>=1.0,<2.0`, `===1.0`; all of them have to hold.
///
/// PEP 440 leaves pre-releases out "unless they are already present on the system": whoever asks here has the version
/// installed, so pre-releases count. `<2.0` still leaves out the pre-releases of 2.0, and `>1.7` the post-releases of
/// 1.7, as the text demands.
enum PythonRange {
  fileprivate struct Reader {
    var listed: [RangeConstraint] = []
    var versions: VersionSet = .everything
    /// What `!=` takes away, applied once at the end.
    var excluded: [VersionSet.Interval] = []
    var exactText: String?
    var specifiers: [String] = []
    /// Whether VERS, read back, gives the same set.
    var isPlain: Bool = true
  }

  static func read(_ text: String) throws(VersionError) -> RangeReading? {
    var reader = Reader()
    for piece in text.pieces(at: UInt8(ascii: ",")) {
      guard try reader.add(piece) else { return nil }
    }
    let versions: VersionSet = reader.versions.intersection(VersionSet(union: reader.excluded).complement)
    if versions.intervals.isEmpty { return nil }
    var reading = RangeReading(constraints: reader.listed, versions: versions)
    reading.exactText = reader.exactText
    if !reader.isPlain { reading.nativeText = reader.specifiers.sorted().joined(separator: ",") }
    return reading
  }
}

extension PythonRange.Reader {
  fileprivate mutating func add(_ piece: String) throws(VersionError) -> Bool {
    let operators: [String] = ["===", "~=", "==", "!=", "<=", ">=", "<", ">"]
    guard let sign = operators.first(where: { piece.utf8.starts(with: $0.utf8) }) else { return false }
    let version: String = String(decoding: piece.utf8.dropFirst(sign.utf8.count), as: UTF8.self).trimmed
    let isWildcard: Bool = version.utf8.suffix(2).elementsEqual(".*".utf8)
    guard let parts = PythonVersionParts(isWildcard ? String(version.dropLast(2)) : version) else { return false }
    specifiers.append(sign + version)
    if isWildcard {
      guard sign == "==" || sign == "!=", parts.isFinal, parts.local == nil else { return false }
      try addPrefix(parts, isExcluded: sign == "!=")
      return true
    }
    switch sign {
    case "===":
      exactText = version.caseFolded
      isPlain = false
      try keep(.equal, version)
    case "~=": return try addCompatible(parts, version)
    case "==", "!=": try addEqual(parts, version, isExcluded: sign == "!=")
    case "<=":
      try list(.lessOrEqual, version)
      try limit(from: nil, to: parts.successor)
    case ">=": try keep(.greaterOrEqual, version)
    case "<":
      try list(.less, version)
      // What is itself no pre-release keeps its own pre-releases out.
      let floor: String = parts.releaseText + (parts.post.map { ".post" + $0 } ?? "") + ".dev0"
      try limit(from: nil, to: parts.pre.isEmpty && parts.dev == nil ? floor : version)
    default: try addGreater(parts, version)
    }
    return true
  }

  private func constraint(
    _ comparator: RangeConstraint.Comparator, _ version: String
  ) throws(VersionError) -> RangeConstraint {
    RangeConstraint(comparator: comparator, version: try Version(version, scheme: .pep440))
  }

  private mutating func list(_ comparator: RangeConstraint.Comparator, _ version: String) throws(VersionError) {
    listed.append(try constraint(comparator, version))
  }

  private mutating func keep(_ comparator: RangeConstraint.Comparator, _ version: String) throws(VersionError) {
    let constraint: RangeConstraint = try constraint(comparator, version)
    listed.append(constraint)
    versions = versions.intersection(VersionSet(allOf: [constraint]))
  }

  /// Keeps what lies between two texts: the first inside, the second outside.
  private mutating func limit(from low: String?, to high: String?, isExcluded: Bool = false) throws(VersionError) {
    var constraints: [RangeConstraint] = []
    if let low { constraints.append(try constraint(.greaterOrEqual, low)) }
    if let high { constraints.append(try constraint(.less, high)) }
    let set = VersionSet(allOf: constraints)
    keep(set, isExcluded: isExcluded)
  }

  private mutating func addPrefix(_ parts: PythonVersionParts, isExcluded: Bool) throws(VersionError) {
    guard var raised = parts.release.last.map({ _ in parts.release }) else { return }
    raised[raised.count - 1] = raised[raised.count - 1].decimalSuccessor
    let next: String = parts.epoch + raised.joined(separator: ".")
    try list(isExcluded ? .less : .greaterOrEqual, parts.releaseText)
    try list(isExcluded ? .greaterOrEqual : .less, next)
    try limit(from: parts.releaseText + ".dev0", to: next + ".dev0", isExcluded: isExcluded)
  }

  /// `~=2.2.post3` is `>=2.2.post3, ==2.*`.
  private mutating func addCompatible(_ parts: PythonVersionParts, _ version: String) throws(VersionError) -> Bool {
    guard parts.release.count >= 2, parts.local == nil else { return false }
    var raised: [String] = Array(parts.release.dropLast())
    raised[raised.count - 1] = raised[raised.count - 1].decimalSuccessor
    let next: String = parts.epoch + raised.joined(separator: ".")
    try list(.greaterOrEqual, version)
    try list(.less, next)
    try limit(from: version, to: next + ".dev0")
    return true
  }

  /// Without a local label, the label of the candidate is ignored.
  private mutating func addEqual(
    _ parts: PythonVersionParts, _ version: String, isExcluded: Bool
  ) throws(VersionError) {
    try list(isExcluded ? .notEqual : .equal, version)
    guard parts.local != nil else { return try limit(from: version, to: parts.successor, isExcluded: isExcluded) }
    let only = VersionSet(allOf: [try constraint(.equal, version)])
    keep(only, isExcluded: isExcluded)
  }

  private mutating func keep(_ set: VersionSet, isExcluded: Bool) {
    if isExcluded { excluded += set.intervals } else { versions = versions.intersection(set) }
  }

  private mutating func addGreater(_ parts: PythonVersionParts, _ version: String) throws(VersionError) {
    try list(.greater, version)
    guard parts.post == nil, parts.dev == nil else { return try limit(from: parts.successor, to: nil) }
    // No post-release has this number: above all of them, below whatever comes next.
    let beyondPosts: String = parts.releaseText + parts.pre + ".post999999999999999999"
    isPlain = false
    versions = versions.intersection(VersionSet(allOf: [try constraint(.greater, beyondPosts)]))
  }
}
