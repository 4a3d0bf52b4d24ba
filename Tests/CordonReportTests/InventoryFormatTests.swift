internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonReport

/// An inventory in every format: the same packages, nothing that could do harm, and what was not looked at is said.
struct InventoryFormatTests {
  @Test("JSON comes back byte for byte", arguments: InventorySamples.all.map(\.name))
  func jsonComesBack(name: String) throws {
    let bytes: [UInt8] = try InventorySamples.report(name).rendered(as: .json)
    #expect(try InventoryJSON.decode(bytes, file: "i.json").rendered(as: .json) == bytes)
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(bytes)) }
    let error: CordonError = try #require(throws: CordonError.self) { try CheckJSON.decode(bytes, file: "i.json") }
    #expect(error.location?.field == "schema")
  }

  @Test("random inventories come back too") func randomJSON() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      var report: InventoryReport = InventorySamples.machine
      for index in report.packages.indices {
        report.packages[index].name = generator.hostileText(maximumLength: 30)
        report.packages[index].vendor = Bool.random(using: &generator) ? generator.hostileText(maximumLength: 9) : nil
        report.packages[index].location = generator.hostileText(maximumLength: 60)
        report.packages[index].foundBy =
          SoftwarePackage.Discovery.allCases.randomElement(using: &generator) ?? .snap
      }
      let bytes: [UInt8] = try report.rendered(as: .json)
      #expect(try InventoryJSON.decode(bytes, file: "i.json").rendered(as: .json) == bytes)
    }
  }

  /// The spelling in pieces is the spelling of a whole document.
  @Test func piecesSpellLikeTheWhole() throws {
    let bytes: [UInt8] = try InventorySamples.machine.rendered(as: .json)
    var reader: JSONReader = try JSONReader(bytes, file: "i.json")
    #expect(InventoryFormatTests.value(try reader.node()).bytes == bytes)
  }

  private static func value(_ node: JSONNode) -> JSONValue {
    switch node {
    case .null: .null
    case .boolean(let flag): .boolean(flag)
    case .number(let digits): .integer(Int64(digits) ?? -1)
    case .string(let text): .string(text)
    case .array(let items): .array(items.map(value))
    case .object(let members):
      .object(Dictionary(members.map { ($0.name, value($0.value)) }, uniquingKeysWith: { $1 }))
    }
  }

  @Test("every format holds every package", arguments: InventorySamples.all.map(\.name))
  func counts(name: String) throws {
    let report: InventoryReport = InventorySamples.report(name)
    let count: Int = report.packages.count
    #expect(try report.text(as: .plain).split(separator: "\n").count == count)
    for line in try report.text(as: .plain).split(separator: "\n") { #expect(line.split(separator: "\t").count == 4) }
    #expect(try report.text(as: .csv).components(separatedBy: "\r\n").count == count + 2)
    let lines: [Substring] = try report.text(as: .ndjson).split(separator: "\n")
    #expect(lines.count == 1 + count + report.coverage.count)
    for line in lines { #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) } }
  }

  @Test("pages are calm at every width", arguments: InventorySamples.all.map(\.name), Language.allCases)
  func calm(name: String, language: Language) throws {
    for width in [1, 40, 80, 200] {
      PageChecks.expectCalm(
        try InventorySamples.report(name).text(as: .table, language: language, width: width), width: max(40, width))
    }
  }

  @Test("nothing in any format can drive a terminal or a page", arguments: InventoryRenderer.formats)
  func inert(format: OutputFormat) throws {
    let text: String = try InventorySamples.hostile.text(as: format)
    let unsafe: Unicode.Scalar? = text.unicodeScalars.first {
      $0 != "\n" && $0 != "\r" && $0 != "\t" && InertText.isUnsafe($0)
    }
    #expect(unsafe == nil)
    #expect(!text.contains("\u{1B}"))
    if format == .html { #expect(!text.contains("<script")) }
    if format == .csv { #expect(!text.contains(",\"=")) }
  }

  @Test("what was not looked at is said in every format for people", arguments: [OutputFormat.table, .md, .html])
  func gapsAreShown(format: OutputFormat) throws {
    let text: String = try InventorySamples.partial.text(as: format)
    #expect(text.contains("Not complete"))
    #expect(text.contains("/srv/closed"))
    #expect(try !InventorySamples.machine.text(as: format).contains("Not complete"))
    #expect(try InventorySamples.partial.text(as: format, language: .german).contains("Nicht vollständig"))
  }

  @Test("a note for those who do not see it") func note() {
    #expect(InventoryRenderer.note(InventorySamples.machine, language: .english) == nil)
    #expect(InventoryRenderer.note(InventorySamples.partial, language: .english)?.contains("4 gaps") == true)
    #expect(InventoryRenderer.note(InventorySamples.empty, language: .german) == "Es lief keine Prüfung.")
  }

  @Test("a table in pieces is one table: its titles stand once, its columns in line") func pieces() throws {
    var report: InventoryReport = InventorySamples.folder
    report.packages = (0..<4_500).map { index in
      InventorySamples.package("pkg:npm/p\(index)@1.\(index)", "p\(index)", "1.\(index)", "/srv/p\(index)")
    }
    let text: String = try report.text(as: .table)
    #expect(text.components(separatedBy: "  Package ").count == 2)
    let rows: [Substring] = text.split(separator: "\n").filter { $0.hasPrefix("  p") }
    #expect(rows.count == 4_500)
    let columns: Set<Int> = Set(rows.compactMap { row in String(row).components(separatedBy: "/srv/").first?.count })
    #expect(columns.count == 1)
  }

  @Test("wide columns give way alike") func wideColumns() throws {
    var report: InventoryReport = InventorySamples.folder
    let long: String = String(repeating: "abcdefgh/", count: 9)
    report.packages = [InventorySamples.package("pkg:npm/x@1", long, long, long)]
    let lines: [Substring] = try report.text(as: .table).split(separator: "\n")
    let rows: Int = lines.count { $0.contains("abcdefgh/") }
    #expect(rows <= 5, "\(rows) lines for one package")
  }

  @Test("findings have no place here, and the refusal says so", arguments: [OutputFormat.sarif, .junit])
  func refused(format: OutputFormat) throws {
    let error: CordonError = try #require(throws: CordonError.self) {
      try InventorySamples.machine.rendered(as: format)
    }
    #expect(error.code == .usage)
    #expect(error.message.contains("an inventory has none"))
  }

  @Test("every way of finding has a check") func discoveries() {
    for discovery in SoftwarePackage.Discovery.allCases {
      #expect(![CheckKind.files, .processes, .networkHistory, .behaviour].contains(discovery.check))
    }
  }

  /// Every member that the schema allows is explained.
  @Test(arguments: ["inventory-1", "inventory-diff-1"])
  func everyMemberIsDocumented(schema name: String) throws {
    let folder: URL = Corpora.packageRoot.appendingPathComponent("Documentation")
    let manual: String = try String(contentsOf: folder.appendingPathComponent("InventoryJSON.md"), encoding: .utf8)
    let schema: Data = try Data(contentsOf: folder.appendingPathComponent("schemas/\(name).schema.json"))
    let names: Set<String> = InventoryFormatTests.memberNames(try JSONSerialization.jsonObject(with: schema))
    #expect(names.count > 15)
    for name in names.sorted() { #expect(manual.contains("`\(name)`"), "not in InventoryJSON.md: \(name)") }
  }

  private static func memberNames(_ node: Any) -> Set<String> {
    if let list = node as? [Any] { return list.reduce(into: []) { $0.formUnion(memberNames($1)) } }
    guard let object = node as? [String: Any] else { return [] }
    let own: [String] = (object["properties"] as? [String: Any]).map { Array($0.keys) } ?? []
    return object.values.reduce(into: Set(own)) { $0.formUnion(memberNames($1)) }
  }
}
