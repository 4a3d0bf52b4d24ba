import CordonIntel
import CordonModel

/// A small pack that is right, to be broken line by line.
enum PackText {
  static let good: String = """
    pack: 1
    id: example-2026
    revision: 3
    title: {en: Trojanised example, de: Trojanisiertes Beispiel}
    summary:
      en: >-
        One sentence
        in two lines.
      de: Ein Satz.
    category: compromised-software
    tlp: AMBER+STRICT
    severity:
      cvss: {version: "3.1", score: 7.8, vector: "CVSS:3.1/AV:L"}
      bsi: 3
    dates:
      compromised: {from: 2023-03-03, until: 2023-03-30}
      disclosed: 2023-03-29
      initial_release_date: 2026-11-21
      current_release_date: "2026-11-22T10:00:00Z"
    aliases: [CVE-2023-29059]
    attribution: {actor: UNC4736, confidence: medium, note: "per press"}
    references:
      - {summary: CVE-2023-29059}
      - {summary: notice, url: "https://example.com/notice"}
    sources: {cve: "CVEProject", bsi-1: "BSI notice"}
    platforms: [windows, macos, any]
    products:
      - product_id: app-windows
        name: Example App
        vendor: Example Ltd
        aliases: [ExampleApp]
        platform: windows
        known_affected: ["18.12.407", "18.12.416"]
        known_not_affected: ["18.11.1213"]
        fixed: ["18.12.422"]
        note: first
        sources: [cve]
      - product_id: lib
        name: lib
        platform: any
        purl: pkg:npm/lib
        affected_ranges:
          - {range: "vers:npm/>=1.0.0|<1.2.0", verdict: affected}
          - {range: "builds of June", verdict: suspected}
        installed_within: {from: 2023-03-03}
        confidence: low
    files:
      - name: app.msi
        platform: [windows, macos]
        version: "18.12.407"
        sha256: AA124A4B4DF12B34E74EE7F6C683B2EBEC4CE9A8EDCF9BE345823B4FDCF5D868
        md5: f3d4144860ca10ba60f7ef4d176cc736
        size: 12
        verdict: trojanised
        role: installer
        sources: [cve]
    paths:
      - {platform: windows, path: '%LOCALAPPDATA%\\Programs\\ExampleApp\\', role: install root}
    signers:
      - {subject: Example Ltd, serial: "1b:66:11", role: all, signed_within: {until: 2023-03-29}}
    network:
      - {type: domain, value: C2.Example.NET, role: C2, block: true, valid_from: 2022-02-22}
      - {type: ipv6, value: "2001:0DB8:0:0::7", role: C2, block: false, match: false}
      - {type: url, value: "https://github.com/evil/images", role: addresses, block: url-only}
      - {type: user-agent, value: "Updater/1.* (x)", role: C2 client, block: false}
    traces:
      - {kind: behaviour, value: "starts a shell", role: hands-on, technique: T1059.003}
    rules:
      - id: example-loader
        language: yara
        text: |
          rule example { condition: "& *x" }
    checks:
      - {platform: [linux, windows], targets: [live, root], require: [system-packages, npm-packages, programs, known-paths], deep: [files], later: [behaviour]}
    hints:
      - {en: Look, de: Schauen}
    limits:
      - {en: Not macOS, de: Nicht macOS}
    tests:
      - {package: "pkg:npm/lib@1.1.0", platform: windows, expect: affected}
      - {program: {name: Example App, version: "18.11.1213", platform: windows}, expect: no-match, why: clean}
      - {sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, expect: no-match}

    """

  /// Reads `good` after one piece of it has been replaced.
  static func read(_ text: String = good) -> PackReading {
    PackReader.read(Array(text.utf8), file: "example-2026.yaml")
  }

  /// The 1-based line of the first place where `piece` stands.
  static func line(of piece: String, in text: String) -> Int? {
    guard let range = text.firstRange(of: piece) else { return nil }
    return 1 + text[..<range.lowerBound].count { $0 == "\n" }
  }
}

extension PackReading {
  var lines: String { findings.map(\.line).joined(separator: "\n") }
}
