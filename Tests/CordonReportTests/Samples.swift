internal import CordonModel
internal import CordonTestSupport
internal import CordonVersions

/// Reports as a check makes them, for every kind of answer.
enum Samples {
  static let all: [(name: String, report: CheckReport)] = [
    ("clean", clean), ("single-clean", singleClean), ("affected", affected), ("suspected", suspected),
    ("unknown", unknown), ("mixed", mixed), ("folder", folder), ("hostile", hostile), ("nothing-asked", nothingAsked),
    ("broken-file", brokenFile), ("empty-root", emptyRoot), ("exceptions", excepted), ("findings", findings),
  ]

  static func time(_ text: String) -> Timestamp {
    Timestamp(parsing: text) ?? Timestamp(secondsSinceEpoch: 0)
  }

  static let start: Timestamp = time("2026-11-21T04:12:03Z")
  static let end: Timestamp = time("2026-11-21T04:12:04Z")

  static let machine = Target(
    kind: .live, platform: .linux, name: "web-01", path: "/", system: "Debian GNU/Linux 12 (bookworm)")

  static let clean = make(results: elsewhere + checked)

  static let singleClean = make(results: [checked[0]])

  static let affected: CheckReport = {
    var report: CheckReport = make(results: [xz] + elsewhere + checked.dropFirst())
    report.target = Target(
      kind: .root, platform: .linux, name: "/mnt/customer disk", path: "/mnt/customer disk",
      system: "Debian GNU/Linux trixie/sid")
    return report
  }()

  static let suspected = make(results: [event] + elsewhere + checked)

  static let unknown: CheckReport = {
    let doubts: [Assessment.Doubt] = [
      .init(check: .pythonPackages, reason: .scanPartial), .init(check: .npmPackages, reason: .scanPartial),
    ]
    let open: [CheckReport.Result] = ["ctx-2022", "event-stream-2018", "tanstack-2026", "ua-parser-js-2021"].map { id in
      result(
        id, "Malicious package \(id)", verdict: .unknown, doubts: doubts, require: [.pythonPackages, .npmPackages])
    }
    var report: CheckReport = make(results: open + elsewhere + [checked[0]])
    let gaps: [Coverage.Gap] = (0..<40).map { index in
      .init(
        path: index == 3 ? "/home/user/" + String(repeating: "deeply-nested/", count: 12) : "/home/user\(index)",
        reason: .scanPartial, detail: "permission denied", isRefused: true)
    }
    report.coverage = [
      coverage(.systemPackages, items: 412, entries: 3),
      coverage(.pythonPackages, items: 31, entries: 51_204, gaps: gaps, omitted: 1_160),
      coverage(.npmPackages, items: 0, entries: 51_204, gaps: Array(gaps.prefix(2))),
    ]
    return report
  }()

  static let mixed: CheckReport = {
    let broken: CheckReport.Result = result(
      "ctx-2022", "Hijacked PyPI package ctx", verdict: .unknown,
      doubts: [.init(check: .pythonPackages, reason: .scanError), .init(check: nil, reason: .intelStale)],
      require: [.pythonPackages])
    let done: CheckReport.Result = result("ultralytics-2024", "Trojanised ultralytics", verdict: .remediated)
    var grave: CheckReport.Result = xz
    grave.assessment.doubts = [.init(check: .systemPackages, reason: .scanPartial)]
    var report: CheckReport = make(results: [grave, event, broken, done] + elsewhere)
    report.coverage[1] = Coverage(
      check: .pythonPackages, state: .failed, collectedAt: time("2026-11-20T01:12:04Z"), scope: ["/opt"],
      entriesExamined: 12, gaps: [.init(path: "/opt/app", reason: .scanError, detail: "Input/output error")])
    report.problems = [
      .init(
        location: .init(file: "/etc/cordon/advisories/own.yaml", line: 14, field: "products[0].purl"),
        message: "The package URL has no name; write it like pkg:npm/event-stream.")
    ]
    return report
  }()

  static let brokenFile: CheckReport = {
    var report: CheckReport = make(results: elsewhere + checked)
    report.problems = [
      .init(location: .init(file: "/etc/cordon/advisories/own.yaml", line: 3), message: "The field `id` is missing."),
      .init(location: .init(file: "/etc/cordon/advisories/own.yaml", line: 9), message: "The product has no name."),
    ]
    return report
  }()

  static let emptyRoot: CheckReport = {
    let open: CheckReport.Result = result(
      "ctx-2022", "Hijacked PyPI package ctx", verdict: .unknown,
      doubts: [.init(check: .pythonPackages, reason: .scanPartial), .init(check: nil, reason: .unsupportedPlatform)],
      require: [.pythonPackages])
    var report: CheckReport = make(results: [open])
    report.target = Target(kind: .root, platform: .any, name: "/mnt/disk", path: "/mnt/disk")
    let empty = Coverage.Gap(path: "/mnt/disk", reason: .scanPartial, detail: "the folder is empty")
    report.coverage = [coverage(.pythonPackages, items: 0, entries: 0, gaps: [empty], scope: ["/mnt/disk"])]
    report.packageCount = 0
    return report
  }()

  static let folder: CheckReport = {
    let asked: CheckReport.Result = result(
      "codecov-2021", "Altered Codecov upload script", verdict: .unknown,
      doubts: [.init(check: nil, reason: .excludedByPolicy)], basis: .notExamined,
      axes: .init(exposed: .notExamined), require: [])
    var report: CheckReport = make(results: [asked, result("event-stream-2018", "Trojanised event-stream")])
    report.target = Target(kind: .folder, platform: .any, name: "/srv/app", path: "/srv/app")
    report.coverage = [coverage(.npmPackages, items: 812, entries: 9_120, scope: ["/srv/app"])]
    report.packageCount = 812
    report.notAsked = ["3cx-2023", "sunburst-2020", "xz-2024"].map { AdvisoryReference(id: $0, revision: 1) }
    return report
  }()

  static let nothingAsked: CheckReport = {
    var report: CheckReport = make(results: [])
    report.coverage = []
    return report
  }()

  /// Names chosen by an attacker: escape sequences, line breaks, bidirectional controls, zero-width and wide characters.
  static let hostile: CheckReport = {
    let name: String = "evil\u{1B}[2J\u{1B}]0;owned\u{07}\r\nAFFECTED: nothing\u{202E}gnp.exe\u{200B}\u{2066}x\u{9B}31m"
    var match: Match = xzMatch
    match.package.name = name
    match.package.version = "1.0\u{0}\u{85}\u{2028}2"
    match.package.location =
      "/データ/软件包/" + String(repeating: "とても長い名前", count: 14)
      + "/e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}/\u{E0041}\u{FEFF}"
    match.productName = "\u{301}\u{1F600}\u{1F468}\u{200D}\u{1F469} 제품 " + String(repeating: "A", count: 900)
    match.decidedBy = "| rm -rf / ; $(reboot)\u{7F}"
    var result: CheckReport.Result = xz
    result.title = LocalizedText(en: name, de: name)
    result.assessment.advisory.id = "id'; reboot #\u{1B}[A"
    result.assessment.matches = [match]
    result.hints = [LocalizedText(en: "Line\none\n\n\ttwo \u{1B}[31m", de: "Zeile\neins\n\n\tzwei \u{1B}[31m")]
    var report: CheckReport = make(results: [result])
    report.target = Target(kind: .folder, platform: .any, name: name, path: "/tmp/\(name)", system: "\u{1B}c")
    report.toolVersion = "0\u{1B}[1m"
    let gap: Coverage.Gap = .init(path: "/a\nb\u{202D}c", reason: .scanError, detail: "bad\u{1B}[0m\n")
    report.coverage = [coverage(.npmPackages, items: 1, entries: 2, gaps: [gap], scope: ["/tmp/\u{1B}[H"])]
    report.coverage[0].leftOut = [.init(path: "/x\u{1B}", why: "\u{1B}")]
    report.notAsked = [AdvisoryReference(id: "b\u{1B}", revision: 1)]
    report.problems = [.init(location: .init(file: "/p\u{1B}\n", line: 1, field: "\u{1B}"), message: "\u{1B}\nfoo")]
    return report
  }()

  // MARK: Parts

  static let xzMatch = Match(
    verdict: .affected, productID: "xz-utils-debian", productName: "XZ Utils in Debian",
    package: package(
      "pkg:deb/debian/liblzma5@5.6.1-1", name: "liblzma5", version: "5.6.1-1", location: "/var/lib/dpkg/status",
      installed: "2024-03-27", updated: "2024-03-28T09:14:00Z", foundBy: .dpkgStatus),
    reason: .versionListed, decidedBy: "5.6.1-1")

  static let xz: CheckReport.Result = {
    var second: Match = xzMatch
    second.package = package(
      "pkg:deb/debian/xz-utils@5.6.1-1", name: "xz-utils", version: "5.6.1-1", location: "/var/lib/dpkg/status",
      updated: "2024-03-28", foundBy: .dpkgStatus)
    second.reason = .versionInRange
    second.decidedBy = "vers:deb/>=5.5.1alpha-0.1|<=5.6.1-1"
    return result(
      "xz-2024", "Backdoor in XZ Utils", verdict: .affected, matches: [xzMatch, second],
      axes: .init(exposed: .yes),
      hints: [
        LocalizedText(
          en: "Install 5.6.1+really5.4.5-1 or later, then restart every service that links liblzma.",
          de: "Installieren Sie 5.6.1+really5.4.5-1 oder neuer und starten Sie jeden Dienst neu, der liblzma lädt."),
        LocalizedText(
          en: "Treat the machine as compromised when its SSH port was reachable from outside.",
          de: "Behandeln Sie den Rechner als kompromittiert, wenn sein SSH-Zugang von außen erreichbar war."),
      ])
  }()

  static let event: CheckReport.Result = result(
    "event-stream-2018", "Trojanised npm package event-stream", verdict: .suspected,
    matches: [
      Match(
        verdict: .suspected, productID: "flatmap-stream", productName: "flatmap-stream",
        package: package(
          "pkg:npm/flatmap-stream@0.1.1", name: "flatmap-stream", version: "0.1.1",
          location: "/srv/shop/releases/2026-11-02T10-44-19/frontend/packages/checkout/package-lock.json",
          foundBy: .npmLock),
        reason: .lockedNotInstalled, decidedBy: "0.1.1"),
      Match(
        verdict: .suspected, productID: "event-stream", productName: "event-stream",
        package: package(
          "pkg:npm/event-stream", name: "event-stream", version: nil, location: "/srv/old/node_modules/event-stream",
          foundBy: .npmPackage),
        reason: .versionMissing, decidedBy: "event-stream"),
    ],
    axes: .init(exposed: .suspected), require: [.npmPackages])

  static let elsewhere: [CheckReport.Result] = [
    "3cx-2023", "asus-shadowhammer-2018", "ccleaner-2017", "codecov-2021", "kaseya-2021", "notpetya-2017",
    "polyfill-2024", "sunburst-2020", "tj-actions-2025",
  ].map { id in
    result(id, "Elsewhere", basis: .platformNotConcerned, axes: .init(exposed: .no), require: [], later: [])
  }

  static let checked: [CheckReport.Result] = [
    result("xz-2024", "Backdoor in XZ Utils", axes: .init(exposed: .no)),
    result("event-stream-2018", "Trojanised event-stream", require: [.npmPackages]),
    result("ctx-2022", "Hijacked PyPI package ctx", require: [.pythonPackages], later: [.networkHistory]),
  ]

  static func package(
    _ purl: String, name: String, version: String?, location: String, installed: String? = nil,
    updated: String? = nil, foundBy: SoftwarePackage.Discovery
  ) -> SoftwarePackage {
    guard let url = try? PackageURL(parsing: purl) else { preconditionFailure("a sample has no good purl: \(purl)") }
    return SoftwarePackage(
      purl: url, name: name, version: version, location: location, installedAt: installed.map(time),
      updatedAt: updated.map(time), foundBy: foundBy)
  }

  static func result(
    _ id: String, _ title: String, verdict: Verdict = .notAffected, matches: [Match] = [],
    doubts: [Assessment.Doubt] = [], basis: Assessment.Basis = .inventoryOnly,
    axes: Assessment.Axes = .init(exposed: .no), require: [CheckKind] = [.systemPackages],
    later: [CheckKind] = [.files, .networkHistory], hints: [LocalizedText] = []
  ) -> CheckReport.Result {
    CheckReport.Result(
      title: LocalizedText(en: title, de: title),
      assessment: Assessment(
        advisory: AdvisoryReference(id: id, revision: 2), verdict: verdict, matches: matches, doubts: doubts,
        basis: basis, required: require, later: later, axes: axes),
      hints: hints,
      limits: [
        LocalizedText(
          en: "Software that was unpacked by hand is in no package database.",
          de: "Von Hand entpackte Software steht in keiner Paketdatenbank.")
      ])
  }

  static func make(results: [CheckReport.Result]) -> CheckReport {
    CheckReport(
      target: machine, startedAt: start, finishedAt: end, toolVersion: "0.1.0", results: results,
      coverage: [
        coverage(.systemPackages, items: 412, entries: 3), coverage(.pythonPackages, items: 31, entries: 148_204),
        coverage(.npmPackages, items: 1_204, entries: 148_204),
      ], packageCount: 1_647)
  }

  static func coverage(
    _ check: CheckKind, items: Int, entries: Int, gaps: [Coverage.Gap] = [], omitted: Int = 0, scope: [String] = ["/"]
  ) -> Coverage {
    Coverage(
      check: check, state: gaps.isEmpty ? .complete : .partial, collectedAt: end, scope: scope,
      entriesExamined: entries, itemsFound: items, gaps: gaps, gapsOmitted: omitted,
      leftOut: [
        .init(path: "/proc", why: "kernel file system"), .init(path: "/sys", why: "kernel file system"),
        .init(path: "/mnt/nas", why: "network file system (nfs4)"),
      ])
  }
}
