internal import CordonModel

// What would make the answer another one where files, processes and contacts are its reason, or could be.

extension Explanation {
  // MARK: - With matches

  /// What would take a find of a file, process or contact away, or make it graver; nothing for a package.
  func subjectPoints(of match: Match) -> [TurningPoint] {
    let place: String = inert(self.place(of: match.rule, product: match.productID))
    return switch match.subject {
    case .package: []
    case .file(let file): filePoints(match, file, place)
    case .process(let process, let ancestors): processPoints(match, process, ancestors, place)
    case .contact(let contact): contactPoints(match, contact, place)
    }
  }

  private func filePoints(_ match: Match, _ file: FileFacts, _ place: String) -> [TurningPoint] {
    let path: String = inert(file.place.text)
    switch match.reason {
    case .fileRule:
      return [act(ExplainSubject.removeForRule(path, rule: inert(match.decidedBy), place: place))]
        + (file.digests == nil ? [] : [act(ExplainSubject.listAsClean(path))])
    case .pathPresent:
      return [act(ExplainSubject.emptyPlace(path, place: place))] + [found(ExplainSubject.graverWithContent(path))]
    default:
      let graver: [TurningPoint] = match.verdict == .suspected ? [act(ExplainSentences.personLooks(path))] : []
      return [act(ExplainSubject.removeListed(path, place: place))] + graver
    }
  }

  private func processPoints(
    _ match: Match, _ process: ProcessFacts, _ ancestors: [ProcessFacts], _ place: String
  ) -> [TurningPoint] {
    let name: String = inert(process.name) + " (" + String(process.pid) + ")"
    let program: String = inert(match.subject.location)
    switch match.reason {
    case .shellBelowProduct:
      guard let product = ancestors.last else { return [act(ExplainSentences.personLooks(name))] }
      let parent: String = inert(product.name) + " (" + String(product.pid) + ")"
      return [
        act(ExplainSubject.shellExplained(name, below: parent)),
        found(ExplainSubject.noShell(below: parent, place: place)),
      ]
    case .processPath:
      return [
        act(ExplainSubject.nothingRuns(from: program, name: name, place: place)),
        found(ExplainSubject.graverWithContent(program)),
      ]
    default: return [act(ExplainSubject.otherProgram(program, name: name, place: place))]
    }
  }

  private func contactPoints(_ match: Match, _ contact: ContactFacts, _ place: String) -> [TurningPoint] {
    let name: String = inert(contact.subject.text)
    let location: String = inert(contact.location)
    var points: [TurningPoint] = []
    if contact.isOfClient, let client = contact.client {
      points.append(.init(kind: .check, text: ExplainSubject.checkClient(inert(client), contacted: name)))
    } else {
      switch contact.source {
      case .liveSocket: points.append(act(ExplainSubject.connectionClosed(name)))
      case .hostsFile: points.append(act(ExplainSubject.takeOut(name, of: location)))
      case .resolverCache: points.append(act(ExplainSubject.cacheForgets(name)))
      case .journal, .syslog, .dnsLog, .webLog, .jsonLog:
        points.append(act(ExplainSubject.whoAsked(name, in: location)))
      }
      if match.reason == .nameLookedUp { points.append(found(ExplainSubject.connectionOnRecord(name))) }
    }
    if let window = networkRow(match.productID)?.valid {
      let (from, until): (String?, String?) = (window.from?.dateText, window.until?.dateText)
      points.append(found(ExplainSubject.outsideOf(from: from, until: until, name: name, place: place)))
    }
    return points
  }

  private func networkRow(_ id: String) -> NetworkIndicator? {
    guard let rows = samePack?.network, let index = Explanation.index(id, of: "network"), rows.indices.contains(index)
    else { return nil }
    return rows[index]
  }

  // MARK: - Without matches

  /// What would match among files, processes and contacts: how many rows there are, and one of them.
  var examplePoints: [TurningPoint] {
    guard let pack = samePack, assessment.basis != .platformNotConcerned else { return [] }
    let platform: Platform = report.target.platform
    var points: [TurningPoint] = []
    let files: [FileIndicator] = pack.files.filter { $0.verdict != .clean && $0.verdict != .legitimate }
    if let first = files.first {
      let name: String = inert(first.name)
      points.append(found(ExplainSubject.wouldMatch(files: Count(files.count), name: name, place: row(first.line))))
    }
    let rules: [DetectionRule] = pack.rules.filter { $0.language == .yara }
    if let first = rules.first {
      points.append(
        found(ExplainSubject.wouldMatch(rules: Count(rules.count), name: inert(first.id), place: row(first.line))))
    }
    let paths: [PathIndicator] = pack.paths.filter {
      $0.malicious && (platform == .any || $0.platform.covers(platform))
    }
    if let first = paths.first {
      points.append(
        found(ExplainSubject.wouldMatch(paths: Count(paths.count), name: inert(first.path), place: row(first.line))))
    }
    let contacts: [NetworkIndicator] = pack.network.filter(\.match)
    if let first = contacts.first, report.target.kind != .folder {
      points.append(
        found(
          ExplainSubject.wouldMatch(contacts: Count(contacts.count), name: inert(first.value), place: row(first.line))))
    }
    // Shells are looked for below programs, and processes are those of the live machine.
    if report.target.kind == .live, let program = sought.first(where: \.purls.isEmpty) {
      points.append(found(ExplainSubject.wouldMatch(shellBelow: inert(program.name), place: inert(place(of: program)))))
    }
    return points
  }

  /// Logs that would answer whether the attacker was contacted, while that is open.
  var reachPoints: [TurningPoint] {
    guard let pack = samePack, pack.network.contains(where: \.match), report.target.kind != .folder,
      assessment.basis != .platformNotConcerned,
      assessment.axes.contacted == .notExamined || assessment.axes.contacted == .unknown
    else { return [] }
    let window: TimeWindow = ContactReach.window(compromised: pack.dates.compromised, now: report.finishedAt)
    return [.init(kind: .check, text: ExplainSubject.logsSince(window.from?.dateText))]
  }

  // MARK: - Places

  /// Where a row of the loaded advisory stands.
  private func row(_ line: Int?) -> String { inert(place(of: RuleReference(line: line), product: "")) }

  /// The line of the row that a name such as `files[3]` means, in the loaded advisory.
  func line(ofRow id: String) -> Int? {
    guard let pack = samePack else { return nil }
    if let index = Explanation.index(id, of: "files"), pack.files.indices.contains(index) {
      return pack.files[index].line
    }
    if let index = Explanation.index(id, of: "paths"), pack.paths.indices.contains(index) {
      return pack.paths[index].line
    }
    return networkRow(id)?.line
  }

  private static func index(_ id: String, of list: String) -> Int? {
    guard id.hasPrefix(list + "["), id.hasSuffix("]") else { return nil }
    return Int(id.dropFirst(list.count + 1).dropLast())
  }

  private func act(_ text: LocalizedText) -> TurningPoint { .init(kind: .act, text: text) }

  private func found(_ text: LocalizedText) -> TurningPoint { .init(kind: .found, text: text) }
}
