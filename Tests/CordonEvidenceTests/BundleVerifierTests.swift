import CordonModel
import CordonTestSupport
import Testing

@testable import CordonEvidence

@Suite("Verifying a bundle")
struct BundleVerifierTests {
  @Test("a bundle as it was written is genuine, whatever its parts", arguments: [1, 2, 5])
  func genuine(parts: Int) throws {
    let verdict: BundleVerdict = try EvidenceFixture.verdict(EvidenceFixture.bundle(parts: parts))
    #expect(verdict.state == .genuine)
    #expect(verdict.defects == [])
    #expect(verdict.itemCount == parts * EvidenceFixture.contents.count)
    #expect(verdict.byteCount == parts * EvidenceFixture.contents.reduce(0) { $0 + $1.text.utf8.count })
  }

  @Test("without a key it is intact, and the signer was not checked: exit code 12")
  func withoutKey() throws {
    let verdict: BundleVerdict = try EvidenceFixture.verdict(EvidenceFixture.bundle(), keys: [])
    #expect(verdict.state == .intact)
    #expect(verdict.state.exitCode == 12)
    #expect(!verdict.isSignerChecked)
  }

  @Test("a fingerprint is as good as the key, a foreign one is named")
  func fingerprints() throws {
    let bundle: MemoryBundle = try EvidenceFixture.bundle()
    let own: Digest = try #require(try EvidenceFixture.key().signer.fingerprint)
    let other: Digest = try #require(try EvidenceFixture.key(2).signer.fingerprint)
    #expect(try EvidenceFixture.verdict(bundle, keys: [.fingerprint(own)]).state == .genuine)
    #expect(try EvidenceFixture.verdict(bundle, keys: [.fingerprint(other), .fingerprint(own)]).state == .genuine)
    #expect(try EvidenceFixture.verdict(bundle, keys: [.fingerprint(other)]).named == ["key-foreign"])
  }

  @Test("a bundle signed anew by another key is intact by itself, and foreign to those who know the signer")
  func signedAnew() throws {
    let forged: MemoryBundle = try EvidenceFixture.bundle(key: EvidenceFixture.key(2))
    #expect(try EvidenceFixture.verdict(forged, keys: []).state == .intact)
    #expect(try EvidenceFixture.verdict(forged).named == ["key-foreign"])
  }

  /// What somebody does to a bundle of two parts, and what is said of it.
  static let manipulations: [(name: String, said: Set<String>, change: @Sendable (inout MemoryBundle) -> Void)] = [
    ("content", ["content-changed E1-000002"], { $0.parts[1]?["coverage.json"] = Array("[]\n".utf8) }),
    ("shorter", ["content-changed E1-000002"], { $0.parts[1]?["coverage.json"] = [] }),
    ("longer", ["content-changed E1-000003"], { $0.parts[1]?["facts.ndjson"] = [0x20] }),
    ("file away", ["file-missing E2-000004"], { $0.parts[2]?["check.json"] = nil }),
    ("file added", ["file-added"], { $0.parts[1]?["note.txt"] = [1] }),
    ("top file added", ["file-added"], { $0.others = ["readme"] }),
    (
      "link", ["file-missing E1-000001", "file-missing E2-000001"],
      { $0.answers["advisory-001-xz-2024.yaml"] = .notPlain("a link") }
    ),
    (
      "entry removed", ["entry-removed E1-000002", "file-added", "signature-invalid"],
      { bundle in
        var lines: [[UInt8]] = bundle.lines()
        lines.remove(at: 2)
        bundle.setLines(lines)
      }
    ),
    (
      "entries swapped", ["entry-moved E1-000002"],
      { bundle in
        var lines: [[UInt8]] = bundle.lines()
        lines.swapAt(2, 3)
        bundle.setLines(lines)
      }
    ),
    (
      "last two swapped", ["entry-moved E1-000003", "signature-invalid"],
      { bundle in
        var lines: [[UInt8]] = bundle.lines()
        lines.swapAt(3, 4)
        bundle.setLines(lines)
      }
    ),
    (
      "entry twice", ["id-duplicated E1-000002", "file-named-twice E1-000002", "signature-invalid"],
      { bundle in
        var lines: [[UInt8]] = bundle.lines()
        lines.insert(lines[2], at: 3)
        bundle.setLines(lines)
      }
    ),
    (
      "entry of another part", ["entry-added E2-000001", "file-named-twice E2-000001", "signature-invalid"],
      { bundle in
        var lines: [[UInt8]] = bundle.lines()
        lines.insert(bundle.lines(ofPart: 2)[1], at: 2)
        bundle.setLines(lines)
      }
    ),
    (
      "size", ["content-changed E1-000002", "entry-changed E1-000002"],
      { $0.replace("\"size\":3", by: "\"size\":4", inLine: 2) }
    ),
    (
      "absolute", ["path-absolute E1-000002", "entry-changed E1-000002", "file-added"],
      { $0.replace("coverage.json", by: "/etc/passwd", inLine: 2) }
    ),
    (
      "drive", ["path-absolute E1-000002", "entry-changed E1-000002", "file-added"],
      { $0.replace("coverage.json", by: "C:passwd", inLine: 2) }
    ),
    (
      "climbs", ["path-climbs E1-000002", "entry-changed E1-000002", "file-added"],
      { $0.replace("coverage.json", by: "../part-0002/coverage.json", inLine: 2) }
    ),
    (
      "hidden", ["path-unusual E1-000002", "entry-changed E1-000002", "file-added"],
      { $0.replace("coverage.json", by: ".coverage", inLine: 2) }
    ),
    ("blank", ["line-unreadable E1-000002"], { $0.replace("\"size\":", by: "\"size\": ", inLine: 2) }),
    ("seal away", ["manifest-truncated", "part-foreign"], { $0.setLines($0.lines().dropLast()) }),
    (
      "half a line", ["manifest-truncated"],
      { bundle in
        let bytes: [UInt8] = bundle.parts[2]?[BundleFormat.manifestName] ?? []
        bundle.parts[2]?[BundleFormat.manifestName] = Array(bytes.dropLast(9))
      }
    ),
    ("no manifest", ["manifest-missing"], { $0.parts[2]?[BundleFormat.manifestName] = nil }),
    ("empty manifest", ["manifest-truncated", "file-added"], { $0.parts[2]?[BundleFormat.manifestName] = [] }),
    ("part away", ["part-missing"], { $0.parts[1] = nil }),
    ("all parts away", ["manifest-missing"], { $0.parts = [:] }),
    ("part twice", ["part-foreign"], { $0.parts[3] = $0.parts[2] }),
    ("higher version", ["version-newer"], { $0.replace("\"version\":1", by: "\"version\":2", inLine: 0, ofPart: 2) }),
    (
      "signature", ["signature-invalid"],
      { bundle in
        var lines: [[UInt8]] = bundle.lines(ofPart: 2)
        // A digit of the signature, which stands before the time at the end.
        let index: Int = lines[5].count - 40
        lines[5][index] = lines[5][index] == 0x30 ? 0x31 : 0x30
        bundle.setLines(lines, ofPart: 2)
      }
    ),
  ]

  @Test("every kind of manipulation is named, with its item", arguments: manipulations.map(\.name))
  func manipulation(name: String) throws {
    let found = try #require(BundleVerifierTests.manipulations.first { $0.name == name })
    var bundle: MemoryBundle = try EvidenceFixture.bundle(parts: 2)
    found.change(&bundle)
    let verdict: BundleVerdict = try EvidenceFixture.verdict(bundle)
    #expect(verdict.state == .manipulated)
    #expect(verdict.state.exitCode == 65)
    let missing: Set<String> = found.said.subtracting(verdict.named)
    #expect(missing == [], "said: \(verdict.defects)")
  }

  @Test("a name that leads out of the bundle is never opened")
  func outside() throws {
    for name in ["/etc/passwd", "../x", "a/../../x", "..\\x", "a/b", "..", ".", "", "-x", "manifest.ndjson"] {
      var bundle: MemoryBundle = try EvidenceFixture.bundle()
      bundle.replace("coverage.json", by: name.replacing("\\", with: "\\\\"), inLine: 2)
      let verdict: BundleVerdict = BundleVerifier().verify(&bundle)
      #expect(verdict.defects.contains { $0.kind.rawValue.hasPrefix("path-") && $0.item == "E1-000002" }, "\(name)")
      #expect(bundle.opened.filter { $0 == name && name != BundleFormat.manifestName } == [])
    }
  }

  @Test("what cannot be read is a gap: nobody calls the bundle genuine, and nobody calls it manipulated")
  func unreadable() throws {
    var bundle: MemoryBundle = try EvidenceFixture.bundle()
    let gap = BundleGap(path: "part-0001/check.json", detail: "Permission denied", isRefused: true)
    bundle.answers["check.json"] = .unreadable(gap)
    let verdict: BundleVerdict = try EvidenceFixture.verdict(bundle)
    #expect(verdict.state == .incomplete)
    #expect(verdict.gaps == [gap])
    #expect(verdict.state.exitCode == 12)
  }

  @Test("a draft beside the parts is said, and is no defect")
  func draft() throws {
    var bundle: MemoryBundle = try EvidenceFixture.bundle()
    bundle.others = [".draft-12-ab"]
    let verdict: BundleVerdict = try EvidenceFixture.verdict(bundle)
    #expect(verdict.state == .genuine)
    #expect(verdict.drafts == [".draft-12-ab"])
  }

  @Test("that the last part is gone is found out by how the bundle was to end")
  func expectedHead() throws {
    var bundle: MemoryBundle = try EvidenceFixture.bundle(parts: 3)
    let head: Digest = try #require(try EvidenceFixture.verdict(bundle).head)
    bundle.parts[3] = nil
    #expect(BundleVerifier(expectedHead: head).verify(&bundle).named == ["head-differs"])
    var whole: MemoryBundle = try EvidenceFixture.bundle(parts: 3)
    #expect(BundleVerifier(expectedHead: head).verify(&whole).state == .intact)
  }

  // MARK: Keys in time

  @Test(
    "the validity of a key is judged at the time of signing",
    arguments: [
      ("2026-01-01T00:00:00Z", "2026-11-21T04:12:04Z", [] as Set<String>),
      ("2026-01-01T00:00:00Z", "2026-11-21T04:12:03Z", ["key-expired"] as Set<String>),
      ("2026-11-21T04:12:04Z", "2027-01-01T00:00:00Z", [] as Set<String>),
      ("2026-11-21T04:12:05Z", "2027-01-01T00:00:00Z", ["key-not-yet-valid"] as Set<String>),
    ])
  func validity(from: String, to: String, said: Set<String>) throws {
    let bundle: MemoryBundle = try EvidenceFixture.bundle()
    // The same key, with the validity that its owner published.
    let published: SignerKey = try EvidenceFixture.key(from: from, to: to).signer
    #expect(try EvidenceFixture.verdict(bundle, keys: [.key(published)]).named == said)
  }

  @Test("a bundle that says of itself that its key had expired is no good, whoever vouches for it")
  func selfExpired() throws {
    var bundle: MemoryBundle = try EvidenceFixture.bundle()
    bundle.replace("2026-12-31T23:59:59Z", by: "2026-11-21T04:12:03Z", inLine: 0)
    #expect(try EvidenceFixture.verdict(bundle).named.contains("key-expired"))
    let key: SigningKey = try EvidenceFixture.key(to: "2026-11-21T04:12:03Z")
    #expect(throws: CordonError.self) { try EvidenceFixture.bundle(key: key) }
  }

  @Test("a clock that was set back while evidence was collected leaves a genuine bundle")
  func clockSetBack() throws {
    let bundle: MemoryBundle = try EvidenceFixture.bundle(signed: EvidenceFixture.time("2026-11-20T00:00:00Z"))
    let verdict: BundleVerdict = try EvidenceFixture.verdict(bundle)
    #expect(verdict.state == .genuine)
    #expect(verdict.parts.first?.signed == EvidenceFixture.start)
  }

  // MARK: Limits

  @Test("100,000 items are verified")
  func manyItems() throws {
    var source = try ManyItems(count: 100_000)
    let verdict: BundleVerdict = BundleVerifier().verify(&source)
    #expect(verdict.state == .intact)
    #expect(verdict.itemCount == 100_000)
  }

  @Test("as many items as the limit says are verified, one more is refused, whatever part it is in")
  func itemLimit() throws {
    var bundle: MemoryBundle = try EvidenceFixture.bundle(parts: 2)
    var limits = BundleLimits()
    limits.items = 8
    #expect(BundleVerifier(limits: limits).verify(&bundle).state == .intact)
    for items in [1, 4, 7] {
      limits.items = items
      #expect(BundleVerifier(limits: limits).verify(&bundle).named.contains("limit-exceeded"), "\(items)")
    }
  }

  /// A bundle of items that all hold the same byte, so that it needs no room.
  struct ManyItems: BundleSource {
    let manifest: [UInt8]
    let names: [String]

    init(count: Int) throws {
      var builder = ManifestBuilder(
        bundle: String(repeating: "0", count: 32), part: 1, previous: ContentHash.zero, made: EvidenceFixture.start,
        collector: "cordon 0.1.0", key: try EvidenceFixture.key())
      names = (1...count).map { "f" + String($0) }
      let sum: Digest = ContentHash.of([0x41])
      for name in names {
        _ = try builder.add(
          ManifestBuilder.Draft(type: .facts, time: EvidenceFixture.start, file: name, size: 1, sha256: sum))
      }
      manifest = try builder.sealed(at: EvidenceFixture.end).bytes
    }

    mutating func names(ofPart part: Int?) -> BundleListing {
      .names(part == nil ? ["part-0001"] : names + [BundleFormat.manifestName])
    }

    mutating func read(_ name: String, ofPart part: Int, take: (ArraySlice<UInt8>) -> Bool) -> BundleAnswer {
      _ = take(name == BundleFormat.manifestName ? manifest[...] : [0x41])
      return .read
    }
  }

  @Test("no more of an item is read than its manifest lists")
  func endlessItem() throws {
    var bundle: MemoryBundle = try EvidenceFixture.bundle()
    bundle.parts[1]?["coverage.json"] = [UInt8](repeating: 0x20, count: 1 << 20)
    let verdict: BundleVerdict = try EvidenceFixture.verdict(bundle)
    #expect(verdict.named == ["content-changed E1-000002"])
    #expect(verdict.byteCount < 200)
  }
}
