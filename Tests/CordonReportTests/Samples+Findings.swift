internal import CordonModel
internal import CordonTestSupport

extension Samples {
  /// Files, processes and contacts of one case: by hash, rule and place; a shell below the product; look-ups of this machine and
  /// of another one; and more of them than are kept.
  static let findings: CheckReport = {
    var grave: CheckReport.Result = result(
      "3cx-2023", "Trojanised 3CX desktop app", verdict: .affected, matches: subjectMatches, basis: .examined,
      axes: .init(exposed: .yes, infected: .yes, contacted: .suspected), require: [.knownPaths, .files], later: [])
    grave.assessment.matchesOmitted = 1_200
    var report: CheckReport = make(results: [grave] + elsewhere.dropFirst())
    report.runner = .user
    return report
  }()

  static let subjectMatches: [Match] = [
    subject(.affected, "files[3]", "ffmpeg.dll (loader)", .file(listedFile), .fileHash, "sha256:" + sha256.hex, 88),
    subject(
      .affected, "cordon_3cx_loader", "the changed ffmpeg.dll", .file(packedFile), .fileRule, "cordon_3cx_loader", 120),
    subject(
      .suspected, "paths[1]", "configuration of the second stage",
      .file(FileFacts(place: FilePlace(path: Array("/home/anna/.main_storage".utf8)), size: 0, digests: nil)),
      .pathPresent, "~/.main_storage", 101),
    subject(
      .affected, "files[0]", "backdoor", .process(agent, ancestors: []), .processHash, "sha256:" + sha256.hex, 71),
    subject(
      .suspected, "paths[2]", "place of the backdoor", .process(agent, ancestors: []), .processPath, "/opt/x/", 103),
    subject(
      .suspected, "paths[0]", "install root", .process(shell, ancestors: [wrapper, desktop]), .shellBelowProduct,
      "/opt/3CX/", 99),
    subject(
      .suspected, "network[0]", "msstorageazure.com (C2)", .contact(lookUp(client: "127.0.0.1")), .nameLookedUp,
      "domain:msstorageazure.com (7 records, last 2023-03-29T10:00:00Z)", 140),
    subject(
      .suspected, "network[0]", "msstorageazure.com (C2)", .contact(lookUp(client: "192.0.2.7", isOfClient: true)),
      .nameLookedUp, "domain:msstorageazure.com", 140),
    subject(
      .suspected, "network[2]", "192.0.2.66 (C2)",
      .contact(
        ContactFacts(
          subject: .address("192.0.2.66"), time: end, source: .liveSocket, location: "socket", pid: 4_711)),
      .addressContacted, "ipv4:192.0.2.66", 142),
    subject(
      .suspected, "network[1]", "https://github.com/IconStorages/images (addresses)",
      .contact(
        ContactFacts(
          subject: .url("https://github.com/IconStorages/images/x.ico"), source: .webLog,
          location: "/var/log/squid/access.log:9")), .urlFetched, "url:https://github.com/IconStorages/images", 141),
    subject(
      .suspected, "network[0]", "msstorageazure.com (C2)",
      .contact(
        ContactFacts(subject: .domain("msstorageazure.com"), source: .hostsFile, location: "/etc/hosts:3")),
      .nameLookedUp, "domain:msstorageazure.com", 140),
    subject(
      .suspected, "network[3]", "Updater/1.* (client)",
      .contact(
        ContactFacts(subject: .userAgent("Updater/1.2"), source: .jsonLog, location: "/var/log/eve.json:12")),
      .userAgentSeen, "user-agent:Updater/1.*", 143),
    subject(
      .affected, "rules[0]", "loader rule", .process(agent, ancestors: []), .processRule, "rule loader", 120),
  ]

  private static let sha256: Digest = digest("aa124a4b4df12b34e74ee7f6c683b2ebec4ce9a8edcf9be345823b4fdcf5d868")

  private static func digest(_ hex: String) -> Digest {
    guard let digest = Digest(hex: hex) else { preconditionFailure("a sample has no good digest: \(hex)") }
    return digest
  }

  private static let listedFile = FileFacts(
    place: FilePlace(path: Array("/mnt/c/Users/anna/AppData/Local/Programs/3CXDesktopApp/app/ffmpeg.dll".utf8)),
    size: 2_814_976, modified: time("2023-03-24T08:00:00Z"),
    digests: FileDigests(
      sha256: sha256, sha1: digest("bea77d1e59cf18dce22ad9a2fad52948fd7a9efa"),
      md5: digest("f3d4144860ca10ba60f7ef4d176cc736")), version: "4.4.1")

  private static let packedFile: FileFacts = {
    var facts: FileFacts = listedFile
    facts.place = FilePlace(
      path: Array("/srv/3CX \u{FC}pdate.nupkg".utf8) + [0xFF], members: [Array("lib/net45/ffmpeg.dll".utf8)])
    facts.digests = FileDigests(sha256: sha256)
    facts.hits = [
      RuleHit(rule: "cordon_3cx_loader", source: "3cx-2023", verdict: .affected),
      RuleHit(rule: "other_rule", source: "/rules.yar", verdict: .suspected),
    ]
    return facts
  }()

  private static func process(_ pid: Int32, _ executable: String, _ command: String) -> ProcessFacts {
    var facts = ProcessFacts(pid: pid, name: executable.split(separator: "/").last.map { String($0) } ?? "")
    facts.executable = Array(executable.utf8)
    facts.executableState = .present
    facts.commandLine = command
    facts.userName = "anna"
    facts.startedAt = start
    return facts
  }

  private static let desktop: ProcessFacts = process(10, "/opt/3CX/3CXDesktopApp", "3CXDesktopApp --token=sesame-1")
  private static let wrapper: ProcessFacts = process(11, "/usr/bin/env", "env PASSWORD=sesame-2 bash")
  private static let shell: ProcessFacts = process(12, "/usr/bin/bash", "bash -c id")
  private static let agent: ProcessFacts = {
    var facts: ProcessFacts = process(20, "/opt/x/agent", "agent -d")
    facts.executableState = .deleted
    facts.digests = FileDigests(sha256: sha256)
    facts.container = "docker 0123456789ab"
    return facts
  }()

  private static func lookUp(client: String, isOfClient: Bool = false) -> ContactFacts {
    var contact = ContactFacts(
      subject: .domain("msstorageazure.com"), time: time("2023-03-24T10:00:00Z"), source: .dnsLog,
      location: "/var/log/dnsmasq.log:17", client: client)
    contact.isOfClient = isOfClient
    contact.count = isOfClient ? 1 : 7
    contact.last = isOfClient ? nil : time("2023-03-29T10:00:00Z")
    return contact
  }

  private static func subject(
    _ verdict: Verdict, _ row: String, _ name: String, _ subject: MatchSubject, _ reason: Match.Reason,
    _ decidedBy: String, _ line: Int
  ) -> Match {
    Match(
      verdict: verdict, productID: row, productName: name, subject: subject, reason: reason, decidedBy: decidedBy,
      rule: RuleReference(file: "/usr/share/cordon/advisories/3cx-2023.yaml", line: line))
  }
}
