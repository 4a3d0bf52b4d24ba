/// The fields of every mapping of a pack, and one right example for each. The example is what lint shows; a field that
/// is missing here cannot be read.
enum FieldNames {
  /// Field name and example, in the order in which a pack has them.
  typealias Group = [(name: String, example: String)]

  static let pack: Group = [
    ("pack", "pack: 1"), ("id", "id: 3cx-2023"), ("revision", "revision: 1"),
    ("title", "title: {en: Trojanised desktop app, de: Trojanisierte Desktop-App}"),
    ("summary", "summary: {en: \"…\", de: \"…\"}"), ("category", "category: compromised-software"),
    ("tlp", "tlp: CLEAR"), ("severity", "severity: {bsi: 3}"),
    ("dates", "dates: {initial_release_date: 2026-11-21, current_release_date: 2026-11-21}"),
    ("aliases", "aliases: [CVE-2023-29059]"), ("attribution", "attribution: {actor: UNC4736, confidence: high}"),
    ("references", "references: [{summary: CVE-2023-29059}]"), ("sources", "sources: {cve: \"CVEProject/cvelistV5\"}"),
    ("platforms", "platforms: [windows, macos]"),
    ("products", "products: [{product_id: app, name: App, platform: windows, known_affected: [\"1.2\"]}]"),
    ("files", "files: [{name: app.msi, sha256: …, verdict: trojanised, role: installer}]"),
    ("paths", "paths: [{platform: windows, path: 'C:\\ProgramData\\App\\', role: install root}]"),
    ("signers", "signers: [{subject: Example Ltd, role: signs all releases}]"),
    ("network", "network: [{type: domain, value: example.com, role: C2, block: true}]"),
    ("traces", "traces: [{kind: registry, value: 'HKLM\\Software\\App', role: persistence}]"),
    ("rules", "rules: [{id: cordon-app-loader, language: yara, text: \"…\"}]"),
    ("checks", "checks: [{platform: linux, targets: [live, root], require: [system-packages]}]"),
    ("hints", "hints: [{en: \"…\", de: \"…\"}]"), ("limits", "limits: [{en: \"…\", de: \"…\"}]"),
    ("tests", "tests: [{domain: example.com, expect: suspected}, {domain: example.org, expect: no-match}]"),
  ]
  /// The file of exceptions.
  static let exceptions: Group = [("format", "format: 1"), ("exceptions", "exceptions: [{id: …, until: …}]")]
  static let exception: Group = [
    ("id", "id: fixture-of-tests"), ("kind", "kind: false-positive"),
    ("reason", "reason: \"Data of our tests; it is never run.\""), ("advisory", "advisory: ua-parser-js-2021"),
    ("package", "package: \"pkg:npm/ua-parser-js@0.7.29\""), ("path", "path: /srv/tests/fixtures"),
    ("until", "until: 2027-06-30"), ("author", "author: \"K. Meier\""),
  ]
  static let localized: Group = [("en", "en: \"The text in English\""), ("de", "de: \"Der Text auf Deutsch\"")]
  static let severity: Group = [
    ("cvss", "cvss: {version: \"3.1\", score: 7.8}"), ("bsi", "bsi: 3"),
  ]
  static let cvss: Group = [
    ("version", "version: \"3.1\""), ("score", "score: 7.8"),
    ("vector", "vector: \"CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H\""),
  ]
  static let dates: Group = [
    ("compromised", "compromised: {from: 2023-03-03, until: 2023-03-30}"), ("disclosed", "disclosed: 2023-03-29"),
    ("initial_release_date", "initial_release_date: 2026-11-21"),
    ("current_release_date", "current_release_date: 2026-11-21"),
  ]
  static let window: Group = [("from", "from: 2023-03-03"), ("until", "until: 2023-03-30")]
  static let attribution: Group = [
    ("actor", "actor: UNC4736"), ("confidence", "confidence: high"), ("note", "note: \"…\""),
  ]
  static let reference: Group = [
    ("summary", "summary: CVE-2023-29059"), ("url", "url: \"https://example.com/advisory\""),
  ]
  static let product: Group = [
    ("product_id", "product_id: 3cx-desktop-app-windows"), ("name", "name: 3CX Desktop App"),
    ("vendor", "vendor: 3CX Ltd"), ("aliases", "aliases: [3CXDesktopApp]"), ("platform", "platform: windows"),
    ("purl", "purl: \"pkg:npm/event-stream\""), ("scheme", "scheme: windows"),
    ("known_affected", "known_affected: [\"18.12.407\", \"18.12.416\"]"),
    ("affected_ranges", "affected_ranges: [{range: \"vers:deb/>=5.5.1alpha-0.1|<=5.6.1-1\", verdict: affected}]"),
    ("known_not_affected", "known_not_affected: [\"18.11.1213\"]"), ("fixed", "fixed: [\"18.12.422\"]"),
    ("installed_within", "installed_within: {from: 2023-03-03, until: 2023-03-30}"),
    ("confidence", "confidence: high"), ("note", "note: \"…\""), ("sources", "sources: [cve]"),
  ]
  static let range: Group = [
    ("range", "range: \"vers:npm/>=1.2.0|<1.2.5\""), ("verdict", "verdict: affected"),
  ]
  static let file: Group = [
    ("name", "name: 3CXDesktopApp-18.12.407.msi"), ("platform", "platform: windows"),
    ("version", "version: \"18.12.407\""),
    ("sha256", "sha256: aa124a4b4df12b34e74ee7f6c683b2ebec4ce9a8edcf9be345823b4fdcf5d868"),
    ("sha1", "sha1: bea77d1e59cf18dce22ad9a2fad52948fd7a9efa"), ("md5", "md5: f3d4144860ca10ba60f7ef4d176cc736"),
    ("size", "size: 102400"), ("verdict", "verdict: trojanised"), ("role", "role: installer"),
    ("confidence", "confidence: high"), ("note", "note: \"…\""), ("sources", "sources: [cve]"),
  ]
  static let path: Group = [
    ("platform", "platform: windows"), ("path", "path: 'C:\\ProgramData\\App\\'"), ("role", "role: install root"),
    ("malicious", "malicious: false"), ("note", "note: \"…\""), ("sources", "sources: [cve]"),
  ]
  static let signer: Group = [
    ("subject", "subject: 3CX Ltd"), ("serial", "serial: 1B6611DF9C9A4D6ECC8ED50C9B917873"),
    ("issuer", "issuer: \"DigiCert\""), ("role", "role: signs all releases"),
    ("signed_within", "signed_within: {from: 2022-11-29, until: 2023-03-29}"), ("note", "note: \"…\""),
    ("sources", "sources: [cve]"),
  ]
  static let network: Group = [
    ("type", "type: domain"), ("value", "value: akamaicontainer.com"), ("role", "role: C2"), ("match", "match: true"),
    ("block", "block: true"), ("confidence", "confidence: high"), ("valid_from", "valid_from: 2022-02-22"),
    ("valid_until", "valid_until: 2024-01-01"), ("note", "note: \"…\""), ("sources", "sources: [cve]"),
  ]
  static let trace: Group = [
    ("kind", "kind: registry"), ("value", "value: 'HKLM\\Software\\App'"), ("role", "role: persistence"),
    ("technique", "technique: T1195.002"), ("note", "note: \"…\""), ("sources", "sources: [cve]"),
  ]
  static let rule: Group = [
    ("id", "id: cordon-3cx-loader"), ("language", "language: yara"), ("text", "text: |\n  rule …"),
  ]
  static let check: Group = [
    ("platform", "platform: linux"), ("targets", "targets: [live, root]"), ("require", "require: [system-packages]"),
    ("deep", "deep: [files]"), ("later", "later: [behaviour]"),
  ]
  static let test: Group = [
    ("package", "package: \"pkg:deb/debian/xz-utils@5.6.1-1\""), ("platform", "platform: linux"),
    ("program", "program: {name: 3CX Desktop App, version: \"18.12.416.0\", platform: windows}"),
    ("sha256", "sha256: aa124a4b4df12b34e74ee7f6c683b2ebec4ce9a8edcf9be345823b4fdcf5d868"),
    ("sha1", "sha1: bea77d1e59cf18dce22ad9a2fad52948fd7a9efa"), ("md5", "md5: f3d4144860ca10ba60f7ef4d176cc736"),
    ("domain", "domain: akamaicontainer.com"), ("address", "address: 198.51.100.7"),
    ("url", "url: \"https://example.com/feed\""), ("expect", "expect: no-match"), ("why", "why: \"…\""),
  ]
  static let program: Group = [
    ("name", "name: 3CX Desktop App"), ("vendor", "vendor: 3CX Ltd"), ("version", "version: \"18.12.416.0\""),
    ("platform", "platform: windows"),
  ]
}
