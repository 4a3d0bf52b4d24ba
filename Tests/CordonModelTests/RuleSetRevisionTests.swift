import CordonModel
import CordonTestSupport
import Testing

@Suite("Revision of a rule set")
struct RuleSetRevisionTests {
  /// FIPS 180-2 appendix B: a text, how often it is repeated, and the digest.
  static let vectors: [(text: String, count: Int, digest: String)] = [
    ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ]

  @Test("the published vectors of FIPS 180", arguments: vectors)
  func vector(_ vector: (text: String, count: Int, digest: String)) {
    var sum = SHA256Sum()
    sum.update(Array(String(repeating: vector.text, count: vector.count).utf8))
    #expect(Digest(.sha256, bytes: sum.digest())?.hex == vector.digest)
  }

  @Test("it does not matter in which pieces the bytes come")
  func pieces() {
    var generator = SeededGenerator(seed: 4)
    let bytes: [UInt8] = (0..<1_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    var whole = SHA256Sum()
    whole.update(bytes)
    for _ in 0..<50 {
      var sum = SHA256Sum()
      var rest: ArraySlice<UInt8> = bytes[...]
      while !rest.isEmpty {
        let count: Int = Int.random(in: 0...130, using: &generator)
        sum.update(Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
      }
      #expect(sum.digest() == whole.digest())
    }
  }

  @Test("every change of a name, a text, the order or the engine is another revision")
  func changes() {
    let first = RuleSource(name: "a", text: Array("rule x".utf8))
    let second = RuleSource(name: "b", text: Array("rule y".utf8))
    let all: [RuleSetRevision] = [
      .none, RuleSetRevision([first, second]), RuleSetRevision([second, first]), RuleSetRevision([first]),
      RuleSetRevision([first, second], engine: "libyara 4.2.3"),
      RuleSetRevision([RuleSource(name: "ar", text: Array("ule x".utf8)), second]),
      RuleSetRevision([RuleSource(name: "c", text: first.text), second]),
      RuleSetRevision([RuleSource(name: "a", text: first.text + [0x20]), second]),
    ]
    #expect(Set(all).count == all.count)
    #expect(RuleSetRevision([first, second]) == all[1])
    #expect(RuleSetRevision([]) == .none)
    #expect(RuleSetRevision.none.text == "none")
  }
}
