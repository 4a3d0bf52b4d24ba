internal import CordonModel
internal import Testing

@Suite("Digests as values")
struct DigestTests {
  @Test(
    "Hex and bytes are two spellings of one value",
    arguments: [
      (Digest.Kind.sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      (.sha1, "da39a3ee5e6b4b0d3255bfef95601890afd80709"), (.md5, "d41d8cd98f00b204e9800998ecf8427e"),
      (.sha1, "0000000000000000000000000000000000000001"), (.sha1, "ffffffffffffffffffffffffffffffffffffffff"),
    ])
  func spellings(kind: Digest.Kind, hex: String) throws {
    let digest: Digest = try #require(Digest(hex: hex))
    #expect(digest.kind == kind && digest.hex == hex)
    #expect(Digest(kind, bytes: digest.bytes) == digest)
    #expect(Digest(hex: hex.uppercased()) == digest)
  }

  @Test(
    "What is no digest is none",
    arguments: ["", "e3", "g3b0c44298fc1c149afbf4c8996fb924", String(repeating: "0", count: 65), "äöü"])
  func refused(hex: String) {
    #expect(Digest(hex: hex) == nil)
  }

  @Test("The number of bytes has to fit")
  func byteCount() {
    #expect(Digest(.md5, bytes: Array(repeating: 0, count: 15)) == nil)
    #expect(Digest(.sha256, bytes: [] as [UInt8]) == nil)
  }

  @Test("A place inside archives is written with !/ and stays printable")
  func places() {
    let place = FilePlace(path: Array("/srv/a.zip".utf8), members: [Array("../x\n.jar".utf8), Array("b.class".utf8)])
    #expect(place.text == "/srv/a.zip!/../x\\x0A.jar!/b.class")
    #expect(place.name == Array("b.class".utf8))
    #expect(FilePlace(path: Array("/".utf8)).name.isEmpty)
  }
}
