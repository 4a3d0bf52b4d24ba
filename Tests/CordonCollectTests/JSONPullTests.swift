internal import Testing

@testable internal import CordonCollect

@Suite struct JSONPullTests {
  /// Reads all tokens; the fault, if there is one.
  private func fault(_ text: String, depth: Int = 16) -> JSONFault? {
    var reader = JSONPull(Array(text.utf8), depthLimit: depth)
    do throws(JSONFault) {
      while try reader.next() != .end {}
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    "{}", "[]", "0", "-1.5e+10", "\"\"", "true", "null", " [1, \"a\", {\"b\" : [ ]} ] ",
    "{\"a\":{\"b\":{}},\"c\":[[],[]]}",
    "\u{FEFF}{\"a\":\"\\u00e9\\n\"}", "[\"\\ud83d\\ude00\"]",
  ])
  func whole(_ text: String) { #expect(fault(text) == nil) }

  @Test(arguments: [
    "", " ", "{", "[", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "[1,]", "[1 2]", "{a:1}",
    "{\"a\" 1}",
    "[}", "{]", "\"abc", "\"a\\", "\"a\\x\"", "\"\t\"", "tru", "nulll", "{}{}", "[1]x", ",", "]", "}", "{,}", "[,1]",
    "-a",
  ])
  func broken(_ text: String) { #expect(fault(text) != nil) }

  @Test func bracketsHaveALimit() {
    let nested: String = String(repeating: "[", count: 16) + String(repeating: "]", count: 16)
    #expect(fault(nested) == nil)
    #expect(fault("[" + nested + "]")?.what.contains("16") == true)
    #expect(fault(String(repeating: "{\"a\":", count: 1_000_000)) != nil)
  }

  @Test func faultsNameTheLine() { #expect(fault("{\n\"a\": 1,\n\"b\": ?\n}")?.line == 3) }

  @Test(
    arguments: [
      ("\\u0041\\/\\\\\\\"\\b\\f\\n\\r\\t", "A/\\\"\u{08}\u{0C}\n\r\t"), ("\\ud83d\\ude00", "😀"),
      ("\\ud83dx", "\u{FFFD}x"), ("\\ude00", "\u{FFFD}"), ("\\ud83d\\u0041", "\u{FFFD}A"), ("\\u12", "\u{FFFD}12"),
    ])
  func escapes(_ source: String, _ expected: String) {
    let found = PackageJSON(Array("{\"name\":\"\(source)\"}".utf8), depthLimit: 8, nameLimit: 100)
    #expect(found.name == expected)
  }

  @Test func everyPrefixOfATextIsAFaultAndNoTrap() {
    let text: [UInt8] = Array("{\"name\":\"a\\u00e9\",\"x\":[1,{\"y\":null}],\"version\":\"1\"}".utf8)
    for count in 0..<text.count {
      #expect(PackageJSON(Array(text.prefix(count)), depthLimit: 8, nameLimit: 100).fault != nil)
    }
    #expect(PackageJSON(text, depthLimit: 8, nameLimit: 100).fault == nil)
  }
}

@Suite struct PackageJSONTests {
  private func read(_ text: String) -> PackageJSON { PackageJSON(Array(text.utf8), depthLimit: 16, nameLimit: 32) }

  @Test func onlyTheTopLevelCounts() {
    let found: PackageJSON = read(
      "{\"config\":{\"name\":\"x\",\"version\":\"9\"},\"name\":\"a\",\"dependencies\":{\"version\":\"8\"},\"version\":\"1.0.0\"}"
    )
    #expect(found == PackageJSON(name: "a", version: "1.0.0"))
  }

  @Test func theLastOfEqualFieldsCountsAsInNode() {
    #expect(read("{\"version\":\"1.0.0\",\"name\":\"a\",\"v\\u0065rsion\":\"6.6.6\"}").version == "6.6.6")
  }

  @Test(arguments: ["1", "null", "[\"1\"]", "{\"name\":\"1\"}", "\"\""])
  func aVersionThatIsNoTextIsNone(_ value: String) {
    #expect(read("{\"version\":\(value),\"name\":\"a\"}") == PackageJSON(name: "a", version: nil))
  }

  @Test func whatStoodBeforeAFaultIsKept() {
    let found: PackageJSON = read("{\"name\":\"a\",\"version\":\"1.0.0\",\n oops")
    #expect(found.name == "a")
    #expect(found.version == "1.0.0")
    #expect(found.fault?.line == 2)
  }

  @Test func overlongNamesAreFaults() {
    #expect(read("{\"name\":\"" + String(repeating: "a", count: 33) + "\"}").fault != nil)
  }
}

extension PackageJSON {
  fileprivate init(name: String?, version: String?) {
    self.init(Array("{}".utf8), depthLimit: 1, nameLimit: 1)
    self.name = name
    self.version = version
  }
}
