package import CordonModel

/// Matches running processes against the rows of many advisories.
///
/// ## What a match means
/// - The executable, or a file mapped as code, is listed by its digest: as for files, `affected` or `suspected`.
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
  private let files: FileMatcher
  private let programs: AdvisoryPrograms
  private let places: [Place]
  private let platform: Platform

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
  }

  /// Every match, in the order of the processes.
  ///
  /// - Parameter installed: absolute folders of installed packages that an advisory speaks of: executables in them are the
  ///   product's.
  package func matches(
    _ processes: [ProcessFacts], installed: [AdvisoryReference: [[UInt8]]] = [:]
  ) -> [AdvisoryMatch] {
    let tree = ProcessTree(processes)
    let products: [[AdvisoryPrograms.Recognition]] = processes.map { recognise($0, installed) }
    let hasProducts: Bool = products.contains { !$0.isEmpty }
    var found: [AdvisoryMatch] = []
    for (position, process) in processes.enumerated() {
      found.append(contentsOf: hashMatches(process))
      found.append(contentsOf: pathMatches(process))
      guard hasProducts, Interpreters.contains(process) else { continue }
      let ancestors: [Int] = tree.ancestors(of: position)
      found.append(contentsOf: shellMatches(process, ancestors, processes, products))
    }
    return found
  }

  private func hashMatches(_ process: ProcessFacts) -> [AdvisoryMatch] {
    var found: [AdvisoryMatch] = []
    var contents: [(path: [UInt8], digests: FileDigests, isModule: Bool)] = []
    if let digests = process.digests { contents.append((process.executable ?? [], digests, false)) }
    for module in process.modules {
      if let digests = module.digests { contents.append((module.path, digests, true)) }
    }
    for content in contents {
      for listed in files.matches(ProcessMatcher.facts(content.path, content.digests)) {
        var match: Match = listed.match
        match.subject = .process(process, ancestors: [])
        match.reason = .processHash
        if content.isModule { match.decidedBy += " " + PrintablePath.text(content.path) }
        found.append(AdvisoryMatch(advisory: listed.advisory, match: match))
      }
    }
    return found
  }

  private func pathMatches(_ process: ProcessFacts) -> [AdvisoryMatch] {
    guard !places.isEmpty else { return [] }
    var found: [AdvisoryMatch] = []
    var contents: [(path: [UInt8], digests: FileDigests?)] = process.modules.map { ($0.path, $0.digests) }
    if let executable = process.executable { contents.insert((executable, process.digests), at: 0) }
    for (path, digests) in contents {
      let components: [[UInt8]] = ProgramPath.components(path, platform)
      for place in places where place.path.match(components) != nil {
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

  private func shellMatches(
    _ shell: ProcessFacts, _ ancestors: [Int], _ processes: [ProcessFacts],
    _ products: [[AdvisoryPrograms.Recognition]]
  ) -> [AdvisoryMatch] {
    var found: [AdvisoryMatch] = []
    let path: [[UInt8]] = ProgramPath.components(shell.executable ?? [], platform)
    for (distance, ancestor) in ancestors.enumerated() {
      for product in products[ancestor] where !found.contains(where: { $0.advisory == product.advisory }) {
        let parent: [[UInt8]] = ProgramPath.components(processes[ancestor].executable ?? [], platform)
        if let own = product.ownFolder, path.count > own, path.starts(with: parent.prefix(own)) { continue }
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
  private func recognise(
    _ process: ProcessFacts, _ installed: [AdvisoryReference: [[UInt8]]]
  ) -> [AdvisoryPrograms.Recognition] {
    let components: [[UInt8]] = ProgramPath.components(process.executable ?? [], platform)
    let name: ArraySlice<UInt8> =
      process.executable.map { Interpreters.fileName($0) } ?? Array(process.name.utf8)[...]
    var found: [AdvisoryPrograms.Recognition] = []
    if let digests = process.digests {
      for listed in files.matches(ProcessMatcher.facts(process.executable ?? [], digests)) {
        found.append(
          AdvisoryPrograms.Recognition(
            advisory: listed.advisory, productID: listed.match.productID, productName: listed.match.productName,
            decidedBy: listed.match.decidedBy, rule: listed.match.rule,
            ownFolder: AdvisoryPrograms.ownFolder(components)))
      }
    }
    found.append(contentsOf: programs.recognise(components, name: name))
    found.append(contentsOf: inside(installed, components))
    var seen: Set<AdvisoryReference> = []
    return found.filter { product in
      !files.clears(process.digests, for: product.advisory) && seen.insert(product.advisory).inserted
    }
  }

  private func inside(
    _ places: [AdvisoryReference: [[UInt8]]], _ components: [[UInt8]]
  ) -> [AdvisoryPrograms.Recognition] {
    var found: [AdvisoryPrograms.Recognition] = []
    for (advisory, folders) in places {
      for folder in folders {
        let parts: [[UInt8]] = ProgramPath.components(folder, platform)
        guard !SystemFolders.contains(parts), components.count > parts.count,
          components.starts(with: parts)
        else { continue }
        let text: String = PrintablePath.text(folder)
        found.append(
          AdvisoryPrograms.Recognition(
            advisory: advisory, productID: text, productName: text, decidedBy: text, rule: RuleReference(),
            ownFolder: parts.count))
        break
      }
    }
    return found.sorted { ($0.advisory.id, $0.advisory.revision) < ($1.advisory.id, $1.advisory.revision) }
  }

  private static func facts(_ path: [UInt8], _ digests: FileDigests) -> FileFacts {
    FileFacts(place: FilePlace(path: path), size: 0, digests: digests)
  }
}
