/// Name, version and platform in a gemspec as RubyGems itself writes it. A gemspec is a Ruby program: it is never run.
///
/// What counts is the comment in the second line, which RubyGems reads too before it runs anything
/// (`Gem::StubSpecification`): `# stub: name version platform paths`. Where it is missing, the first plain assignments
/// `s.name = "x".freeze`, `s.version = "1.0"` and `s.platform = "java"` count.
package struct Gemspec: Sendable, Hashable {
  package var name: String?
  package var version: String?
  /// `nil` where the gem is plain Ruby.
  package var platform: String?
  /// A text was longer than the limit and is left out.
  package var isOverlong: Bool = false

  package init(_ bytes: [UInt8], nameLimit: Int) {
    var start: Int = 0
    var line: Int = 0
    while start < bytes.count, name == nil || version == nil || platform == nil {
      let end: Int = ByteLines.end(of: start, in: bytes)
      line += 1
      if line == 2, takeStub(bytes[start..<end], limit: nameLimit) { break }
      take(ByteLines.trimmed(bytes[start..<end]), limit: nameLimit)
      start = end + 1
    }
    if platform == "ruby" { platform = nil }
  }

  /// The name and version in a file name such as `nokogiri-1.16.0-x86_64-linux.gemspec`.
  ///
  /// Names may hold hyphens and digits, platforms too: the version is the first part that reads as one.
  package static func identity(inFileName file: String) -> Gemspec? {
    let stem: Substring = file.hasSuffix(".gemspec") ? file.dropLast(8) : file[...]
    let parts: [Substring] = stem.split(separator: "-", omittingEmptySubsequences: false)
    guard let index = parts.indices.dropFirst().first(where: { isVersion(parts[$0]) }) else { return nil }
    var found = Gemspec([], nameLimit: 0)
    found.name = parts[..<index].joined(separator: "-")
    found.version = String(parts[index])
    if index + 1 < parts.count { found.platform = parts[(index + 1)...].joined(separator: "-") }
    return found.name?.isEmpty == false ? found : nil
  }

  /// Digits, then letters and digits after dots: `Gem::Version::VERSION_PATTERN` without its hyphen, which the name of
  /// an installed gem cannot have.
  private static func isVersion(_ text: Substring) -> Bool {
    let pieces: [Substring] = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let first = pieces.first, !first.isEmpty, first.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return false
    }
    return pieces.dropFirst().allSatisfy { piece in
      !piece.isEmpty
        && piece.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) }
    }
  }

  /// `# stub: name version platform paths`
  private mutating func takeStub(_ line: ArraySlice<UInt8>, limit: Int) -> Bool {
    let mark: String.UTF8View = "# stub: ".utf8
    guard line.starts(with: mark) else { return false }
    let words: [ArraySlice<UInt8>] = line.dropFirst(mark.count).split(separator: 0x20, maxSplits: 3)
    guard words.count >= 3 else { return false }
    let found: [String?] = words.prefix(3).map { text(ByteLines.trimmed($0), limit: limit) }
    guard let name = found[0], let version = found[1], let platform = found[2] else { return false }
    (self.name, self.version, self.platform) = (name, version, platform)
    return true
  }

  /// `word.field = literal`
  private mutating func take(_ line: ArraySlice<UInt8>, limit: Int) {
    // No assignment that counts has an equals sign further on, however long the line.
    let head: ArraySlice<UInt8> = line.prefix(64)
    guard let dot = head.firstIndex(of: 0x2E), let equals = head[dot...].firstIndex(of: 0x3D),
      head[..<dot].allSatisfy(Gemspec.isWord)
    else { return }
    let field: ArraySlice<UInt8> = ByteLines.trimmed(line[(dot + 1)..<equals])
    let value: ArraySlice<UInt8> = line[(equals + 1)...]
    if name == nil, field.elementsEqual("name".utf8) {
      name = literal(value, limit: limit)
    } else if version == nil, field.elementsEqual("version".utf8) {
      version = literal(value, limit: limit)
    } else if platform == nil, field.elementsEqual("platform".utf8) {
      platform = literal(value, limit: limit)
    }
  }

  /// The text of `"x"`, `'x'`, `%q{x}`, also inside `Gem::Version.new(…)`; `nil` for what only running could tell.
  private mutating func literal(_ source: ArraySlice<UInt8>, limit: Int) -> String? {
    var rest: ArraySlice<UInt8> = ByteLines.trimmed(source.prefix(limit + 128))
    for call in ["Gem::Version.new", "Gem::Platform.new"] where rest.starts(with: call.utf8) {
      rest = rest.dropFirst(call.utf8.count)
      guard rest.first == 0x28 else { return nil }
      rest = ByteLines.trimmed(rest.dropFirst())
    }
    let isPercent: Bool = rest.starts(with: "%q".utf8) || rest.starts(with: "%Q".utf8)
    if isPercent { rest = rest.dropFirst(2) }
    guard let open = rest.first, let closing = Gemspec.closing(open, isPercent: isPercent) else { return nil }
    rest = rest.dropFirst()
    guard let end = rest.firstIndex(of: closing) else {
      isOverlong = isOverlong || source.count > limit
      return nil
    }
    let value: ArraySlice<UInt8> = rest[..<end]
    // A backslash or #{…} means something only to Ruby.
    guard !value.contains(0x5C), !value.contains(0x23) else { return nil }
    return text(value, limit: limit)
  }

  private static func closing(_ open: UInt8, isPercent: Bool) -> UInt8? {
    switch open {
    case 0x22, 0x27: open
    case 0x7C where isPercent: open
    case 0x7B where isPercent: 0x7D
    case 0x28 where isPercent: 0x29
    case 0x5B where isPercent: 0x5D
    case 0x3C where isPercent: 0x3E
    default: nil
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == 0x5F || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  private mutating func text(_ value: ArraySlice<UInt8>, limit: Int) -> String? {
    guard value.count <= limit else {
      isOverlong = true
      return nil
    }
    return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
  }
}
