/// The parts of a package URL before the rules of its type were applied.
struct PackageURLDraft {
  var type: String
  var namespace: String?
  var name: String
  var version: String?
  var qualifiers: [PackageURL.Qualifier] = []
  var subpath: String?

  init(type: String, name: String) {
    self.type = type
    self.name = name
  }

  /// An error about this package URL.
  func failure(_ code: VersionError.Code, _ reason: String) -> VersionError {
    VersionError(code: code, text: name.isEmpty ? type : type + "/" + name.excerpt, reason: reason)
  }

  mutating func normalise(strictness: PackageURL.Strictness) throws(VersionError) {
    try checkLength()
    type = type.caseFolded
    guard PackageURLSyntax.isType(type) else {
      throw failure(
        .invalidCharacter, "the type of a package URL is letters, digits, '.' and '-', starting with a letter")
    }
    namespace = namespace.flatMap { PackageURLSyntax.joinedSegments(of: $0) }
    name = PackageURLSyntax.trimmingSlashes(name)
    version = version.flatMap { $0.isEmpty ? nil : $0 }
    subpath = subpath.flatMap { PackageURLSyntax.joinedSegments(of: $0, droppingDots: true) }
    try normaliseQualifiers(strictness: strictness)
    let rules: PackageTypeRules = .of(type)
    rules.split(&self)
    guard !name.isEmpty else {
      throw failure(.empty, "the name of the package is missing: pkg:\(type)/name")
    }
    try rules.apply(to: &self, requireParts: strictness != .lenient)
    try checkControls()
  }

  private func checkLength() throws(VersionError) {
    var total: Int = type.utf8.count + name.utf8.count
    for part in [namespace, version, subpath] { total += part?.utf8.count ?? 0 }
    guard qualifiers.count <= PackageURLLimits.qualifiers else {
      throw failure(.tooLong, "a package URL has at most \(PackageURLLimits.qualifiers) qualifiers")
    }
    for qualifier in qualifiers { total += qualifier.key.utf8.count + qualifier.value.utf8.count }
    guard total <= PackageURLLimits.length else {
      throw VersionError(
        code: .tooLong, text: name.excerpt, reason: "a package URL has at most \(PackageURLLimits.length) bytes")
    }
  }

  private mutating func normaliseQualifiers(strictness: PackageURL.Strictness) throws(VersionError) {
    guard !qualifiers.isEmpty else { return }
    var kept: [PackageURL.Qualifier] = []
    kept.reserveCapacity(qualifiers.count)
    for qualifier in qualifiers {
      let key: String = strictness == .strict ? qualifier.key : qualifier.key.caseFolded
      guard PackageURLSyntax.isQualifierKey(key) else {
        throw failure(
          .invalidCharacter,
          "the qualifier key '\(qualifier.key.excerpt)' must be lower-case letters, digits, '.', '-' and '_', starting "
            + "with a letter")
      }
      if !qualifier.value.isEmpty { kept.append(.init(key: key, value: qualifier.value)) }
    }
    kept.sort { PackageURLSyntax.precedes($0.key, $1.key) }
    for (earlier, later) in zip(kept, kept.dropFirst()) where earlier.key == later.key {
      throw failure(.invalidSyntax, "the qualifier '\(earlier.key)' is given twice")
    }
    qualifiers = kept
  }

  private func checkControls() throws(VersionError) {
    var isClean: Bool = !name.hasControls
    for part in [namespace, version, subpath] { if let part, part.hasControls { isClean = false } }
    for qualifier in qualifiers where qualifier.value.hasControls { isClean = false }
    guard isClean else {
      throw VersionError(
        code: .invalidCharacter, text: type, reason: "a package URL holds no control characters (NUL, line breaks, …)")
    }
  }

  /// The canonical text, and how many of its bytes are the coordinates.
  func canonicalText() throws(VersionError) -> (text: String, coordinates: Int) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32 + type.utf8.count + name.utf8.count + (namespace?.utf8.count ?? 0))
    bytes += "pkg:".utf8
    bytes += type.utf8
    bytes.append(UInt8(ascii: "/"))
    if let namespace {
      PercentCoding.encode(namespace, into: &bytes, keeping: UInt8(ascii: "/"))
      bytes.append(UInt8(ascii: "/"))
    }
    PercentCoding.encode(name, into: &bytes, keeping: PackageTypeRules.of(type).nameIsPath ? UInt8(ascii: "/") : nil)
    let coordinates: Int = bytes.count
    if let version {
      bytes.append(UInt8(ascii: "@"))
      PercentCoding.encode(version, into: &bytes)
    }
    for (index, qualifier) in qualifiers.enumerated() {
      bytes.append(index == 0 ? UInt8(ascii: "?") : UInt8(ascii: "&"))
      bytes += qualifier.key.utf8
      bytes.append(UInt8(ascii: "="))
      PercentCoding.encode(qualifier.value, into: &bytes)
    }
    if let subpath {
      bytes.append(UInt8(ascii: "#"))
      PercentCoding.encode(subpath, into: &bytes, keeping: UInt8(ascii: "/"))
    }
    guard bytes.count <= PackageURLLimits.length else {
      throw failure(.tooLong, "the canonical form is longer than \(PackageURLLimits.length) bytes")
    }
    return (String(decoding: bytes, as: UTF8.self), coordinates)
  }
}
