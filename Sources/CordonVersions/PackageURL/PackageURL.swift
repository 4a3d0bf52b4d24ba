/// A package URL (purl, ECMA-427): the name of a package across ecosystems.
package struct PackageURL: Sendable, Hashable {
  /// Lower-case type, such as `deb`, `npm`, `pypi`.
  package var type: String
  package var namespace: String?
  package var name: String
  package var version: String?
  /// Sorted by key.
  package var qualifiers: [Qualifier]
  package var subpath: String?

  package struct Qualifier: Sendable, Hashable {
    package var key: String
    package var value: String
    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// Builds a package URL from its parts and normalises them by the rules of the type.
  package init(
    type: String, namespace: String? = nil, name: String, version: String? = nil, qualifiers: [Qualifier] = [],
    subpath: String? = nil
  ) throws(VersionError) {
    self.type = type.lowercased()
    self.namespace = namespace
    self.name = name
    self.version = version
    self.qualifiers = qualifiers
    self.subpath = subpath
  }

  /// Reads and normalises purl text.
  package init(parsing text: String) throws(VersionError) {
    guard text.hasPrefix("pkg:"), let slash = text.firstIndex(of: "/") else {
      throw VersionError(code: .invalidSyntax, text: text, reason: "a package URL starts with pkg:type/")
    }
    let type: Substring = text[text.index(text.startIndex, offsetBy: 4)..<slash]
    let rest: [Substring] = text[text.index(after: slash)...].split(separator: "@", maxSplits: 1)
    try self.init(
      type: String(type), name: String(rest.first ?? ""), version: rest.count > 1 ? String(rest[1]) : nil)
  }

  /// The canonical text.
  package var canonicalText: String {
    var text: String = "pkg:" + type + "/"
    if let namespace { text += namespace + "/" }
    text += name
    if let version { text += "@" + version }
    return text
  }
}
