internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonReport

struct CheckJSONTests {
  @Test(arguments: [
    ("a\"b\\c/", #""a\"b\\c/""#), ("\n\r\t\u{0}\u{1F}", #""\n\u000d\u0009\u0000\u001f""#),
    ("\u{2028}\u{2029}", #""\u2028\u2029""#),
    ("\u{7F}\u{9B}", #""\u007f\u009b""#), ("\u{E0041}", #""\udb40\udc41""#), ("ä日😀", "\"ä日😀\""),
    ("\u{202E}", #""\u202e""#),
  ])
  func stringsAreEscaped(text: String, json: String) {
    #expect(JSONValue.string(text).bytes == Array((json + "\n").utf8))
  }

  @Test func membersAreSortedAndEmptyListsAreShort() {
    let value: JSONValue = .object(["b": .array([]), "B": .null, "a": .object([:]), "ä": .tenths(78)])
    let text: String = String(decoding: value.bytes, as: UTF8.self)
    #expect(text == "{\n  \"B\": null,\n  \"a\": {},\n  \"b\": [],\n  \"ä\": 7.8\n}\n")
  }

  /// Foundation's parser reads back exactly what was written.
  @Test func everyTextComesBack() throws {
    var generator: SeededGenerator = SeededGenerator(seed: 4)
    for _ in 0..<2_000 {
      let text: String = generator.hostileText(maximumLength: 40)
      let bytes: [UInt8] = JSONValue.array([.string(text)]).bytes
      let back: [String] = try JSONDecoder().decode([String].self, from: Data(bytes))
      #expect(back.first.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
      #expect(!String(decoding: bytes, as: UTF8.self).unicodeScalars.contains { $0 != "\n" && InertText.isUnsafe($0) })
    }
  }

  @Test func theDocumentSaysWhatTheReportSays() throws {
    let bytes: [UInt8] = CheckJSON.encode(Samples.mixed)
    let document: [String: Any] = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    #expect(document["schema"] as? String == "cordon.check")
    #expect(document["schemaVersion"] as? Int == 1)
    #expect(document["verdict"] as? String == "affected")
    #expect(document["exitCode"] as? Int == 10)
    let counts: [String: Int] = try #require(document["counts"] as? [String: Int])
    #expect(counts == ["affected": 1, "suspected": 1, "unknown": 1, "remediated": 1, "not-affected": 9])
    #expect((document["advisories"] as? [Any])?.count == 13)
    let never: [UInt8] = CheckJSON.encode(Samples.mixed, failOn: .never)
    #expect(String(decoding: never, as: UTF8.self).contains("\"exitCode\": 0,"))
  }

  /// Every member that the schema allows is explained.
  @Test("An interrupted run says so, first of all and in its exit code") func interrupted() throws {
    var report: CheckReport = Samples.clean
    report.isInterrupted = true
    let json: [String: Any] = try #require(
      try JSONSerialization.jsonObject(with: Data(CheckJSON.encode(report))) as? [String: Any])
    #expect(json["exitCode"] as? Int == 130)
    #expect(json["interrupted"] as? Bool == true)
    let text: String = TextRenderer.render(report, options: TextOptions(language: .english))
    #expect(text.hasPrefix("? Interrupted"))
  }

  @Test func everyMemberIsDocumented() throws {
    let folder: URL = Corpora.packageRoot.appendingPathComponent("Documentation")
    let manual: String = try String(contentsOf: folder.appendingPathComponent("CheckJSON.md"), encoding: .utf8)
    let schema: Data = try Data(contentsOf: folder.appendingPathComponent("schemas/check-1.schema.json"))
    let names: Set<String> = CheckJSONTests.memberNames(try JSONSerialization.jsonObject(with: schema))
    #expect(names.count > 50)
    for name in names.sorted() { #expect(manual.contains("`\(name)`"), "not in CheckJSON.md: \(name)") }
  }

  /// A new word of the model has to be written into the schema and the manual.
  @Test func everyWordIsInTheSchema() throws {
    let folder: URL = Corpora.packageRoot.appendingPathComponent("Documentation")
    let manual: String = try String(contentsOf: folder.appendingPathComponent("CheckJSON.md"), encoding: .utf8)
    let schema: String = try String(
      contentsOf: folder.appendingPathComponent("schemas/check-1.schema.json"), encoding: .utf8)
    var words: [String] = CheckKind.allCases.map(\.rawValue) + SoftwarePackage.Discovery.allCases.map(\.rawValue)
    words += Match.Reason.allCases.map(\.rawValue) + UnknownReason.allCases.map(\.rawValue)
    words += Clearance.Reason.allCases.map(\.rawValue) + ExceptionUse.State.allCases.map(\.rawValue)
    words += FindingException.Kind.allCases.map(\.rawValue) + Assessment.Basis.allCases.map(\.rawValue)
    for word in words {
      #expect(schema.contains("\"\(word)\""), "not in the schema: \(word)")
      #expect(manual.contains("`\(word)`"), "not in CheckJSON.md: \(word)")
    }
  }

  private static func memberNames(_ node: Any) -> Set<String> {
    if let list = node as? [Any] { return list.reduce(into: []) { $0.formUnion(memberNames($1)) } }
    guard let object = node as? [String: Any] else { return [] }
    let own: [String] = (object["properties"] as? [String: Any]).map { Array($0.keys) } ?? []
    return object.values.reduce(into: Set(own)) { $0.formUnion(memberNames($1)) }
  }
}
