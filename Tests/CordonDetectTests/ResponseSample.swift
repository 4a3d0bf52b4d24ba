internal import CordonModel
internal import CordonVersions

/// Reports about findings of every kind.
enum ResponseSample {
  static let advisory: Advisory = Sample.advisory(
    network: [
      NetworkIndicator(type: .domain, value: "c2.example", role: "C2", block: .yes, confidence: .high),
      NetworkIndicator(type: .domain, value: "shared.example", role: "C2", block: .no, confidence: .high),
    ])

  static let exception = FindingException(
    id: "e", kind: .falsePositive, reason: "ours", advisory: "case", until: Sample.now.before(seconds: -86_400),
    location: CordonError.Location(file: "exceptions.yaml", line: 1, field: nil))

  private static let digests: FileDigests? = Digest(hex: String(repeating: "ab", count: 32)).map {
    FileDigests(sha256: $0)
  }

  static func file(
    _ path: String, members: [String] = [], verdict: Verdict = .affected, product: String = "files[0]",
    isFolder: Bool = false
  ) -> Match {
    let place = FilePlace(path: Array(path.utf8), members: members.map { Array($0.utf8) })
    let identity: FileIdentity? =
      isFolder ? nil : FileIdentity(device: 1, inode: 2, size: 3, modified: 4, changed: 5)
    let facts = FileFacts(
      place: place, identity: identity, size: 3, modified: nil, digests: isFolder ? nil : digests)
    return Match(
      verdict: verdict, productID: product, productName: "evil", subject: .file(facts),
      reason: isFolder ? .pathPresent : .fileHash, decidedBy: "x")
  }

  /// A file by hash and one by rule, a folder, a process, a contact, a system package and one of npm.
  static func allKinds() throws -> [Match] {
    let process = ProcessFacts(pid: 42, name: "sh")
    let contact = ContactFacts(subject: .domain("c2.example"), source: .dnsLog, location: "log")
    func package(_ purl: String, _ found: SoftwarePackage.Discovery) throws -> Match {
      Match(
        verdict: .affected, productID: purl, productName: "p",
        subject: .package(try Sample.package(purl, foundBy: found)), reason: .versionListed, decidedBy: "1")
    }
    return [
      file("/home/a/evil.dll"), file("/home/a/other.dll", product: "rules[0]"), file("/opt/evil", isFolder: true),
      Match(
        verdict: .suspected, productID: "case", productName: "p", subject: .process(process, ancestors: []),
        reason: .shellBelowProduct, decidedBy: "sh"),
      Match(
        verdict: .suspected, productID: "network[0]", productName: "C2", subject: .contact(contact),
        reason: .nameLookedUp, decidedBy: "c2.example"),
      try package("pkg:deb/debian/xz-utils@5.6.0", .dpkgStatus), try package("pkg:npm/a@1.0.0", .npmPackage),
    ]
  }

  static func report(
    _ matches: [Match], kind: TargetKind = .live, verdict: Verdict? = nil, infected: Assessment.Axis = .notExamined,
    started: Timestamp = Sample.now
  ) -> CheckReport {
    let assessment = Assessment(
      advisory: advisory.reference, verdict: verdict ?? matches.map(\.verdict).max() ?? .notAffected, matches: matches,
      doubts: [], basis: .examined, required: [.systemPackages], later: [],
      axes: Assessment.Axes(exposed: .no, infected: infected))
    return CheckReport(
      target: Sample.target(.linux, kind), startedAt: started, finishedAt: started, toolVersion: "0",
      results: [CheckReport.Result(title: advisory.title, assessment: assessment, hints: [], limits: [])],
      coverage: [], packageCount: 0)
  }
}
