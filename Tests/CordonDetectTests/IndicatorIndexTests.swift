internal import CordonDetect
internal import CordonModel
internal import Testing

@Suite("Indicators")
struct IndicatorIndexTests {
  private static let sha256 = String(repeating: "ab", count: 32)
  private static let emptyFile = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

  private static let index = IndicatorIndex(advisories: [
    Sample.advisory(
      "one",
      files: [
        file(.trojanised, sha256: sha256), file(.clean, sha1: String(repeating: "cd", count: 20)),
        file(.suspicious, md5: String(repeating: "EF", count: 16)),
      ],
      network: [
        row(.domain, "akamaicontainer.com"), row(.domain, "legit.example", match: false),
        row(.ipv4, "192.0.2.7"), row(.ipv6, "2001:db8::a:1"),
        row(.url, "https://raw.example/IconStorages/images/main/"), row(.url, "http://q.example/x?id=1"),
        row(.url, "https://port.example:8443"),
      ])
  ])

  private static func file(_ verdict: FileVerdict, sha256: String? = nil, sha1: String? = nil, md5: String? = nil)
    -> FileIndicator
  {
    FileIndicator(
      name: "f", platform: .windows, sha256: sha256, sha1: sha1, md5: md5, verdict: verdict, role: "r",
      confidence: .high)
  }

  private static func row(_ type: NetworkIndicator.Kind, _ value: String, match: Bool = true) -> NetworkIndicator {
    NetworkIndicator(type: type, value: value, role: "C2", match: match, block: .no, confidence: .high)
  }

  @Test(
    "What an observable says",
    arguments: [
      (Observable.sha256(sha256), Verdict.affected), (.sha256(sha256.uppercased()), .affected),
      (.sha256(emptyFile), nil), (.sha256(""), nil), (.sha1(String(repeating: "cd", count: 20)), nil),
      (.md5(String(repeating: "ef", count: 16)), .suspected), (.sha1(String(repeating: "ef", count: 16)), nil),
      (.domain("akamaicontainer.com"), .suspected), (.domain("AkamaiContainer.COM."), .suspected),
      (.domain("a.b.akamaicontainer.com"), .suspected), (.domain("notakamaicontainer.com"), nil),
      (.domain("com"), nil), (.domain(""), nil), (.domain("."), nil), (.domain("a..akamaicontainer.com"), nil),
      (.domain("akamaicontainer.com.."), nil), (.domain("akamaicontainer.com.example"), nil),
      (.domain("legit.example"), nil), (.domain("raw.example"), nil),
      (.address("192.0.2.7"), .suspected), (.address("::ffff:192.0.2.7"), .suspected), (.address("192.0.2.8"), nil),
      (.address("192.0.2.07"), nil), (.address("2001:DB8:0:0::A:0001"), .suspected),
      (.address("2001:db8:0:0:0:0:a:1"), .suspected), (.address("2001:db8::a:2"), nil), (.address("no"), nil),
      (.url("https://raw.example/IconStorages/images/main/icon1.ico?x=1#y"), .suspected),
      (.url("http://RAW.example:80/IconStorages/images/main"), .suspected),
      (.url("https://raw.example/IconStorages/images/mainly"), nil), (.url("https://raw.example/"), nil),
      (.url("https://raw.example:8443/IconStorages/images/main/"), nil),
      (.url("ftp://raw.example/IconStorages/images/main/"), nil),
      (.url("http://q.example/x?id=1"), .suspected), (.url("http://q.example/x?id=12"), nil),
      (.url("http://q.example/x"), nil), (.url("https://port.example:8443/deep"), .suspected),
      (.url("https://port.example/deep"), nil), (.url("https://user@www.akamaicontainer.com/x"), .suspected),
      (.url("https://akamaicontainer.com@good.example/"), nil), (.url("http://[2001:db8::a:1]:81/"), .suspected),
      (.url("http://192.0.2.7/x"), .suspected), (.url("raw.example/IconStorages/images/main/a"), .suspected),
      (.url("good.example/?u=https://akamaicontainer.com/"), nil), (.url(""), nil), (.url("https://"), nil),
      (.url("https://akamaicontainer.com:port/"), nil),
    ] as [(Observable, Verdict?)])
  func verdicts(_ observable: Observable, _ expected: Verdict?) {
    #expect(Self.index.verdict(observable) == expected)
  }

  @Test("A row that says leave it alone is found, without a verdict")
  func harmless() {
    let found: [IndicatorMatch] = Self.index.matches(.domain("www.legit.example"))
    #expect(found.count == 1 && found.first?.verdict == nil && found.first?.role == "C2")
    #expect(found.first?.advisory == AdvisoryReference(id: "one", revision: 1))
  }

  @Test("The gravest of several rows counts")
  func gravest() {
    let hash: String = Self.sha256
    let index = IndicatorIndex(advisories: [
      Sample.advisory("a", files: [Self.file(.clean, sha256: hash), Self.file(.suspicious, sha256: hash)]),
      Sample.advisory("b", files: [Self.file(.malicious, sha256: hash)]),
    ])
    #expect(index.verdict(.sha256(hash)) == .affected)
    #expect(index.matches(.sha256(hash)).map(\.advisory.id) == ["a", "a", "b"])
  }

  @Test("A value that cannot be read matches nothing and is named")
  func unreadable() {
    let rows: [NetworkIndicator] = [
      Self.row(.ipv4, "192.0.2.0/24"), Self.row(.domain, "a..b"), Self.row(.url, "https://"),
      Self.row(.ipv6, "1:2:3:4:5:6:7:8:9"), Self.row(.domain, "good.example"),
    ]
    let index = IndicatorIndex(advisories: [Sample.advisory(network: rows)])
    #expect(index.unreadableRows.map(\.indicator) == rows.prefix(4).map { .network($0) })
  }

  @Test(
    "Text that is no IPv6 address",
    arguments: [
      ":", ":::", "1", "1:2:3:4:5:6:7", "::1::", "1::2::3", "12345::", "::g", "1:2:3:4:5:6:7::8", "::1.2.3",
      "1.2.3.4::",
      "::ffff:1.2.3.256", "fe80::1%eth0", "[::1]", "1:2:3:4:5:6:7:8:", ":1:2:3:4:5:6:7:8",
      String(repeating: ":", count: 99),
    ])
  func noAddress(_ text: String) {
    let rows: [NetworkIndicator] = [Self.row(.ipv6, text)]
    #expect(IndicatorIndex(advisories: [Sample.advisory(network: rows)]).unreadableRows.count == 1)
  }
}
