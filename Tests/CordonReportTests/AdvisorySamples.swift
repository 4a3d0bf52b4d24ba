internal import CordonVersions

@testable internal import CordonModel
@testable internal import CordonReport

/// Advisories as packs describe them.
enum AdvisorySamples {
  static let builtIn = AdvisoryOrigin(place: .installation, path: "/usr/share/cordon/advisories/pack.yaml")

  static let all: [ListedAdvisory] = [
    ListedAdvisory(advisory: desktopApp, origin: builtIn),
    ListedAdvisory(advisory: plain("xz-2024", "Backdoor in XZ Utils", .compromisedSoftware, 10.0), origin: builtIn),
    ListedAdvisory(
      advisory: plain("event-stream-2018", "Trojanised npm package event-stream", .maliciousPackage, nil),
      origin: AdvisoryOrigin(place: .system, path: "/etc/cordon/advisories/event-stream-2018.yaml")),
    ListedAdvisory(
      advisory: plain(
        "tanstack-2026", "A worm in forty-two packages of the TanStack namespace that steals publishing tokens",
        .maliciousPackage, 9.6), origin: builtIn),
  ]

  static let changes: [AdvisoryChange] = [
    AdvisoryChange(field: "revision", kind: .changed, old: "1", new: "2"),
    AdvisoryChange(field: "products[0].known_affected", kind: .added, old: nil, new: "18.12.416"),
    AdvisoryChange(field: "network[3]", kind: .removed, old: "philip.je, half of an e-mail address", new: nil),
  ]

  static let findings: [LintFinding] = [
    LintFinding(
      severity: .error, location: .init(file: "Advisories/3cx-2023.yaml", line: 31, field: "paths[2].path"),
      message: "\\ProgrammDaten is a folder name as Explorer translates it; on disk it is C:\\ProgramData.",
      example: "path: '%PROGRAMDATA%\\3CXPhone'"),
    LintFinding(
      severity: .warning, location: .init(file: "Advisories/own\u{1B}.yaml"), message: "no test case matches\u{1B}[2J"),
  ]

  static let desktopApp: Advisory = {
    var advisory: Advisory = plain("3cx-2023", "Trojanised 3CX desktop app", .compromisedSoftware, 7.8)
    advisory.title.de = "Trojanisierte 3CX-Desktop-App"
    advisory.severity.bsiLevel = 3
    advisory.severity.cvssVersion = "3.1"
    advisory.severity.cvssVector = "CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H"
    advisory.dates.compromised = TimeWindow(from: Samples.time("2023-03-03"), until: Samples.time("2023-03-30"))
    advisory.dates.disclosed = Samples.time("2023-03-29")
    advisory.aliases = ["CVE-2023-29059", "BSI 2023-214778-1032"]
    advisory.attribution = .init(actor: "UNC4736", confidence: .high)
    advisory.products = [
      AffectedProduct(
        id: "win", name: "3CX Desktop App", vendor: "3CX Ltd", aliases: ["3CXDesktopApp"], platform: .windows,
        scheme: .windows, knownAffected: ["18.12.407", "18.12.416"], knownNotAffected: ["18.11.1213"],
        fixed: ["18.12.422"]),
      AffectedProduct(
        id: "mac", name: "3CX Desktop App", platform: .macos, scheme: .apple,
        knownAffected: (0..<20).map { "18.11.\(1_200 + $0)" },
        affectedRanges: [.init(range: "builds of March 2023", verdict: .suspected)],
        installedWithin: TimeWindow(from: Samples.time("2023-03-03"), until: nil), confidence: .medium,
        note: "The disk image was\nsigned and notarised."),
      AffectedProduct(id: "web", name: "3CX web client", platform: .web, scheme: .generic),
    ]
    advisory.files = (0..<7).map { index in
      FileIndicator(
        name: "3CXDesktopApp-\(index).msi", platform: .windows, sha256: String(repeating: "a1", count: 32),
        verdict: .trojanised, role: "installer", confidence: .high)
    }
    advisory.paths = [
      PathIndicator(
        platform: .windows, path: "%LOCALAPPDATA%\\Programs\\3CXDesktopApp\\", role: "install root", malicious: false)
    ]
    advisory.network = [
      NetworkIndicator(type: .domain, value: "akamaicontainer.com", role: "C2", block: .yes, confidence: .high),
      NetworkIndicator(
        type: .url, value: "raw.githubusercontent.com/IconStorages/images", role: "loader", block: .urlOnly,
        confidence: .high, valid: TimeWindow(from: Samples.time("2022-12-07"), until: nil)),
    ]
    advisory.rules = [DetectionRule(id: "cordon-3cx-loader", language: .yara, text: "rule x { condition: true }")]
    return advisory
  }()

  static func plain(_ id: String, _ title: String, _ category: Advisory.Category, _ score: Double?) -> Advisory {
    Advisory(
      id: id, revision: 2, title: LocalizedText(en: title, de: title),
      summary: LocalizedText(
        en: "The maker's own signed updater\ndelivered a trojanised program.",
        de: "Der signierte Aktualisierer des Herstellers\nlieferte ein trojanisiertes Programm."),
      category: category, marking: .clear, severity: .init(cvssScore: score),
      dates: .init(initialRelease: Samples.time("2026-11-20"), currentRelease: Samples.time("2026-11-21")), aliases: [],
      attribution: nil,
      references: [
        .init(summary: "CVE record"), .init(summary: "Notice of the maker", url: "https://example.org/notice"),
      ],
      sources: ["cve": "CVEProject/cvelistV5", "bsi": "BSI warning"], platforms: [.windows, .macos], products: [],
      files: [], paths: [], signers: [], network: [], traces: [], rules: [],
      checks: [
        RequiredChecks(
          platform: .linux, targets: [.live, .root], require: [.systemPackages], later: [.files, .networkHistory]),
        RequiredChecks(platform: .windows, targets: [.live], require: [], later: [.programs]),
      ],
      hints: [
        LocalizedText(
          en: "Uninstall it and use the web client.", de: "Deinstallieren Sie sie; nutzen Sie den Web-Client.")
      ],
      limits: [LocalizedText(en: "Only names are compared.", de: "Nur Namen werden verglichen.")],
      tests: [AdvisoryTest(subject: .domain("philip.je"), expect: .noMatch)])
  }
}
