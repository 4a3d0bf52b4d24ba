extension PackageTypeRules {
  /// Moves the border between namespace and name where the type has its own.
  ///
  /// - `git`: the first segment is the host, the rest the path on it.
  /// - `npm`, `golang`: a whole name in one percent-encoded part (`%40angular%2Fanimation`) is cut at its slash.
  func split(_ draft: inout PackageURLDraft) {
    switch rule {
    case .git:
      let path: String = (draft.namespace.map { $0 + "/" } ?? "") + draft.name
      guard let slash = path.utf8.firstIndex(of: UInt8(ascii: "/")) else { return }
      draft.namespace = String(path[..<slash])
      draft.name = PackageURLSyntax.joinedSegments(of: String(path[path.utf8.index(after: slash)...])) ?? ""
    case .npm:
      guard draft.namespace == nil, draft.name.utf8.first == UInt8(ascii: "@") else { return }
      cutLastSegment(&draft)
    case .golang: cutLastSegment(&draft)
    default: return
    }
  }

  private func cutLastSegment(_ draft: inout PackageURLDraft) {
    guard let slash = draft.name.utf8.lastIndex(of: UInt8(ascii: "/")) else { return }
    let path: String = (draft.namespace.map { $0 + "/" } ?? "") + draft.name[..<slash]
    draft.namespace = PackageURLSyntax.joinedSegments(of: path)
    draft.name = String(draft.name[draft.name.utf8.index(after: slash)...])
  }

  /// Checks which parts are there, then normalises their letters and checks their characters.
  func apply(to draft: inout PackageURLDraft, requireParts: Bool) throws(VersionError) {
    switch namespace {
    case .prohibited where draft.namespace != nil:
      throw draft.failure(
        .invalidSyntax, "a package URL of type \(draft.type) has no namespace: pkg:\(draft.type)/name")
    case .required where draft.namespace == nil && requireParts:
      throw draft.failure(
        .invalidSyntax, "a package URL of type \(draft.type) needs a namespace: pkg:\(draft.type)/namespace/name")
    default: break
    }
    if let key = requiredQualifier, requireParts, !draft.qualifiers.contains(where: { $0.key == key }) {
      throw draft.failure(.invalidSyntax, "a package URL of type \(draft.type) needs the qualifier \(key)")
    }
    draft.namespace = draft.namespace.map { Self.cased($0, namespaceLetters) }
    draft.name = Self.cased(draft.name, nameLetters)
    draft.version = draft.version.map { Self.cased($0, versionLetters) }
    draft.subpath = draft.subpath.map { Self.cased($0, subpathLetters) }
    try applyRule(to: &draft)
  }

  private static func cased(_ text: String, _ letters: Letters) -> String {
    switch letters {
    case .kept: text
    case .lower: text.caseFolded
    case .upper: text.uppercased()
    }
  }

  private func applyRule(to draft: inout PackageURLDraft) throws(VersionError) {
    switch rule {
    case .none, .golang, .npm: return
    case .cpan:
      guard !draft.name.utf8.containsPair(UInt8(ascii: ":")) else {
        throw draft.failure(
          .invalidSyntax, "a CPAN package URL names the distribution (URI-PackageURL), not the module (URI::PackageURL)"
        )
      }
    case .chromeExtension: try checkChromeExtension(draft)
    case .cocoapods: try checkCocoapod(draft)
    case .git:
      // GitHub does not tell letters apart, whatever name its host goes by.
      if draft.namespace == "github" || draft.namespace == "github.com" { draft.name = draft.name.caseFolded }
    case .hackage: draft.name = draft.name.replacingBytes { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }
    case .pypi: draft.name = draft.name.replacingBytes { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }
    case .pub:
      draft.name = String(
        draft.name.unicodeScalars.lazy.map {
          ("a"..."z").contains($0) || ("0"..."9").contains($0) ? Character($0) : "_"
        })
    case .mlflow:
      // Databricks does not tell letters apart, Azure ML does.
      let server: PackageURL.Qualifier? = draft.qualifiers.first { $0.key == "repository_url" }
      if let server, server.value.caseFolded.contains("databricks") { draft.name = draft.name.caseFolded }
    case .swid:
      guard (draft.namespace?.utf8.count { $0 == UInt8(ascii: "/") } ?? 0) <= 1 else {
        throw draft.failure(.invalidSyntax, "the namespace of a SWID package URL has at most two segments: name/regid")
      }
    }
  }

  private func checkChromeExtension(_ draft: PackageURLDraft) throws(VersionError) {
    guard draft.name.utf8.count == 32, draft.name.utf8.allSatisfy({ (0x61...0x70).contains($0) }) else {
      throw draft.failure(.invalidCharacter, "the name of a Chrome extension is 32 letters from a to p")
    }
    guard let version = draft.version else { return }
    let numbers: [Substring.UTF8View] = version.utf8.split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard numbers.count <= 4, numbers.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }) else {
      throw draft.failure(
        .invalidCharacter, "the version of a Chrome extension is one to four numbers with dots between")
    }
  }

  private func checkCocoapod(_ draft: PackageURLDraft) throws(VersionError) {
    let hasForbidden: Bool = draft.name.unicodeScalars.contains { $0 == "+" || $0.properties.isWhitespace }
    guard !hasForbidden, draft.name.utf8.first != UInt8(ascii: ".") else {
      throw draft.failure(
        .invalidCharacter, "the name of a pod holds no white space and no '+', and starts with no dot")
    }
  }
}

extension String {
  /// The text with each byte mapped; the map leaves bytes from 0x80 alone.
  fileprivate func replacingBytes(_ map: (UInt8) -> UInt8) -> String {
    String(decoding: utf8.map(map), as: UTF8.self)
  }
}

extension String.UTF8View {
  /// Whether `byte` stands twice in a row.
  fileprivate func containsPair(_ byte: UInt8) -> Bool {
    var previous: UInt8 = 0
    for next in self {
      if next == byte, previous == byte { return true }
      previous = next
    }
    return false
  }
}
