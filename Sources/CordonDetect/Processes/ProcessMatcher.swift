package import CordonModel

/// Matches running processes against the rows of many advisories.
///
/// ## What a match means
/// - The executable, or a file mapped as code, is listed by its digest, or a rule matched it: as for files, `affected` or
///   `suspected`.
/// - It lies where only the compromise has something: `suspected`.
/// - A shell or interpreter (``Interpreters``) runs below an executable of the product (`AdvisoryPrograms`): `suspected`, with
///   the processes between them.
///
/// ## What is no match
/// - An interpreter inside of the product's own folder: its own runtime. A shell *above* the product, which started it.
/// - What the advisory lists as legitimate or clean by digest: it is neither a match nor an executable of the product.
///
/// A shell counts whatever it was told to do (`sh -c …` too): that is what an attacker's shell looks like, and a program that
/// opens a link through a script of the system is seen for a moment at most. Each shell below a product is named, so that
/// nothing of a tree is left out. A process whose parent has ended belongs to nobody the system would tell.
package struct ProcessMatcher: Sendable {
  /// What content is held against: it says which digests and rules are wanted of what runs.
  package let files: FileMatcher
  private let programs: AdvisoryPrograms
  private let places: [Place]
  private let platform: Platform
  /// Of the files that advisories list as bad, in any case.
  private let fileNames: Set<NameKey>

  private struct Place: Sendable {
    let advisory: AdvisoryReference
    let index: Int
    let row: PathIndicator
    let path: ProgramPath
  }

  /// Compiles the rows that speak of programs.
  ///
  /// - Parameter platform: that of the machine: path rows of others are left aside.
  package init(advisories: [Advisory], platform: Platform) {
    self.platform = platform
    files = FileMatcher(advisories: advisories)
    programs = AdvisoryPrograms(advisories: advisories, platform: platform)
    var places: [Place] = []
    for advisory in advisories {
      for (index, row) in advisory.paths.enumerated() where row.malicious && row.platform.covers(platform) {
        guard let path = ProgramPath(row) else { continue }
        places.append(Place(advisory: advisory.reference, index: index, row: row, path: path))
      }
    }
    self.places = places
    let listed: [FileIndicator] = advisories.flatMap(\.files).filter { FileMatcher.verdict($0.verdict) != nil }
    fileNames = Set(listed.map { NameKey(Interpreters.fileName(Array($0.name.utf8)), .caseless) })
  }

  /// Every match, in the order of the processes.
  package func matches(_ processes: [ProcessFacts]) -> [AdvisoryMatch] {
    let tree = ProcessTree(processes)
    let products: [[AdvisoryPrograms.Recognition]] = processes.map { recognise($0) }
    let hasProducts: Bool = products.contains { !$0.isEmpty }
    var known: [[UInt8]: [Int]] = [:]
    var found: [AdvisoryMatch] = []
    for (position, process) in processes.enumerated() {
      found.append(contentsOf: contentMatches(process))
      found.append(contentsOf: pathMatches(process, &known))
      guard hasProducts, Interpreters.contains(process) else { continue }
      let ancestors: [Int] = tree.ancestors(of: position)
      found.append(contentsOf: shellMatches(process, ancestors, processes, products))
    }
    return found
  }

  /// Whether an advisory speaks of the program of a process: its path, the name of its file, or that of a product. Such a
  /// program is worth its reading where not all are read.
  package func names(_ process: ProcessFacts) -> Bool {
    guard let executable = process.executable else { return false }
    let path = RunningPath(executable, platform)
    let name: ArraySlice<UInt8> = Interpreters.fileName(executable)
    return fileNames.contains(NameKey(name, .caseless)) || places.contains { $0.path.match(path) != nil }
      || !programs.recognise(path, name: name).isEmpty
  }

  private func contentMatches(_ process: ProcessFacts) -> [AdvisoryMatch] {
    var found: [AdvisoryMatch] = []
    var contents: [(path: [UInt8], digests: FileDigests, hits: [RuleHit], isModule: Bool)] = []
    if let digests = process.digests { contents.append((process.executable ?? [], digests, process.hits, false)) }
    for module in process.modules {
      if let digests = module.digests { contents.append((module.path, digests, module.hits, true)) }
    }
    for content in contents {
      for listed in files.matches(ProcessMatcher.facts(content.path, content.digests, content.hits)) {
        var match: Match = listed.match
        match.subject = .process(process, ancestors: [])
        match.reason = match.reason == .fileRule ? .processRule : .processHash
        if content.isModule { match.decidedBy += " " + PrintablePath.text(content.path) }
        found.append(AdvisoryMatch(advisory: listed.advisory, match: match))
      }
    }
    return found
  }

  /// - Parameter known: which rows match a path; hundreds of processes map the same files.
  private func pathMatches(_ process: ProcessFacts, _ known: inout [[UInt8]: [Int]]) -> [AdvisoryMatch] {
    guard !places.isEmpty else { return [] }
    var found: [AdvisoryMatch] = []
    var contents: [(path: [UInt8], digests: FileDigests?)] = process.modules.map { ($0.path, $0.digests) }
    if let executable = process.executable { contents.insert((executable, process.digests), at: 0) }
    for (path, digests) in contents {
      for position in rows(path, &known) {
        let place: Place = places[position]
        guard !files.clears(digests, for: place.advisory) else { continue }
        found.append(
          AdvisoryMatch(
            advisory: place.advisory,
            match: Match(
              verdict: .suspected, productID: "paths[\(place.index)]", productName: place.row.role,
              subject: .process(process, ancestors: []), reason: .processPath, decidedBy: place.row.path,
              rule: RuleReference(line: place.row.line))))
      }
    }
    return found
  }

  /// Positions in ``places`` of the rows that match a path.
  private func rows(_ path: [UInt8], _ known: inout [[UInt8]: [Int]]) -> [Int] {
    if let found = known[path] { return found }
    let names = RunningPath(path, platform)
    let found: [Int] = places.indices.filter { places[$0].path.match(names) != nil }
    known[path] = found
    return found
  }

  private func shellMatches(
    _ shell: ProcessFacts, _ ancestors: [Int], _ processes: [ProcessFacts],
    _ products: [[AdvisoryPrograms.Recognition]]
  ) -> [AdvisoryMatch] {
    var found: [AdvisoryMatch] = []
    let path = RunningPath(shell.executable ?? [], platform)
    for (distance, ancestor) in ancestors.enumerated() {
      for product in products[ancestor] where !found.contains(where: { $0.advisory == product.advisory }) {
        let parent = RunningPath(processes[ancestor].executable ?? [], platform)
        if let own = product.ownFolder, path.keys.count > own, path.keys.starts(with: parent.keys.prefix(own)) {
          continue
        }
        guard !files.clears(shell.digests, for: product.advisory) else { continue }
        found.append(
          AdvisoryMatch(
            advisory: product.advisory,
            match: Match(
              verdict: .suspected, productID: product.productID, productName: product.productName,
              subject: .process(shell, ancestors: ancestors.prefix(distance + 1).map { processes[$0] }),
              reason: .shellBelowProduct, decidedBy: product.decidedBy, rule: product.rule)))
      }
    }
    return found
  }

  /// The products an executable belongs to, an advisory at most once.
  private func recognise(_ process: ProcessFacts) -> [AdvisoryPrograms.Recognition] {
    let path = RunningPath(process.executable ?? [], platform)
    let name: ArraySlice<UInt8> =
      process.executable.map { Interpreters.fileName($0) } ?? Array(process.name.utf8)[...]
    var found: [AdvisoryPrograms.Recognition] = []
    if let digests = process.digests {
      for listed in files.matches(ProcessMatcher.facts(process.executable ?? [], digests, [])) {
        found.append(
          AdvisoryPrograms.Recognition(
            advisory: listed.advisory, productID: listed.match.productID, productName: listed.match.productName,
            decidedBy: listed.match.decidedBy, rule: listed.match.rule, ownFolder: AdvisoryPrograms.ownFolder(path)))
      }
    }
    found.append(contentsOf: programs.recognise(path, name: name))
    var seen: Set<AdvisoryReference> = []
    return found.filter { product in
      !files.clears(process.digests, for: product.advisory) && seen.insert(product.advisory).inserted
    }
  }

  private static func facts(_ path: [UInt8], _ digests: FileDigests, _ hits: [RuleHit]) -> FileFacts {
    FileFacts(place: FilePlace(path: path), size: 0, digests: digests, hits: hits)
  }
}
