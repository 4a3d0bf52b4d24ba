extension Mistake {
  static let all: [Mistake] = head + products + files + rows + network + checks

  private static let head: [Mistake] = [
    Mistake("pack: 1", "pack: 2", "pack", "not the format"),
    Mistake("id: example-2026", "id: Example_2026", "id", "is no id"),
    Mistake("revision: 3", "revision: three", "revision", "whole number"),
    Mistake("revision: 3", "revision:", "revision", "has no value"),
    Mistake("revision: 3", "revison: 3", "revison", "did you mean revision?", example: "revision: 1"),
    Mistake("title: {en: Trojanised example,", "title: {fr: Exemple, en: x,", "title.fr", "unknown field"),
    Mistake("title: {en: Trojanised example, ", "title: {", "title.en", "missing"),
    Mistake("title: {en: Trojanised example, de: Trojanisiertes Beispiel}", "title: x", "title", "wanted is a mapping"),
    Mistake("de: Ein Satz.", "de: \"\"", "summary.de", "empty"),
    Mistake("de: Ein Satz.", "de: \"a \\u202E b\"", "summary.de", "direction of writing (U+202E)"),
    Mistake("de: Ein Satz.", "de: \"a \\e[31m b\"", "summary.de", "control character (U+001B)"),
    Mistake("category: compromised-software", "category: compromised", "category", "malicious-package"),
    Mistake("tlp: AMBER+STRICT", "tlp: amber", "tlp", "did you mean AMBER?"),
    Mistake("bsi: 3", "bsi: 5", "severity.bsi", "from 1 to 4"),
    Mistake("score: 7.8", "score: 11", "severity.cvss.score", "from 0.0 to 10.0"),
    Mistake("version: \"3.1\"", "version: 3.1", "severity.cvss.version", "quotes", example: "\"3.1\""),
    Mistake("disclosed: 2023-03-29", "disclosed: 2023-02-29", "dates.disclosed", "no date that exists"),
    Mistake("until: 2023-03-30}", "until: 2023-03-01}", "dates.compromised.until", "before it begins"),
    Mistake("until: 2023-03-30}", "til: 2023-03-30}", "dates.compromised.til", "unknown field"),
    Mistake(
      "current_release_date: \"2026-11-22T10:00:00Z\"", "current_release_date: 2026-11-20",
      "dates.current_release_date", "older than the first"),
    Mistake(
      "url: \"https://example.com/notice\"", "url: \"hxxps://example[.]com/n\"", "references[1].url", "defanged",
      example: "https://example.com/n"),
    Mistake("sources: {cve:", "sources: {CVE X:", "sources.CVE X", "is no key"),
    Mistake("platforms: [windows, macos, any]", "platforms: [windows, mac]", "platforms[1]", "did you mean"),
    Mistake("platforms: [windows, macos, any]", "platforms: []", "platforms", "empty"),
    Mistake("platforms: [windows, macos, any]", "platforms: windows", "platforms", "wanted is a list"),
    Mistake("platforms: [windows, macos, any]", "platforms: [macos]", "products[0].platform", "not among"),
    Mistake("aliases: [CVE-2023-29059]", "aliases: [a, a]", "aliases[1]", "stands twice").warning(),
  ]

  private static let products: [Mistake] = [
    Mistake("product_id: lib", "product_id: app-windows", "products[1].product_id", "stands in line 28 already"),
    Mistake("product_id: lib", "product_id: Lib X", "products[1].product_id", "no product id"),
    Mistake("    platform: windows\n    known", "    known", "products[0].platform", "has to name its own"),
    Mistake("purl: pkg:npm/lib", "purl: npm/lib", "products[1].purl", "no package URL"),
    Mistake(
      "purl: pkg:npm/lib", "purl: [\"pkg:npm/lib@1.0\"]", "products[1].purl[0]", "no version",
      example: "pkg:npm/lib"),
    Mistake("purl: pkg:npm/lib", "purl: \"pkg:npm/li*\"", "products[1].purl", "only as the whole name"),
    Mistake("purl: pkg:npm/lib", "purl: [pkg:npm/lib, pkg:pypi/lib]", "products[1].purl", "different rules"),
    Mistake(
      "\"18.12.407\", \"18.12.416\"", "18.12.407", "products[0].known_affected[0]", "quotes",
      example: "\"18.12.407\""),
    Mistake("\"18.12.407\", \"18.12.416\"", "\"before March\"", "products[0].known_affected[0]", "scheme windows"),
    Mistake("\"18.12.407\", \"18.12.416\"", "\"1.1\", \"1.1\"", "products[0].known_affected[1]", "twice").warning(),
    Mistake("fixed: [\"18.12.422\"]", "fixed: [\"18.12.416\"]", "products[0].fixed[0]", "cannot be in fixed"),
    Mistake(
      "fixed: [\"18.12.422\"]", "fixed_versions: [\"18.12.422\"]", "products[0].fixed_versions",
      "did you mean fixed?"),
    Mistake(
      "range: \"vers:npm/>=1.0.0|<1.2.0\"", "range: \"builds of May\"",
      "products[1].affected_ranges[0].range", "with the verdict suspected"),
    Mistake(
      "verdict: suspected", "verdict: unknown", "products[1].affected_ranges[1].verdict", "affected, or suspected"),
    Mistake("known_affected: [\"18.12.407\", \"18.12.416\"]", "vendor_x: 1", "products[0].vendor_x", "unknown field"),
    Mistake("    known_affected: [\"18.12.407\", \"18.12.416\"]\n", "", "products[0]", "will be suspected").warning(),
    Mistake(
      "note: first\n    sources: [cve]", "sources: [cwe]", "products[0].sources[0]", "did you mean cve?",
      example: "sources: [cve]"),
    Mistake("confidence: low", "confidence: lo", "products[1].confidence", "did you mean low?"),
  ]

  private static let files: [Mistake] = [
    Mistake("AA124A4B", "A124A4B", "files[0].sha256", "has 64 hex digits, this text has 63"),
    Mistake("AA124A4B", "GA124A4B", "files[0].sha256", "no hex digit"),
    Mistake(
      "md5: f3d4144860ca10ba60f7ef4d176cc736", "md5: bea77d1e59cf18dce22ad9a2fad52948fd7a9efa", "files[0].md5",
      "the length of sha1"),
    Mistake(
      "md5: f3d4144860ca10ba60f7ef4d176cc736", "md5: d41d8cd98f00b204e9800998ecf8427e", "files[0].md5",
      "hash of the empty file", example: "expect: no-match"),
    Mistake(
      "md5: f3d4144860ca10ba60f7ef4d176cc736", "sha1: da39a3ee5e6b4b0d3255bfef95601890afd80709", "files[0].sha1",
      "hash of the empty file"),
    Mistake(
      "sha256: AA124A4B4DF12B34E74EE7F6C683B2EBEC4CE9A8EDCF9BE345823B4FDCF5D868\n",
      "sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n", "files[0].sha256", "empty file"),
    Mistake("size: 12", "size: -1", "files[0].size", "whole number"),
    Mistake("role: installer", "role: [installer]", "files[0].role", "wanted is a text"),
    Mistake("platform: [windows, macos]", "platform: [windows, bsd]", "files[0].platform[1]", "allowed words"),
  ]

  private static let rows: [Mistake] = [
    Mistake(
      "'%LOCALAPPDATA%\\Programs\\ExampleApp\\'", "'C:\\Programme\\ExampleApp'", "paths[0].path", "translation",
      example: "C:\\Program Files\\ExampleApp"),
    Mistake("platform: windows, path: '%", "platform: macos, path: '%", "paths[0].path", "Windows path"),
    Mistake(
      "'%LOCALAPPDATA%\\Programs\\ExampleApp\\'", "/Applications/Example.app", "paths[0].path", "no Windows path"),
    Mistake(
      "'%LOCALAPPDATA%\\Programs\\ExampleApp\\'", "'C:\\a\\*.{c,dll}'", "paths[0].path", "one row for each",
      example: "C:\\a\\*.c"),
    Mistake("serial: \"1b:66:11\"", "serial: \"1b:66:1x\"", "signers[0].serial", "no serial number"),
    Mistake("technique: T1059.003", "technique: T159", "traces[0].technique", "no ATT&CK technique"),
    Mistake("kind: behaviour", "kind: behavior", "traces[0].kind", "did you mean behaviour?"),
    Mistake("id: example-loader", "id: Example", "rules[0].id", "no rule id"),
    Mistake("rule example {", "example {", "rules[0].text", "contains “rule ”"),
    Mistake("text: |\n      rule example { condition: \"& *x\" }", "text: \"\"", "rules[0].text", "the text is empty"),
  ]

  private static let network: [Mistake] = [
    Mistake("value: C2.Example.NET", "value: philip@example.net", "network[0].value", "e-mail", example: "example.net"),
    Mistake("value: C2.Example.NET", "value: example.net/feed", "network[0].value", "no path", example: "example.net"),
    Mistake(
      "value: C2.Example.NET", "value: \"example[.]net\"", "network[0].value", "defanged", example: "example.net"),
    Mistake("value: C2.Example.NET", "value: \"example.net:443\"", "network[0].value", "no port"),
    Mistake("value: C2.Example.NET", "value: localhost", "network[0].value", "single label"),
    Mistake("value: C2.Example.NET", "value: 198.51.100.7", "network[0].value", "address", example: "ipv4"),
    Mistake("value: C2.Example.NET", "value: müller.example", "network[0].value", "punycode"),
    Mistake("value: C2.Example.NET", "value: -a.example", "network[0].value", "hyphen"),
    Mistake("\"Updater/1.* (x)\"", "\"*abc*\"", "network[3].value", "everybody's"),
    Mistake("\"Updater/1.* (x)\"", "\"User-Agent: Updater\"", "network[3].value", "behind", example: "Updater"),
    Mistake("\"Updater/1.* (x)\"", "\"Updäter/1\"", "network[3].value", "printable ASCII"),
    Mistake("C2 client, block: false", "C2 client, block: true", "network[3].block", "no name or address"),
    Mistake("value: C2.Example.NET", "value: github.com", "network[0].block", "many share", example: "block: false"),
    Mistake("block: true, valid_from", "block: url-only, valid_from", "network[0].block", "for a URL"),
    Mistake("block: true, valid_from", "block: yes, valid_from", "network[0].block", "allowed words: true, false"),
    Mistake("\"2001:0DB8:0:0::7\"", "\"2001::7::1\"", "network[1].value", "no IPv6 address"),
    Mistake("\"2001:0DB8:0:0::7\"", "\"fe80::1\"", "network[1].value", "link-local"),
    Mistake("type: ipv6, value: \"2001:0DB8:0:0::7\"", "type: ipv4, value: 010.1.1.1", "network[1].value", "no IPv4"),
    Mistake("type: ipv6, value: \"2001:0DB8:0:0::7\"", "type: ipv4, value: 192.168.1.1", "network[1].value", "private"),
    Mistake(
      "type: ipv6, value: \"2001:0DB8:0:0::7\"", "type: ipv4, value: \"198.51[.]100.7\"", "network[1].value",
      "defanged", example: "198.51.100.7"),
    Mistake("block: url-only", "block: true", "network[2].block", "many share", example: "block: url-only"),
    Mistake(
      "\"https://github.com/evil/images\"", "\"hxxps://example.com/a\"", "network[2].value", "defanged",
      example: "https://example.com/a"),
    Mistake("\"https://github.com/evil/images\"", "\"https://a@example.com/\"", "network[2].value", "user name"),
    Mistake(
      "\"https://github.com/evil/images\"", "\"https://example.com/icon%d.ico\"", "network[2].value", "hex digits"),
    Mistake("\"https://github.com/evil/images\"", "\"javascript://x\"", "network[2].value", "scheme"),
    Mistake("\"https://github.com/evil/images\"", "\"https://example.com:99999/\"", "network[2].value", "port"),
    Mistake(
      "type: ipv6, value: \"2001:0DB8:0:0::7\"", "type: domain, value: c2.example.net", "network[1].value",
      "the same domain"
    ).warning(),
  ]

  private static let checks: [Mistake] = [
    Mistake(
      "require: [system-packages, npm-packages, programs, known-paths]", "require: [behaviour]", "checks[0].require",
      "name it in `later`"),
    Mistake("later: [behaviour]", "later: [npm-packages]", "checks[0].later", "name it in `require`"),
    Mistake(
      "require: [system-packages, npm-packages, programs, known-paths], deep: [files], later: [behaviour]",
      "require: []", "checks[0].require", "requires nothing"
    ),
    Mistake(
      "require: [system-packages, npm-packages, programs, known-paths]",
      "require: [system-packages, programs, known-paths]", "checks", "“lib” would be not affected without a look",
      example: "require: [system-packages, programs, known-paths, npm-packages]"
    )
    .warning(),
    Mistake(
      "require: [system-packages, npm-packages, programs, known-paths]",
      "require: [system-packages, npm-packages, known-paths]", "checks",
      "“app-windows” would be not affected without a look", example: "npm-packages, known-paths, programs]"
    )
    .warning(),
    Mistake(
      "npm-packages, programs, known-paths]", "npm-packages, programs]", "checks", "does not require known-paths",
      example: "programs, known-paths]"
    )
    .warning(),
    Mistake("deep: [files], ", "", "checks", "never looks at files", example: "deep: [files]").warning(),
    Mistake("targets: [live, root]", "targets: [image]", "checks[0].targets[0]", "live, root, folder"),
    Mistake(
      "platform: [linux, windows], targets", "platform: [linux, linux], targets", "checks[0].platform[1]", "twice"
    )
    .warning(),
    Mistake("limits:\n  - {en: Not macOS, de: Nicht macOS}\n", "", "checks", "no check covers macos"),
    Mistake(
      "package: \"pkg:npm/lib@1.1.0\", platform", "sha1: x, domain: y.example, platform", "tests[0]", "exactly one"),
    Mistake("package: \"pkg:npm/lib@1.1.0\", platform: windows, ", "", "tests[0]", "names nothing"),
    Mistake("expect: affected}", "expect: match}", "tests[0].expect", "affected, suspected, no-match"),
    Mistake("expect: affected}", "expect: no-match}", "tests", "no test matches"),
    Mistake(
      "version: \"18.11.1213\", platform: windows}", "version: \"1\", platform: any}", "tests[1].program.platform",
      "one platform"),
    Mistake(
      "      - {sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, expect: no-match}".trimmed,
      "- {sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, expect: affected}",
      "tests[2].sha256",
      "empty file"),
  ]
}

extension String {
  fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
