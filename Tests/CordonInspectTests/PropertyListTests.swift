internal import CordonInspect
internal import CordonTestSupport
internal import Foundation
internal import Testing

@Suite("Property lists")
struct PropertyListTests {
  private static let entries: [(key: String, value: String)] = [
    ("CFBundleName", "3CX Desktop App"), ("CFBundleShortVersionString", "18.12.416"), ("Ünï", "日本 😀"), ("Empty", ""),
  ]

  private static func read(_ text: String) throws -> PropertyList { try PropertyList(Array(text.utf8)) }

  @Test("the binary and the XML form of a list are the same")
  func bothForms() throws {
    let xml = try PropertyList(PropertyListBuilder.xml(Self.entries))
    #expect(try PropertyList(PropertyListBuilder.binary(Self.entries)) == xml)
    #expect(xml.text("CFBundleName") == "3CX Desktop App")
    #expect(xml.text("Ünï") == "日本 😀")
    #expect(xml.text("Empty") == nil)
  }

  @Test("XML in all its spellings")
  func xml() throws {
    let list: PropertyList = try Self.read(
      """
      \u{FEFF}<?xml version='1.0'?><!-- a --><!DOCTYPE plist [<!ENTITY x "y>">]><plist version="1.0"><dict>
      <key>a&amp;b</key><string>&lt;&#65;&#x1F600;<![CDATA[<raw>&]]><!-- c -->!</string>
      <key>n</key><integer>-42</integer><key>h</key><integer>0x1F</integer><key>r</key><real>1.5</real>
      <key>t</key><true/><key>f</key><false></false><key>e</key><string/><key>o</key><array/>
      <key>d</key><date>2023-03-30T08:00:00Z</date><key>b</key><data>AAEC</data><key>twice</key><string>1</string>
      <key>twice</key><string>2</string><key>l</key><array><dict/><string>x</string></array></dict></plist>
      """)
    let expected: PropertyList = .dictionary([
      "a&b": .text("<A😀<raw>&!"), "n": .integer(-42), "h": .integer(31), "r": .real(1.5), "t": .boolean(true),
      "f": .boolean(false), "e": .text(""), "o": .array([]), "d": .date(1_680_163_200), "b": .data(3),
      "twice": .text("1"), "l": .array([.dictionary([:]), .text("x")]),
    ])
    #expect(list == expected)
  }

  @Test("UTF-16 with its mark")
  func utf16() throws {
    let text: String = "<plist><dict><key>k</key><string>ä</string></dict></plist>"
    let units: [UInt16] = [0xFEFF] + Array(text.utf16)
    let little: [UInt8] = units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    let big: [UInt8] = units.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    for bytes in [little, big] { #expect(try PropertyList(bytes).text("k") == "ä") }
  }

  @Test(
    "what is no property list, or a broken one, is said to be that",
    arguments: [
      "", "x", "<html></html>", "<plist>", "<plist></plist>", "<plist><dict>", "<plist><dict></array></plist>",
      "<plist><dict><key>a</key></dict></plist>", "<plist><dict><string>a</string></dict></plist>",
      "<plist><array><key>a</key></array></plist>", "<plist><string>a</plist>",
      "<plist><string>&nope;</string></plist>",
      "<plist><string>&#xD800;</string></plist>", "<plist><string>&", "<plist><wat/></plist>", "<!-- ", "<!DOCTYPE [",
      "bplist00", "{ a = b; }", "<plist><string><![CDATA[", "<", "</", "<plist><", "<plist><string></",
    ])
  func broken(_ text: String) { #expect(throws: PropertyListFault.self) { try Self.read(text) } }

  @Test("levels, values and text have limits")
  func limits() throws {
    let deep: String = "<plist>" + String(repeating: "<array>", count: 100_000)
    #expect(throws: PropertyListFault.tooDeep) { try Self.read(deep) }
    let many: String = "<plist><array>" + String(repeating: "<true/>", count: 200_001)
    #expect(throws: PropertyListFault.tooManyValues) { try Self.read(many) }
    let long: String = "<plist><string>" + String(repeating: "x", count: 10 << 20) + "</string></plist>"
    #expect(throws: PropertyListFault.tooMuchText) { try Self.read(long) }
  }

  @Test("binary lists that refer to themselves, or to the same thing again and again, end")
  func circles() throws {
    let own: [UInt8] = PropertyListBuilder.binary(objects: [PropertyListBuilder.array([0])])
    #expect(throws: PropertyListFault.tooDeep) { try PropertyList(own) }
    // 2 to the 40th arrays in 40 objects.
    let doubling: [[UInt8]] = (1...40).map { PropertyListBuilder.array([$0, $0]) } + [PropertyListBuilder.array([])]
    #expect(throws: PropertyListFault.tooManyValues) { try PropertyList(PropertyListBuilder.binary(objects: doubling)) }
    // One megabyte of text a thousand times.
    let text: [UInt8] = PropertyListBuilder.text(String(repeating: "x", count: 1 << 20))
    let again: [[UInt8]] = [PropertyListBuilder.array(Array(repeating: 1, count: 1_000)), text]
    #expect(throws: PropertyListFault.tooMuchText) { try PropertyList(PropertyListBuilder.binary(objects: again)) }
    let chain: [[UInt8]] = (1...20_000).map { PropertyListBuilder.array([$0]) } + [PropertyListBuilder.array([])]
    #expect(throws: PropertyListFault.tooDeep) { try PropertyList(PropertyListBuilder.binary(objects: chain)) }
  }

  @Test("a trailer, a table or a length that lies is an error, whatever the numbers")
  func lies() {
    let good: [UInt8] = PropertyListBuilder.binary(Self.entries)
    for place in good.indices.dropFirst(8) {
      for value in [0x00, 0x01, 0x0F, 0x7F, 0x80, 0xFF] as [UInt8] {
        var bytes: [UInt8] = good
        bytes[place] = value
        FuzzEntry.propertyList.run(bytes)
      }
    }
    for count in good.indices { FuzzEntry.propertyList.run(Array(good.prefix(count))) }
    let table: [UInt8] = Array(good.dropLast(8)) + Array(repeating: 0xFF, count: 8)
    #expect(throws: PropertyListFault.self) { try PropertyList(table) }
  }

  private static let python: String? = OracleProgram.output(
    "python3", "-I", "-c",
    """
    import plistlib, datetime, base64
    value = {'s': 'text', 'u': 'ü日😀', 'i': 5, 'big': 2**40, 'neg': -7, 'r': 2.5, 't': True, 'f': False,
      'd': datetime.datetime(2023, 3, 30, 8, 0, 0), 'b': b'abc', 'l': ['x', ['y'], {}], 'long': 'z' * 300,
      'm': {'k%d' % n: n for n in range(300)}}
    for fmt in (plistlib.FMT_XML, plistlib.FMT_BINARY):
      print(base64.b64encode(plistlib.dumps(value, fmt=fmt)).decode())
    """)

  @Test("what Python writes is read, in both forms", .enabled(if: python != nil, "python3 is not on this machine"))
  func pythonAgrees() throws {
    let numbers: [(String, PropertyList)] = (0..<300).map { ("k\($0)", .integer(Int64($0))) }
    let expected: PropertyList = .dictionary([
      "s": .text("text"), "u": .text("ü日😀"), "i": .integer(5), "big": .integer(1 << 40), "neg": .integer(-7),
      "r": .real(2.5), "t": .boolean(true), "f": .boolean(false), "d": .date(1_680_163_200), "b": .data(3),
      "l": .array([.text("x"), .array([.text("y")]), .dictionary([:])]),
      "long": .text(String(repeating: "z", count: 300)), "m": .dictionary(Dictionary(uniqueKeysWithValues: numbers)),
    ])
    let written: [Substring] = try #require(Self.python).split(separator: "\n")
    #expect(written.count == 2)
    for text in written {
      let data: Data = try #require(Data(base64Encoded: String(text)))
      #expect(try PropertyList(Array(data)) == expected)
    }
  }

  @Test("Python reads what the tests build", .enabled(if: python != nil, "python3 is not on this machine"))
  func buildersAgree() throws {
    let tree = try FixtureTree()
    try tree.write("a.plist", bytes: PropertyListBuilder.binary(Self.entries))
    let answer: String? = OracleProgram.output(
      "python3", "-I", "-c", "import plistlib, sys; print(plistlib.load(open(sys.argv[1], 'rb'))['CFBundleName'])",
      tree.path("a.plist"))
    #expect(answer == "3CX Desktop App\n")
  }
}
