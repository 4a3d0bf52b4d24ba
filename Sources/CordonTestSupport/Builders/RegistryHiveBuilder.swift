/// Builds small Windows registry hives, byte by byte.
package struct RegistryHiveBuilder {
  /// A key with what lies in it.
  package struct Key {
    package var name: String
    /// When it was written, in seconds since 1970-01-01.
    package var written: Int64
    package var values: [(name: String, value: Value)]
    package var subkeys: [Key]

    package init(
      _ name: String, written: Int64 = 1_680_000_000, values: [(name: String, value: Value)] = [], subkeys: [Key] = []
    ) {
      self.name = name
      self.written = written
      self.values = values
      self.subkeys = subkeys
    }

    /// The keys of a path in each other, the last one with these subkeys.
    package static func path(_ names: [String], _ subkeys: [Key]) -> Key {
      names.dropLast().reversed().reduce(Key(names.last ?? "", subkeys: subkeys)) { Key($1, subkeys: [$0]) }
    }
  }

  package enum Value {
    case text(String)
    case number(UInt32)
    case bytes(type: UInt32, [UInt8])
  }

  /// How subkeys are listed.
  package enum ListKind: String, Sendable, CaseIterable { case lf, lh, li, ri }

  package var list: ListKind = .lh
  /// The two sequence numbers, which are equal in a hive that was written to its end.
  package var sequence: (UInt32, UInt32) = (7, 7)
  private var cells: [UInt8] = []
  private var security: Int = 0

  package init(list: ListKind = .lh) { self.list = list }

  /// The whole file.
  package mutating func build(_ subkeys: [Key]) -> [UInt8] {
    // The first bin's header stands before the first cell.
    cells = Array(repeating: 0, count: 32)
    // One security descriptor for all, without owner or rules: hivex wants one where it adds a key.
    let own: [UInt8] = Self.bytes(32, 4)
    let descriptor: [UInt8] = [1, 0, 0, 0x80] + Array(repeating: 0, count: 16)
    security = cell(Array("sk".utf8) + [0, 0] + own + own + Self.bytes(100, 4) + Self.bytes(20, 4) + descriptor)
    let root: Int = add(Key("ROOT", subkeys: subkeys), flags: 0x2C, parent: 0)
    let size: Int = (cells.count + 15 + 4_095) & ~4_095
    // What is left of the bin is one free cell.
    let rest: Int = size - cells.count
    var header: [UInt8] = Array("hbin".utf8) + Self.bytes(0, 4) + Self.bytes(size, 4)
    header += Array(repeating: 0, count: 8) + Self.bytes(116_444_736_000_000_000, 8) + Self.bytes(0, 4)
    cells.replaceSubrange(0..<32, with: header)
    cells += Self.bytes(rest, 4) + Array(repeating: 0, count: rest - 4)
    return base(root: root, size: size) + cells
  }

  private func base(root: Int, size: Int) -> [UInt8] {
    var head: [UInt8] = Array("regf".utf8) + Self.bytes(Int(sequence.0), 4) + Self.bytes(Int(sequence.1), 4)
    // Version 1.5, a primary file, loaded directly.
    head += Self.bytes(Self.fileTime(1_680_000_000), 8) + [1, 5, 0, 1].flatMap { Self.bytes($0, 4) }
    head += Self.bytes(root, 4) + Self.bytes(size, 4) + Self.bytes(1, 4)
    head += Array(repeating: 0, count: 508 - head.count)
    var sum: UInt32 = 0
    for index in stride(from: 0, to: 508, by: 4) {
      sum ^=
        UInt32(head[index]) | UInt32(head[index + 1]) << 8 | UInt32(head[index + 2]) << 16
        | UInt32(head[index + 3]) << 24
    }
    head += Self.bytes(Int(sum), 4)
    return head + Array(repeating: 0, count: 4_096 - head.count)
  }

  /// Adds a cell and returns where it is.
  private mutating func cell(_ content: [UInt8]) -> Int {
    let place: Int = cells.count
    let length: Int = (content.count + 4 + 7) & ~7
    cells += Self.bytes(-length, 4) + content + Array(repeating: 0, count: length - 4 - content.count)
    return place
  }

  private mutating func add(_ key: Key, flags: Int, parent: Int) -> Int {
    let isLatin: Bool = key.name.unicodeScalars.allSatisfy { $0.value < 0x100 }
    let name: [UInt8] = Self.name(key.name, isLatin: isLatin)
    let none: [UInt8] = Self.bytes(0xFFFF_FFFF, 4)
    var content: [UInt8] = Array("nk".utf8) + Self.bytes(isLatin ? flags : flags & ~0x20, 2)
    content += Self.bytes(Self.fileTime(key.written), 8) + Self.bytes(0, 4) + Self.bytes(parent, 4)
    content += Self.bytes(key.subkeys.count, 4) + Self.bytes(0, 4) + none + none
    content += Self.bytes(key.values.count, 4) + none + Self.bytes(security, 4) + none
    content += Array(repeating: 0, count: 20)
    content += Self.bytes(name.count, 2) + Self.bytes(0, 2) + name
    let place: Int = cell(content)
    // What lies in the key refers to it, and it to that.
    if !key.values.isEmpty {
      let values: [Int] = key.values.map { add($0.name, $0.value) }
      let list: Int = cell(values.flatMap { Self.bytes($0, 4) })
      cells.replaceSubrange((place + 44)..<(place + 48), with: Self.bytes(list, 4))
    }
    if !key.subkeys.isEmpty {
      let subkeys: [Int] = key.subkeys.map { add($0, flags: 0x20, parent: place) }
      let list: Int = addList(subkeys, key.subkeys.map(\.name))
      cells.replaceSubrange((place + 32)..<(place + 36), with: Self.bytes(list, 4))
    }
    return place
  }

  private mutating func addList(_ places: [Int], _ names: [String]) -> Int {
    switch list {
    case .li: return cell(Array("li".utf8) + Self.bytes(places.count, 2) + places.flatMap { Self.bytes($0, 4) })
    case .lf, .lh:
      let entries: [UInt8] = zip(places, names).flatMap { Self.bytes($0, 4) + hash($1) }
      return cell(Array(list.rawValue.utf8) + Self.bytes(places.count, 2) + entries)
    case .ri:
      // One list for each subkey, and a list of these.
      let parts: [Int] = places.map { cell(Array("li".utf8) + Self.bytes(1, 2) + Self.bytes($0, 4)) }
      return cell(Array("ri".utf8) + Self.bytes(parts.count, 2) + parts.flatMap { Self.bytes($0, 4) })
    }
  }

  private func hash(_ name: String) -> [UInt8] {
    guard list == .lh else { return (Array(name.utf8.prefix(4)) + [0, 0, 0, 0]).prefix(4).map { $0 } }
    let sum: UInt32 = name.uppercased().unicodeScalars.reduce(0) { $0 &* 37 &+ $1.value }
    return Self.bytes(Int(sum), 4)
  }

  private mutating func add(_ name: String, _ value: Value) -> Int {
    let (type, data): (Int, [UInt8]) =
      switch value {
      case .text(let text): (1, Array(text.utf16).flatMap { Self.bytes(Int($0), 2) } + [0, 0])
      case .number(let number): (4, Self.bytes(Int(number), 4))
      case .bytes(let type, let bytes): (Int(type), bytes)
      }
    let isLatin: Bool = name.unicodeScalars.allSatisfy { $0.value < 0x100 }
    let spelt: [UInt8] = Self.name(name, isLatin: isLatin)
    var content: [UInt8] = Array("vk".utf8) + Self.bytes(spelt.count, 2)
    if data.count <= 4 {
      content += Self.bytes(data.count | 0x8000_0000, 4) + (data + [0, 0, 0, 0]).prefix(4)
    } else {
      content += Self.bytes(data.count, 4) + Self.bytes(cell(data), 4)
    }
    content += Self.bytes(type, 4) + Self.bytes(isLatin ? 1 : 0, 2) + Self.bytes(0, 2) + spelt
    return cell(content)
  }

  private static func name(_ text: String, isLatin: Bool) -> [UInt8] {
    isLatin
      ? text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
      : Array(text.utf16).flatMap { bytes(Int($0), 2) }
  }

  private static func fileTime(_ seconds: Int64) -> Int { Int(seconds + 11_644_473_600) * 10_000_000 }

  /// Little-endian.
  private static func bytes(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}

extension RegistryHiveBuilder.Key {
  /// An entry of an uninstall list.
  package static func program(
    _ key: String, name: String?, version: String?, vendor: String? = nil, date: String? = nil,
    written: Int64 = 1_680_000_000
  ) -> Self {
    let texts: [(String, String?)] = [
      ("DisplayName", name), ("DisplayVersion", version), ("Publisher", vendor), ("InstallDate", date),
    ]
    return Self(
      key, written: written,
      values: texts.compactMap { name, text in text.map { (name: name, value: .text($0)) } })
  }

  /// The hive SOFTWARE of a system with these programs.
  package static func software(_ programs: [Self], narrow: [Self] = [], profiles: [String] = []) -> [Self] {
    let uninstall: Self = Self("Uninstall", subkeys: programs)
    let windows: Self = Self.path(["Windows", "CurrentVersion"], [uninstall])
    let list: [Self] = profiles.enumerated().map { index, path in
      Self(
        "S-1-5-21-\(index)",
        values: [
          (
            "ProfileImagePath",
            .bytes(
              type: 2,
              Array((path + "\0").utf16).flatMap {
                [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
              })
          )
        ])
    }
    let version: Self = Self(
      "CurrentVersion",
      values: [
        ("ProductName", .text("Windows 10 Pro")), ("DisplayVersion", .text("22H2")), ("CurrentBuild", .text("22621")),
      ], subkeys: [Self("ProfileList", subkeys: list)])
    let wide: Self = Self("Microsoft", subkeys: [windows, Self("Windows NT", subkeys: [version])])
    let thin: Self = .path(["WOW6432Node", "Microsoft", "Windows", "CurrentVersion", "Uninstall"], narrow)
    return narrow.isEmpty ? [wide] : [wide, thin]
  }
}
