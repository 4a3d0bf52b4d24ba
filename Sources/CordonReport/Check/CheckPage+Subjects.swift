internal import CordonModel

extension CheckPage {
  /// What is shown of the thing a match is about, before why it matched.
  func fields(of subject: MatchSubject) -> [Block.Field] {
    switch subject {
    case .package(let package):
      [
        field(.package, say(named(package), .strong)), field(.place, StyledText(foreign(package.location))),
        field(
          .dates,
          DetailSentences.dates(installed: package.installedAt?.dateText, updated: package.updatedAt?.dateText)),
      ]
    case .file(let file): fields(of: file)
    case .process(let process, let ancestors): fields(of: process, ancestors)
    case .contact(let contact): fields(of: contact)
    }
  }

  private func fields(of file: FileFacts) -> [Block.Field] {
    var fields: [Block.Field] = [
      field(.file, say(named(.file(file)), .strong)), field(.place, StyledText(foreign(file.place.text))),
    ]
    if let modified = file.modified { fields.append(field(.changed, StyledText(modified.minuteText))) }
    if let digests = file.digests {
      fields.append(field(.sha256, StyledText(digests.sha256.hex)))
      fields.append(field(.size, SubjectSentences.bytes(Count(Int(clamping: file.size)))))
    }
    return fields
  }

  private func fields(of process: ProcessFacts, _ ancestors: [ProcessFacts]) -> [Block.Field] {
    let user: String = process.userName ?? process.user.map { String($0) } ?? "?"
    var fields: [Block.Field] = [
      field(.process, StyledText(numbered(process), .strong)),
      field(.place, StyledText(foreign(MatchSubject.process(process, ancestors: []).location))),
      field(.user, StyledText(foreign(user))),
    ]
    if let word = process.executableState.word { fields.append(field(.executable, word)) }
    if let started = process.startedAt { fields.append(field(.started, StyledText(started.minuteText))) }
    if !process.commandLine.isEmpty { fields.append(field(.command, StyledText(foreign(process.commandLine)))) }
    if let container = process.container { fields.append(field(.container, StyledText(foreign(container)))) }
    if let digests = process.digests { fields.append(field(.sha256, StyledText(digests.sha256.hex))) }
    if !ancestors.isEmpty {
      let tree: [String] = ancestors.reversed().map(numbered) + [numbered(process)]
      fields.append(field(.tree, StyledText(tree.joined(separator: " → "))))
    }
    return fields
  }

  private func numbered(_ process: ProcessFacts) -> String { foreign(process.name) + " (" + String(process.pid) + ")" }

  private func fields(of contact: ContactFacts) -> [Block.Field] {
    var fields: [Block.Field] = [
      field(.contact, StyledText(foreign(contact.subject.text), .strong)),
      field(.place, say(contact.source.word).followed(by: ", ").followed(by: foreign(contact.location))),
    ]
    if let time = contact.time { fields.append(field(.time, StyledText(time.minuteText))) }
    if let client = contact.client { fields.append(field(.client, StyledText(foreign(client)))) }
    if let pid = contact.pid { fields.append(field(.process, StyledText(String(pid)))) }
    return fields
  }
}
