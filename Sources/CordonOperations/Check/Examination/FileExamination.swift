internal import CordonCollect
internal import CordonDetect
internal import CordonModel

/// Looks at files: at the places that advisories name, and in a deep check at every file.
///
/// What lies at a known place is read first, so that its answer is there after seconds. A quick check reads nothing else,
/// and of that only as much as ``QuickLookLimits`` allow.
struct FileExamination {
  let advisories: [Advisory]
  let request: CheckRequest
  let target: Target
  let now: Timestamp
  let observer: FileScanObserver

  /// - Parameters:
  ///   - checks: those of `known-paths` and `files` that are wanted.
  ///   - seen: told of every file that was read, for those who need its digests too.
  func run(_ checks: Set<CheckKind>, into examination: inout Examination, seen: (FileFacts) -> Void) {
    let matcher = FileMatcher(advisories: advisories)
    let places = PathMatcher(advisories: advisories)
    var known: KnownPathResult = checks.contains(.knownPaths) ? search(places) : KnownPathResult()
    var sighted: [[UInt8]: FileFacts] = [:]
    for sighting in known.sightings where sighted[sighting.path] == nil {
      sighted[sighting.path] = FileExamination.unread(sighting)
    }
    let own: [[UInt8]: Set<AdvisoryReference>] = FileExamination.productPlaces(known.sightings, places)
    let anywhere = AnywherePaths(places, platform: target.platform)
    var next: FileWalkRequest? = scope(checks, known.sightings)
    var asked: Set<CheckKind> = checks
    while let scope = next {
      let scan = FileScanRequest(scope, digests: matcher.wantedDigests, rules: matcher.ruleSources)
      var matches: [AdvisoryMatch] = []
      let result: FileScanResult = FileScanner(scan, options: options(checks), observer: observer).scan(now: now) {
        facts in
        for var found in matcher.matches(facts) {
          found.exposes =
            found.match.reason == .fileRule && own[facts.place.path]?.contains(found.advisory) ?? false
          matches.append(found)
        }
        for number in anywhere.questions(facts.place) {
          guard let match = places.match(question: number, facts), !matcher.clears(facts.digests, for: match.advisory)
          else { continue }
          matches.append(match)
        }
        if facts.place.members.isEmpty, sighted[facts.place.path] != nil { sighted[facts.place.path] = facts }
        seen(facts)
      }
      examination.matches.add(matches)
      examination.notices += result.notices
      if asked == checks {
        examination.add(result.problems)
      }
      var coverage: Coverage = result.coverage
      coverage.add(FileExamination.gaps(result.problems))
      note(coverage, asked, &known, &examination)
      // What lies at a known place is read also where a walk over everything does not come by: in a home on a network.
      let rest: [[UInt8]] = asked.contains(.files) ? FileExamination.unread(known.sightings, sighted) : []
      next = rest.isEmpty ? nil : FileWalkRequest(.paths(rest))
      asked = [.knownPaths]
    }
    if let coverage = known.coverage { examination.coverage.append(coverage) }
    for sighting in known.sightings {
      guard let facts = sighted[sighting.path], let match = places.match(question: sighting.query, facts),
        !matcher.clears(facts.digests, for: match.advisory)
      else { continue }
      examination.matches.add([match])
    }
  }

  /// The files at places that an advisory names as the product's own.
  private static func productPlaces(
    _ sightings: [KnownPathSighting], _ places: PathMatcher
  ) -> [[UInt8]: Set<AdvisoryReference>] {
    var own: [[UInt8]: Set<AdvisoryReference>] = [:]
    for sighting in sightings where !sighting.isFolder && places.isProductPlace(question: sighting.query) {
      if let advisory = places.advisory(question: sighting.query) { own[sighting.path, default: []].insert(advisory) }
    }
    return own
  }

  private func search(_ places: PathMatcher) -> KnownPathResult {
    let queries: [KnownPathQuery] = places.questions.map {
      KnownPathQuery(id: $0.number, platform: $0.platform, pattern: PathPattern($0.text, platform: $0.platform))
    }
    return KnownPathSearch().run(queries, in: request.target, target: target, now: now)
  }

  /// What is to be read: everything, or the files at known places; `nil` for nothing.
  private func scope(_ checks: Set<CheckKind>, _ sightings: [KnownPathSighting]) -> FileWalkRequest? {
    guard checks.contains(.files) else {
      let files: [[UInt8]] = FileExamination.smallFirst(sightings)
      return files.isEmpty ? nil : FileWalkRequest(.paths(files))
    }
    let first: [[UInt8]] = sightings.map { $0.isFolder ? $0.path : FileExamination.folder(of: $0.path) }
    switch request.target {
    case .live: return FileWalkRequest(.live, first: first, excluded: request.excluded)
    case .root(let path): return FileWalkRequest(.root(path), first: first, excluded: request.excluded)
    case .folder(let path): return FileWalkRequest(.paths([Array(path.utf8)]), excluded: request.excluded)
    }
  }

  /// How files are read: a quick look has limits of its own.
  private func options(_ checks: Set<CheckKind>) -> FileScanOptions {
    guard !checks.contains(.files) else { return request.scan }
    var options: FileScanOptions = request.scan
    options.bytesInAll = request.quickLook.bytes
    options.archiveFileBytes = request.quickLook.archiveBytes
    return options
  }

  /// The files among the sightings, each once: what a quick look may read is enough for most of them when small ones go
  /// first.
  private static func smallFirst(_ sightings: [KnownPathSighting]) -> [[UInt8]] {
    var sizes: [[UInt8]: UInt64] = [:]
    for sighting in sightings where !sighting.isFolder && sighting.identity != nil {
      sizes[sighting.path] = sighting.size
    }
    return sizes.sorted { $0.value != $1.value ? $0.value < $1.value : $0.key.lexicographicallyPrecedes($1.key) }
      .map(\.key)
  }

  /// A quick look reads for `known-paths`: what it could not read is a gap of that check.
  private func note(
    _ coverage: Coverage, _ checks: Set<CheckKind>, _ known: inout KnownPathResult, _ examination: inout Examination
  ) {
    if checks.contains(.files) {
      examination.coverage.append(coverage)
    } else {
      known.coverage?.add(coverage.gaps)
      known.coverage?.leftOut += coverage.leftOut
      known.coverage?.gapsOmitted += coverage.gapsOmitted
    }
  }

  private static func folder(of path: [UInt8]) -> [UInt8] {
    guard let slash = path.lastIndex(of: 0x2F), slash > 0 else { return [0x2F] }
    return Array(path[..<slash])
  }

  /// The files among the sightings of which no content is known yet, each once, in order.
  private static func unread(_ sightings: [KnownPathSighting], _ sighted: [[UInt8]: FileFacts]) -> [[UInt8]] {
    let files: [KnownPathSighting] = sightings.filter {
      !$0.isFolder && $0.identity != nil && sighted[$0.path]?.digests == nil
    }
    return Set(files.map(\.path)).sorted { $0.lexicographicallyPrecedes($1) }
  }

  private static func unread(_ sighting: KnownPathSighting) -> FileFacts {
    FileFacts(
      place: FilePlace(path: sighting.path), identity: sighting.identity, size: sighting.size,
      modified: sighting.modified, digests: nil)
  }

  /// A rule that is not in force found nothing anywhere.
  static func gaps(_ problems: [RuleProblem]) -> [Coverage.Gap] {
    problems.filter { !$0.isWarning }.map {
      Coverage.Gap(path: $0.source, reason: .capabilityMissing, detail: "a rule is not in force: \($0.message)")
    }
  }
}

extension Coverage {
  /// Adds what another look at the same places could not see.
  mutating func add(_ more: [Gap]) {
    guard !more.isEmpty else { return }
    if state == .complete { state = .partial }
    let room: Int = max(0, Coverage.gapLimit - gaps.count)
    gaps.append(contentsOf: more.prefix(room))
    gapsOmitted += max(0, more.count - room)
  }
}
