internal import CordonModel

extension JSONFields {
  /// Reads back what ``MatchSubjectJSON`` writes, as far as it is shown again; results of earlier versions know
  /// packages only.
  func matchSubject() throws(CordonError) -> MatchSubject {
    let kind: MatchSubject.Kind = try optionalWord("kind") ?? .package
    switch kind {
    case .package: return .package(try package())
    case .file: return .file(try fileSubject())
    case .process:
      var ancestors: [ProcessFacts] = []
      for one in try objects("ancestors") { ancestors.append(try one.processSubject()) }
      return .process(try object("process").processSubject(), ancestors: ancestors)
    case .contact: return .contact(try contactSubject())
    }
  }

  private func fileSubject() throws(CordonError) -> FileFacts {
    let fields: JSONFields = try object("file")
    return FileFacts(
      place: FilePlace(
        path: PrintablePath.bytes(try fields.text("path")),
        members: try fields.texts("members").map(PrintablePath.bytes)),
      size: UInt64(max(0, try fields.optionalInteger("size") ?? 0)), modified: try optionalTime("updatedAt"),
      digests: try fields.digests(), hits: try fields.ruleHits(), version: try optionalText("version"))
  }

  /// Only the names of the rules were written; what they mean stands in the match.
  private func ruleHits() throws(CordonError) -> [RuleHit] {
    try texts("rules").map { RuleHit(rule: $0, source: "", verdict: .affected) }
  }

  private func processSubject() throws(CordonError) -> ProcessFacts {
    var process = ProcessFacts(pid: Int32(clamping: try optionalInteger("pid") ?? 0), name: try text("name"))
    process.executable = try optionalText("executable").map { PrintablePath.bytes($0) }
    process.executableState = try optionalWord("executableState") ?? .unknown
    process.commandLine = try text("commandLine")
    process.userName = try optionalText("user")
    process.startedAt = try optionalTime("startedAt")
    process.container = try optionalText("container")
    process.digests = try digests()
    return process
  }

  private func contactSubject() throws(CordonError) -> ContactFacts {
    let fields: JSONFields = try object("contact")
    let value: String = try fields.text("value")
    let subject: ContactFacts.Subject =
      switch try fields.text("type") {
      case "address": .address(value)
      case "url": .url(value)
      case "user-agent": .userAgent(value)
      default: .domain(value)
      }
    var contact = ContactFacts(
      subject: subject, time: try optionalTime("updatedAt"), source: try word("foundBy"),
      location: try text("location"), client: try fields.optionalText("client"),
      pid: try fields.optionalInteger("pid").map { Int32(clamping: $0) })
    contact.isOfClient = try fields.optionalFlag("ofClient") ?? false
    contact.count = try fields.optionalInteger("count").map { max(1, $0) } ?? 1
    contact.last = try fields.optionalTime("last")
    return contact
  }

  private func digests() throws(CordonError) -> FileDigests? {
    guard let sha256 = try optionalText("sha256").flatMap({ Digest(hex: $0) }) else { return nil }
    return FileDigests(
      sha256: sha256, sha1: try optionalText("sha1").flatMap { Digest(hex: $0) },
      md5: try optionalText("md5").flatMap { Digest(hex: $0) })
  }
}
