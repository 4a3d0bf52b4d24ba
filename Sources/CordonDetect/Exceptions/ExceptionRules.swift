package import CordonModel
internal import CordonVersions

/// Marks the findings that a person set aside. Pure: the time is a parameter.
///
/// No verdict, no match and no doubt changes; only ``Match/exception`` and ``CheckReport/Result/exception`` are filled.
/// Of several exceptions for one finding the first marks it, and each of them counts it.
package struct ExceptionRules: Sendable {
  private let rules: [CompiledException]
  /// Positions in ``rules`` by the id or alias they name, in lower case.
  private let byName: [String: [Int]]

  /// Compiles the exceptions, in the order of their rank.
  package init(_ exceptions: [FindingException]) {
    rules = exceptions.map(CompiledException.init)
    var names: [String: [Int]] = [:]
    for (index, exception) in exceptions.enumerated() {
      names[exception.advisory.lowercased(), default: []].append(index)
    }
    byName = names
  }

  /// Marks what is set aside at `now`.
  ///
  /// - Parameter aliases: the aliases of every advisory of the results, by its id.
  /// - Returns: what became of each exception, in the order they were given.
  package func apply(
    to results: inout [CheckReport.Result], aliases: [String: [String]], now: Timestamp
  ) -> [ExceptionUse] {
    var counts: [Int] = Array(repeating: 0, count: rules.count)
    for index in results.indices {
      let id: String = results[index].assessment.advisory.id
      let inForce: [Int] = named([id] + (aliases[id] ?? [])).filter { now <= rules[$0].exception.until }
      if !inForce.isEmpty { mark(&results[index], inForce, &counts) }
    }
    return zip(rules, counts).map { rule, count in
      let state: ExceptionUse.State = rule.exception.until < now ? .expired : count > 0 ? .applied : .unused
      return ExceptionUse(exception: rule.exception, state: state, findings: count)
    }
  }

  /// The exceptions that name an advisory by any of its names, in their order, each once.
  private func named(_ names: [String]) -> [Int] {
    var found: Set<Int> = []
    for name in names { found.formUnion(byName[name.lowercased()] ?? []) }
    return found.sorted()
  }

  private func mark(_ result: inout CheckReport.Result, _ inForce: [Int], _ counts: inout [Int]) {
    for match in result.assessment.matches.indices {
      for number in inForce where rules[number].covers(result.assessment.matches[match].subject) {
        counts[number] += 1
        if result.assessment.matches[match].exception == nil {
          result.assessment.matches[match].exception = rules[number].exception
        }
      }
    }
    // There is something to set aside in an answer that is unknown, and in one with matches.
    guard result.assessment.verdict > .remediated else { return }
    for number in inForce where rules[number].isForAll {
      if result.assessment.matches.isEmpty { counts[number] += 1 }
      if result.exception == nil { result.exception = rules[number].exception }
    }
  }
}

/// An exception with its package URL read.
private struct CompiledException {
  let exception: FindingException
  private let purl: PackageURL?

  init(_ exception: FindingException) {
    self.exception = exception
    purl = exception.package.flatMap { try? PackageURL(parsing: $0, strictness: .lenient) }
  }

  /// Whether it is about the advisory as a whole.
  var isForAll: Bool { exception.package == nil && exception.path == nil }

  /// Whether it is about a find of this package. What the exception does not name, it does not narrow; a package URL
  /// that cannot be read covers nothing.
  func covers(_ subject: MatchSubject) -> Bool {
    if exception.package != nil {
      guard let purl, let package = subject.package, names(purl, package) else { return false }
    }
    let location: String = subject.location
    guard let path = exception.path, location != path else { return true }
    // Below a folder, inside an archive, or a line of a log.
    if location.hasPrefix(path + "/") || location.hasPrefix(path + "!/") { return true }
    guard case .contact = subject, location.hasPrefix(path + ":") else { return false }
    let line: Substring = location.dropFirst(path.count + 1)
    return !line.isEmpty && line.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private func names(_ wanted: PackageURL, _ package: SoftwarePackage) -> Bool {
    let found: PackageURL = package.purl
    guard wanted.type == found.type, wanted.name == found.name,
      IdentityKey.present(wanted.namespace) == IdentityKey.present(found.namespace),
      wanted.qualifiers.allSatisfy({ found.qualifiers.contains($0) })
    else { return false }
    guard let version = wanted.version else { return true }
    return version == found.version || (found.version == nil && version == package.version)
  }
}
