/// Builds the smallest portable executable that has a version resource. It holds no code.
package struct WindowsProgramBuilder {
  package var texts: [(name: String, value: String)]
  /// Four numbers for the file, four for the product.
  package var file: [Int] = [0, 0, 0, 0]
  package var product: [Int] = [0, 0, 0, 0]
  /// PE32+ instead of PE32.
  package var isWide: Bool = true
  /// Lets every resource directory refer to itself.
  package var isCyclic: Bool = false

  package init(texts: [(name: String, value: String)] = [], file: [Int] = [0, 0, 0, 0], product: [Int] = [0, 0, 0, 0]) {
    self.texts = texts
    self.file = file
    self.product = product
  }

  /// The whole file.
  package func build() -> [UInt8] {
    let address: Int = 0x1000
    let resources: [UInt8] = self.resources(address)
    let raw: Int = (resources.count + 511) & ~511
    var bytes: [UInt8] = Array("MZ".utf8) + Array(repeating: 0, count: 58) + Self.bytes(64, 4)
    let optional: [UInt8] = optionalHeader(address, resources.count)
    bytes += Array("PE\0\0".utf8) + Self.bytes(isWide ? 0x8664 : 0x14C, 2) + Self.bytes(1, 2)
    bytes += Array(repeating: 0, count: 12) + Self.bytes(optional.count, 2) + Self.bytes(0x22, 2) + optional
    bytes += Array(".rsrc\0\0\0".utf8) + Self.bytes(resources.count, 4) + Self.bytes(address, 4)
    bytes += Self.bytes(raw, 4) + Self.bytes(0x200, 4) + Array(repeating: 0, count: 12) + Self.bytes(0x4000_0040, 4)
    bytes += Array(repeating: 0, count: 0x200 - bytes.count)
    return bytes + resources + Array(repeating: 0, count: raw - resources.count)
  }

  private func optionalHeader(_ address: Int, _ size: Int) -> [UInt8] {
    let start: Int = isWide ? 112 : 96
    var header: [UInt8] = Self.bytes(isWide ? 0x20B : 0x10B, 2)
    header += Array(repeating: 0, count: start - 4 - header.count) + Self.bytes(16, 4)
    // Alignment of sections and of the file, and the size of it all, as readers want them.
    header.replaceSubrange(32..<40, with: Self.bytes(0x1000, 4) + Self.bytes(0x200, 4))
    header.replaceSubrange(56..<64, with: Self.bytes(0x2000, 4) + Self.bytes(0x200, 4))
    header += Array(repeating: 0, count: 16) + Self.bytes(address, 4) + Self.bytes(size, 4)
    return header + Array(repeating: 0, count: 13 * 8)
  }

  private func resources(_ address: Int) -> [UInt8] {
    func directory(_ id: Int, _ offset: Int) -> [UInt8] {
      Array(repeating: 0, count: 12) + Self.bytes(0, 2) + Self.bytes(1, 2) + Self.bytes(id, 4) + Self.bytes(offset, 4)
    }
    let deeper: Int = 0x8000_0000
    if isCyclic { return directory(16, deeper) + Array(repeating: 0, count: 104) }
    let info: [UInt8] = versionInfo()
    var bytes: [UInt8] = directory(16, deeper | 24) + directory(1, deeper | 48) + directory(0x409, 72)
    bytes += Self.bytes(address + 88, 4) + Self.bytes(info.count, 4) + Array(repeating: 0, count: 8)
    return bytes + info
  }

  private func versionInfo() -> [UInt8] {
    func numbers(_ parts: [Int]) -> [UInt8] {
      Self.bytes(parts[1], 2) + Self.bytes(parts[0], 2) + Self.bytes(parts[3], 2) + Self.bytes(parts[2], 2)
    }
    let fixed: [UInt8] =
      Self.bytes(0xFEEF_04BD, 4) + Self.bytes(0x10000, 4) + numbers(file) + numbers(product)
      + Array(repeating: 0, count: 28)
    let strings: [UInt8] = texts.reduce(into: []) { bytes, text in
      let value: [UInt8] = Self.utf16(text.value) + [0, 0]
      bytes = Self.padded(bytes) + Self.block(text.name, type: 1, value: value, length: value.count / 2, children: [])
    }
    let table: [UInt8] = Self.block("040904b0", type: 1, value: [], length: 0, children: strings)
    let info: [UInt8] = Self.block("StringFileInfo", type: 1, value: [], length: 0, children: table)
    return Self.block("VS_VERSION_INFO", type: 0, value: fixed, length: fixed.count, children: info)
  }

  private static func block(_ name: String, type: Int, value: [UInt8], length: Int, children: [UInt8]) -> [UInt8] {
    var rest: [UInt8] = padded([0, 0, 0, 0] + bytes(type, 2) + utf16(name) + [0, 0]) + value
    if !children.isEmpty { rest = padded(rest) + children }
    return bytes(rest.count, 2) + bytes(length, 2) + rest.dropFirst(4)
  }

  private static func padded(_ content: [UInt8]) -> [UInt8] {
    content + Array(repeating: 0, count: (4 - content.count % 4) % 4)
  }

  private static func utf16(_ text: String) -> [UInt8] { Array(text.utf16).flatMap { bytes(Int($0), 2) } }

  private static func bytes(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
