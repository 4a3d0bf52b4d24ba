import CordonEvidence
import CordonModel
import CordonReport
import CordonTestSupport
import Foundation
import Testing

@testable import CordonOperations

@Suite("Evidence on disk")
struct CaseWriterTests {
  @Test("parts are added, each follows on the one before, and all of it is genuine")
  func parts() throws {
    let tree = try FixtureTree()
    for part in 1...3 {
      let committed: CaseWriter.Committed = try CaseFixture.add(to: tree.path("case"), in: tree, text: "\(part)")
      #expect(committed.part == part)
      let verdict: BundleVerdict = try CaseFixture.verdict(tree.path("case"), in: tree)
      #expect(verdict.state == .genuine)
      #expect(verdict.parts.count == part && verdict.head == committed.head)
    }
    #expect(try CaseFixture.mode(tree.path("case")) == 0o700)
    #expect(try CaseFixture.mode(tree.path("case/part-0001/facts.ndjson")) == 0o600)
    #expect(try tree.names("case") == ["part-0001", "part-0002", "part-0003"])
  }

  @Test("killed at any step, the last good state is there, and the next run goes on from it")
  func killed() throws {
    let tree = try FixtureTree()
    _ = try CaseFixture.add(to: tree.path("case"), in: tree, text: "first")
    var copies: [(step: String, name: String)] = []
    // What the kernel holds at a step is what a kill at that step leaves.
    _ = try CaseFixture.add(to: tree.path("case"), in: tree, text: "second") { step in
      let name = "copy-\(copies.count)"
      guard OracleProgram.output("cp", "-a", tree.path("case"), tree.path(name)) != nil else { return }
      copies.append(("\(step)", name))
    }
    #expect(copies.count == 7)
    for (index, copy) in copies.enumerated() {
      let verdict: BundleVerdict = try CaseFixture.verdict(tree.path(copy.name), in: tree)
      #expect(verdict.state == .genuine, "\(copy.step): \(verdict.defects)")
      let isPublished: Bool = index == copies.count - 1
      #expect(verdict.parts.count == (isPublished ? 2 : 1), "\(copy.step)")
      let next: CaseWriter.Committed = try CaseFixture.add(to: tree.path(copy.name), in: tree, text: "third")
      #expect(next.part == (isPublished ? 3 : 2), "\(copy.step)")
      let after: BundleVerdict = try CaseFixture.verdict(tree.path(copy.name), in: tree)
      #expect(after.state == .genuine && after.drafts == [], "\(copy.step)")
    }
  }

  @Test("a part that was not committed leaves nothing")
  func abandoned() throws {
    let tree = try FixtureTree()
    let key: SigningKey = try CaseFixture.store(in: tree).open(now: CaseFixture.now).key
    do {
      let writer = try CaseWriter(path: tree.path("case"), key: key, collector: "cordon test", now: CaseFixture.now)
      try writer.add(.facts, file: "a", time: CaseFixture.now) { (output) throws(CordonError) in
        try output.append("x")
      }
      #expect(throws: CordonError.self) {
        try writer.add(.facts, file: "../b", time: CaseFixture.now) { _ throws(CordonError) in }
      }
    }
    #expect(try tree.names("case") == [])
    #expect(try tree.names("") == ["case", "data"])
  }

  @Test("two writers at once: the second is refused and says why")
  func twoWriters() throws {
    let tree = try FixtureTree()
    let key: SigningKey = try CaseFixture.store(in: tree).open(now: CaseFixture.now).key
    let first = try CaseWriter(path: tree.path("case"), key: key, collector: "cordon test", now: CaseFixture.now)
    let error: CordonError? = #expect(throws: CordonError.self) {
      try CaseWriter(path: tree.path("case"), key: key, collector: "cordon test", now: CaseFixture.now)
    }
    #expect(error?.code == .temporary)
    #expect(try first.commit(at: CaseFixture.now).part == 1)
  }

  @Test("a folder with other things, a link and a file are refused and stay as they were")
  func otherPlaces() throws {
    let tree = try FixtureTree()
    try tree.write("full/note.txt", "mine")
    try tree.setMode("full", 0o755)
    try tree.folder("target")
    try tree.link("link", to: "target")
    try tree.write("file", "x")
    for name in ["full", "link", "link/", "file", "missing/case"] {
      #expect(throws: CordonError.self, "\(name)") { try CaseFixture.add(to: tree.path(name), in: tree) }
    }
    #expect(try CaseFixture.mode(tree.path("full")) == 0o755)
    #expect(try tree.names("target") == [])
  }

  @Test("nothing is added to a case whose last part is damaged")
  func damaged() throws {
    let tree = try FixtureTree()
    _ = try CaseFixture.add(to: tree.path("case"), in: tree)
    var manifest: [UInt8] = try tree.bytes("case/part-0001/manifest.ndjson")
    manifest[40] ^= 1
    try tree.write("case/part-0001/manifest.ndjson", bytes: manifest)
    let error: CordonError? = #expect(throws: CordonError.self) {
      try CaseFixture.add(to: tree.path("case"), in: tree)
    }
    #expect(error?.code == .badInput)
    #expect(try tree.names("case") == ["part-0001"])
  }

  @Test("links, pipes and folders in the place of items are named and never followed")
  func strangeFiles() throws {
    let tree = try FixtureTree()
    _ = try CaseFixture.add(to: tree.path("case"), in: tree)
    let genuine: [UInt8] = try tree.bytes("case/part-0001/facts.ndjson")
    try tree.write("elsewhere", bytes: genuine)
    let file = "case/part-0001/facts.ndjson"
    let makers: [() throws -> Void] = [
      { try tree.link(file, to: tree.path("elsewhere")) }, { try tree.fifo(file) }, { try tree.folder(file) },
    ]
    for make in makers {
      try tree.remove(file)
      try make()
      let verdict: BundleVerdict = try CaseFixture.verdict(tree.path("case"), in: tree)
      #expect(verdict.defects.map(\.kind) == [.fileMissing])
      #expect(verdict.defects.first?.item == "E1-000002")
    }
  }

  @Test("a link in the place of a part is no part")
  func linkedPart() throws {
    let tree = try FixtureTree()
    _ = try CaseFixture.add(to: tree.path("case"), in: tree)
    try FileManager.default.moveItem(atPath: tree.path("case/part-0001"), toPath: tree.path("moved"))
    try tree.link("case/part-0001", to: tree.path("moved"))
    #expect(try CaseFixture.verdict(tree.path("case"), in: tree).state == .manipulated)
  }

  @Test("an item that may not be read is a gap", .enabled(if: geteuid() != 0, "root may read everything"))
  func refused() throws {
    let tree = try FixtureTree()
    _ = try CaseFixture.add(to: tree.path("case"), in: tree)
    try tree.setMode("case/part-0001/facts.ndjson", 0)
    let verdict: BundleVerdict = try CaseFixture.verdict(tree.path("case"), in: tree)
    #expect(verdict.state == .incomplete)
    #expect(verdict.gaps.first?.isRefused == true)
  }

  // MARK: Keys

  @Test("the key is made on first use, for its owner alone, and then stays")
  func keyOnFirstUse() throws {
    let tree = try FixtureTree()
    let store: EvidenceKeyStore = try CaseFixture.store(in: tree)
    let first: EvidenceKeyStore.Opened = try store.open(now: CaseFixture.now)
    let second: EvidenceKeyStore.Opened = try store.open(now: CaseFixture.now)
    #expect(first.isNew && !second.isNew)
    #expect(first.key.signer == second.key.signer)
    #expect(try CaseFixture.mode(tree.path("data/cordon/evidence-key")) == 0o600)
    #expect(try CaseFixture.mode(tree.path("data/cordon")) == 0o700)
    #expect(try tree.names("data/cordon") == ["evidence-key", "evidence-key.pub"])
    #expect(try EvidenceKeyStore.trusted(tree.path("data/cordon/evidence-key.pub")) == .key(first.key.signer))
    let fingerprint: String = try #require(first.key.signer.fingerprint?.hex)
    #expect(try EvidenceKeyStore.trusted("SHA256:" + fingerprint.uppercased()).fingerprint?.hex == fingerprint)
    #expect(throws: CordonError.self) { try EvidenceKeyStore.trusted(tree.path("data/cordon/evidence-key")) }
  }

  @Test("the file to hand out comes back when a run was ended before it was written")
  func sharedComesBack() throws {
    let tree = try FixtureTree()
    let store: EvidenceKeyStore = try CaseFixture.store(in: tree)
    let key: SigningKey = try store.open(now: CaseFixture.now).key
    try tree.remove("data/cordon/evidence-key.pub")
    #expect(try store.open(now: CaseFixture.now).key.signer == key.signer)
    #expect(try EvidenceKeyStore.trusted(store.sharedPath) == .key(key.signer))
  }

  @Test("an expired key signs nothing, and the error says what to do")
  func expiredKey() throws {
    let tree = try FixtureTree()
    let store: EvidenceKeyStore = try CaseFixture.store(in: tree)
    _ = try store.open(now: CaseFixture.now)
    let later = Timestamp(secondsSinceEpoch: CaseFixture.now.secondsSinceEpoch + EvidenceKeyStore.validSeconds + 1)
    let error: CordonError? = #expect(throws: CordonError.self) { try store.open(now: later) }
    #expect(error?.code == .configuration)
  }

  // MARK: Oracle

  /// The format as its page describes it, in another language and with another Ed25519.
  private static let oracle = """
    import hashlib, json, os, subprocess, sys, tempfile
    folder, previous = sys.argv[1], "0" * 64
    for part in sorted(os.listdir(folder)):
        raw = open(f"{folder}/{part}/manifest.ndjson", "rb").read()
        lines = raw.split(b"\\n")
        assert lines.pop() == b"" and lines
        members = [json.loads(line) for line in lines]
        for line, value in zip(lines, members):
            same = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
            assert same == line, line
            assert value["previous"] == previous, line
            previous = hashlib.sha256(line).hexdigest()
        head, seal = members[0], members[-1]
        for item in members[1:-1]:
            data = open(f"{folder}/{part}/{item['file']}", "rb").read()
            assert len(data) == item["size"] and hashlib.sha256(data).hexdigest() == item["sha256"]
        assert seal["items"] == len(members) - 2
        signature = bytes.fromhex(seal.pop("signature"))
        text = json.dumps(seal, sort_keys=True, separators=(",", ":")).encode()
        with tempfile.TemporaryDirectory() as place:
            der = bytes.fromhex("302a300506032b6570032100") + bytes.fromhex(head["key"])
            for name, data in (("k", der), ("s", signature), ("m", b"cordon-evidence-seal-v1\\n" + text)):
                open(f"{place}/{name}", "wb").write(data)
            subprocess.run(
                ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", f"{place}/k", "-rawin",
                 "-in", f"{place}/m", "-sigfile", f"{place}/s"], check=True, stdout=subprocess.DEVNULL)
    print("genuine", previous)
    """

  @Test(
    "Python and openssl, by the page of the format alone, call it genuine too",
    .enabled(
      if: OracleProgram.exists("python3") && OracleProgram.exists("openssl"), "python3 or openssl is missing"))
  func oracle() throws {
    let tree = try FixtureTree()
    _ = try CaseFixture.add(to: tree.path("case"), in: tree)
    let last: CaseWriter.Committed = try CaseFixture.add(to: tree.path("case"), in: tree, text: "zwei ä")
    let answer: String? = OracleProgram.output("python3", "-c", CaseWriterTests.oracle, tree.path("case"))
    #expect(answer == "genuine \(last.head.hex)\n")
    try tree.write("case/part-0002/facts.ndjson", "changed")
    #expect(OracleProgram.output("python3", "-c", CaseWriterTests.oracle, tree.path("case")) == nil)
  }
}
