internal import CordonModel

/// The subject of a match in JSON: the members that all kinds have, and those of its own kind.
enum MatchSubjectJSON {
  static func members(_ subject: MatchSubject) -> [String: JSONValue] {
    var members: [String: JSONValue] = [
      "kind": .string(subject.kind.rawValue), "purl": .optional(subject.purl), "name": .string(subject.name),
      "version": .optional(subject.version), "vendor": .optional(subject.vendor),
      "location": .string(subject.location), "installedAt": .optional(subject.installedAt?.text),
      "updatedAt": .optional(subject.updatedAt?.text), "foundBy": .string(subject.foundBy),
    ]
    switch subject {
    case .package: break
    case .file(let file): members["file"] = .object(MatchSubjectJSON.file(file))
    case .process(let process, let ancestors):
      members["process"] = .object(MatchSubjectJSON.process(process))
      // What an ancestor was told to do is not the finding.
      members["ancestors"] = .array(
        ancestors.map { ancestor in
          var named: ProcessFacts = ancestor
          named.commandLine = ""
          return .object(MatchSubjectJSON.process(named))
        })
    case .contact(let contact): members["contact"] = .object(MatchSubjectJSON.contact(contact))
    }
    return members
  }

  static func file(_ file: FileFacts) -> [String: JSONValue] {
    var members: [String: JSONValue] = digests(file.digests)
    members["path"] = .string(PrintablePath.text(file.place.path))
    members["members"] = .strings(file.place.members.map { PrintablePath.text($0) })
    members["size"] = .integer(Int64(clamping: file.size))
    members["rules"] = .strings(file.hits.map(\.rule))
    return members
  }

  private static func process(_ process: ProcessFacts) -> [String: JSONValue] {
    var members: [String: JSONValue] = digests(process.digests)
    members["pid"] = .integer(Int64(process.pid))
    members["name"] = .string(process.name)
    members["executable"] = .optional(process.executable.map { PrintablePath.text($0) })
    members["executableState"] = .string(process.executableState.rawValue)
    members["commandLine"] = .string(process.commandLine)
    members["user"] = .optional(process.userName ?? process.user.map { String($0) })
    members["startedAt"] = .optional(process.startedAt?.text)
    members["container"] = .optional(process.container)
    return members
  }

  private static func contact(_ contact: ContactFacts) -> [String: JSONValue] {
    [
      "type": .string(contact.subject.word), "value": .string(contact.subject.text),
      "client": .optional(contact.client), "ofClient": .boolean(contact.isOfClient),
      "pid": contact.pid.map { .integer(Int64($0)) } ?? .null, "count": .integer(Int64(contact.count)),
      "last": .optional(contact.last?.text),
    ]
  }

  private static func digests(_ digests: FileDigests?) -> [String: JSONValue] {
    [
      "sha256": .optional(digests?.sha256.hex), "sha1": .optional(digests?.sha1?.hex),
      "md5": .optional(digests?.md5?.hex),
    ]
  }
}

extension ContactFacts.Subject {
  /// The kind of indicator it is, as packs name it.
  fileprivate var word: String {
    switch self {
    case .domain: "domain"
    case .address: "address"
    case .url: "url"
    case .userAgent: "user-agent"
    }
  }
}
