internal import CordonModel
internal import CordonVersions

/// The subject of a match in JSON: the members that all kinds have, and those of its own kind.
enum MatchSubjectJSON {
  static func members(_ subject: MatchSubject) -> [String: JSONValue] {
    var members: [String: JSONValue] = [
      "purl": .optional(subject.purl), "name": .string(subject.name), "version": .optional(subject.version),
      "vendor": .optional(subject.vendor), "location": .string(subject.location),
      "installedAt": .optional(subject.installedAt?.text), "updatedAt": .optional(subject.updatedAt?.text),
      "foundBy": .string(subject.foundBy),
    ]
    guard subject.package == nil else { return members }
    members["kind"] = .string(subject.kind.rawValue)
    members["sha256"] = .optional(subject.digests?.sha256.hex)
    return members
  }
}

extension JSONFields {
  /// Reads back what ``MatchSubjectJSON`` writes.
  func matchSubject() throws(CordonError) -> MatchSubject {
    let kind: MatchSubject.Kind = try optionalWord("kind") ?? .package
    let digests: FileDigests? = try optionalText("sha256").flatMap { Digest(hex: $0) }.map { FileDigests(sha256: $0) }
    let location: String = try text("location")
    switch kind {
    case .package: return .package(try package())
    case .file:
      return .file(
        FileFacts(
          place: FilePlace(path: Array(location.utf8)), size: 0, modified: try optionalTime("updatedAt"),
          digests: digests, version: try optionalText("version")))
    case .process:
      var process = ProcessFacts(pid: 0, name: try text("name"))
      process.executable = Array(location.utf8)
      process.digests = digests
      process.startedAt = try optionalTime("updatedAt")
      return .process(process, ancestors: [])
    case .contact:
      return .contact(
        ContactFacts(
          subject: .domain(try text("name")), time: try optionalTime("updatedAt"), source: try word("foundBy"),
          location: location))
    }
  }
}
