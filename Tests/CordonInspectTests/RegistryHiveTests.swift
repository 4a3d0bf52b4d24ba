internal import CordonInspect
internal import CordonTestSupport
internal import Testing

@Suite("Registry hives")
struct RegistryHiveTests {
  private static let uninstall: [String] = ["Microsoft", "Windows", "CurrentVersion", "Uninstall"]
  private static let programs: [RegistryHiveBuilder.Key] = [
    .program("3CX", name: "3CX Desktop App", version: "18.12.416", vendor: "3CX Ltd", date: "20230324"),
    .program("{6F0}", name: "Ünïcödé 日本", version: "1"), .program("KB1", name: nil, version: nil),
  ]

  private static func hive(
    _ keys: [RegistryHiveBuilder.Key], _ list: RegistryHiveBuilder.ListKind = .lh
  ) -> [UInt8] {
    var builder = RegistryHiveBuilder(list: list)
    return builder.build(keys)
  }

  @Test("every kind of subkey list is read", arguments: RegistryHiveBuilder.ListKind.allCases)
  func lists(_ kind: RegistryHiveBuilder.ListKind) throws {
    let bytes: [UInt8] = Self.hive(RegistryHiveBuilder.Key.software(Self.programs), kind)
    var hive = try RegistryHive(MemorySource(bytes))
    let key: RegistryKey = try #require(try hive.key(at: Self.uninstall.map { $0.uppercased() }))
    let found: [RegistryKey] = try hive.subkeyOffsets(of: key).map { try hive.key($0) }
    #expect(found.map(\.name) == ["3CX", "{6F0}", "KB1"])
    let values: RegistryValues = try hive.values(["displayname", "displayversion"], of: found[0])
    #expect(values.texts == ["displayname": "3CX Desktop App", "displayversion": "18.12.416"])
    #expect(try hive.values(["displayname"], of: found[1]).texts["displayname"] == "Ünïcödé 日本")
    #expect(try hive.values(["displayname"], of: found[2]) == RegistryValues())
    #expect(found[0].writtenSeconds == 1_680_000_000)
    #expect(!hive.isDirty)
    #expect(try hive.key(at: ["Microsoft", "none"]) == nil)
  }

  @Test("kinds of value")
  func values() throws {
    let key = RegistryHiveBuilder.Key(
      "Ключ",
      values: [
        ("Number", .number(7)), ("Short", .text("a")), ("Empty", .text("")), ("Имя", .text("x")),
        ("Expand", .bytes(type: 2, [0x25, 0, 0x61, 0])), ("Binary", .bytes(type: 3, [1, 2, 3, 4, 5])),
        ("Long", .text(String(repeating: "x", count: 10_000))),
      ])
    var hive = try RegistryHive(MemorySource(Self.hive([key])))
    let found: RegistryKey = try #require(try hive.key(at: ["ключ"]))
    let names: Set<String> = ["number", "short", "empty", "имя", "expand", "binary", "long", "none"]
    let values: RegistryValues = try hive.values(names, of: found)
    #expect(values.numbers == ["number": 7])
    #expect(values.texts == ["short": "a", "empty": "", "имя": "x", "expand": "%a"])
    #expect(values.unread.sorted() == ["binary", "long"])
  }

  @Test("a hive that was not written to its end says so")
  func dirty() throws {
    var builder = RegistryHiveBuilder()
    builder.sequence = (8, 7)
    #expect(try RegistryHive(MemorySource(builder.build([]))).isDirty)
  }

  @Test("what is no hive is said to be none", arguments: [[], Array("regf".utf8), Array(repeating: 0, count: 8_192)])
  func noHive(_ bytes: [UInt8]) {
    #expect(throws: RegistryFault.notAHive) { try RegistryHive(MemorySource(bytes)) }
  }

  @Test("one broken program costs what it holds, not the list")
  func oneBroken() throws {
    var bytes: [UInt8] = Self.hive(RegistryHiveBuilder.Key.software(Self.programs))
    // The key of the second program.
    let name: [UInt8] = Array("{6F0}".utf8)
    let place: Int = try #require(bytes.indices.first { bytes[$0...].starts(with: name) })
    bytes[place - 76] = 0x58
    var hive = try RegistryHive(MemorySource(bytes))
    let key: RegistryKey = try #require(try hive.key(at: Self.uninstall))
    let offsets: [Int] = try hive.subkeyOffsets(of: key)
    let read: [String] = offsets.compactMap { offset in try? hive.key(offset).name }
    #expect(read == ["3CX", "KB1"])
    // A path through a broken neighbour cannot be ruled out.
    #expect(throws: RegistryFault.self) { try hive.key(at: Self.uninstall + ["none"]) }
    #expect(try hive.key(at: Self.uninstall + ["3cx"]) != nil)
  }

  @Test("cells that refer to each other in a circle end")
  func cycles() throws {
    let bytes: [UInt8] = Self.hive(RegistryHiveBuilder.Key.software(Self.programs), .ri)
    // Every subkey list refers to itself, and every key's list to the first list.
    var looped: [UInt8] = bytes
    for place in looped.indices.dropLast(12) where looped[place...].starts(with: Array("ri".utf8)) {
      let own: Int = place - 4 - 4_096
      for index in 0..<4 { looped[place + 4 + index] = UInt8(truncatingIfNeeded: own >> (8 * index)) }
    }
    var hive = try RegistryHive(MemorySource(looped), limits: RegistryLimits(cells: 500))
    #expect(throws: RegistryFault.self) { try hive.key(at: Self.uninstall) }
  }

  @Test("no mutated hive breaks the reader, and none costs more than its limit")
  func mutations() throws {
    let entry: FuzzEntry = .registryHive
    let seeds: [[UInt8]] = RegistryHiveBuilder.ListKind.allCases.map {
      Self.hive(RegistryHiveBuilder.Key.software(Self.programs), $0)
    }
    var generator = SeededGenerator(seed: 3)
    for round in 0..<2_000 {
      var bytes: [UInt8] = seeds[round % seeds.count]
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        let place: Int = Int.random(in: 4_096..<bytes.count, using: &generator)
        bytes[place] = UInt8.random(in: 0...255, using: &generator)
      }
      entry.run(bytes)
    }
  }

  private static let hasHivex: Bool = OracleProgram.output("sh", "-c", "command -v hivexget hivexsh") != nil

  @Test(
    "hivex reads the same", .enabled(if: hasHivex, "hivexget is not on this machine"),
    arguments: RegistryHiveBuilder.ListKind.allCases)
  func hivexAgrees(_ kind: RegistryHiveBuilder.ListKind) throws {
    let tree = try FixtureTree()
    try tree.write("hive", bytes: Self.hive(RegistryHiveBuilder.Key.software(Self.programs), kind))
    let path: String = "\\" + Self.uninstall.joined(separator: "\\")
    let listed: String = try #require(
      OracleProgram.output(
        "sh", "-c", "printf 'cd \(path.replacing("\\", with: "\\\\"))\\nls\\n' | hivexsh \"$1\"", "sh",
        tree.path("hive")))
    #expect(listed.split(separator: "\n").map(String.init).sorted() == ["3CX", "KB1", "{6F0}"])
    for (value, expected) in [("DisplayName", "3CX Desktop App"), ("Publisher", "3CX Ltd")] {
      let answer: String? = OracleProgram.output("hivexget", tree.path("hive"), path + "\\3CX", value)
      #expect(answer == expected + "\n")
    }
  }
}
