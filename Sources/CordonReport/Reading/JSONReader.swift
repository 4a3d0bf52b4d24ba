internal import CordonModel

/// Reads JSON (RFC 8259) that another program, or an earlier Cordon, has written.
///
/// It is stricter than Foundation's decoder where a saved answer must mean one thing: a member that stands twice is an
/// error, not a choice. Long lists can be taken element by element, so that a document is never in memory a second time
/// as a whole. Nothing is deeper than ``depthLimit``; recursion ends there.
struct JSONReader {
  /// Levels of brackets. What Cordon writes has 8, CycloneDX with nested components hardly more than 20.
  static let depthLimit = 64

  /// The name of the input, for errors.
  let file: String
  let bytes: [UInt8]
  var position: Int = 0
  private(set) var depth: Int = 0

  /// - Throws: ``CordonError`` `bad-input` for text in UTF-16 or UTF-32, which Windows tools write.
  init(_ bytes: [UInt8], file: String) throws(CordonError) {
    self.file = file
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.prefix(4).contains(0) {
      throw CordonError(
        .badInput, "This is no UTF-8 text. Save it as UTF-8 and try again.", location: .init(file: file))
    }
  }

  /// An error at the place that was reached.
  func fault(_ what: String) -> CordonError {
    var line: Int = 1
    for byte in bytes[..<min(position, bytes.count)] where byte == 0x0A { line += 1 }
    return CordonError(
      .badInput, "This is no JSON: \(what). Take the file again from the program that wrote it.",
      location: .init(file: file, line: line))
  }

  /// Makes sure that nothing follows the value that was read.
  mutating func finish() throws(CordonError) {
    skipSpace()
    guard position == bytes.count else { throw fault("there is text after its end") }
  }

  /// Reads the value that comes next, with everything in it.
  mutating func node() throws(CordonError) -> JSONNode {
    switch try peek() {
    case 0x7B: return .object(try object(.document).members)
    case 0x5B:
      var items: [JSONNode] = []
      try elements(.document) { (reader, _) throws(CordonError) in items.append(try reader.node()) }
      return .array(items)
    case 0x22: return .string(try string())
    default: return try scalar()
    }
  }

  /// Reads an object.
  ///
  /// - Parameters:
  ///   - place: where it stands.
  ///   - take: called with each name; when it reads the value itself, it returns true.
  /// - Returns: the members that `take` did not read.
  mutating func object(
    _ place: JSONPlace, take: (String, inout JSONReader) throws(CordonError) -> Bool = { _, _ in false }
  ) throws(CordonError) -> JSONFields {
    guard try peek() == 0x7B else {
      throw CordonError(
        .badInput, "An object is expected here.", location: .init(file: file, field: place.text))
    }
    try enter()
    var members: [JSONNode.Member] = []
    var names = MemberNames()
    while try peek() != 0x7D {
      if names.count > 0 { try separator() }
      let name: String = try string()
      guard names.insert(name) else {
        throw fault("the member '\(InertText(name, limit: 60).text)' stands there twice")
      }
      guard try peek() == 0x3A else { throw fault("a colon is missing") }
      position += 1
      if try take(name, &self) { continue }
      members.append(.init(name: name, value: try node()))
    }
    leave()
    return JSONFields(members: members, place: place, file: file)
  }

  /// Reads a list and calls `take` before each element, which it has to read.
  mutating func elements(
    _ place: JSONPlace, take: (inout JSONReader, JSONPlace) throws(CordonError) -> Void
  ) throws(CordonError) {
    guard try peek() == 0x5B else {
      throw CordonError(.badInput, "A list is expected here.", location: .init(file: file, field: place.text))
    }
    try enter()
    var index: Int = 0
    while try peek() != 0x5D {
      if index > 0 { try separator() }
      try take(&self, .element(place, index))
      index += 1
    }
    leave()
  }

  /// Passes over the value that comes next; everything in it is checked.
  mutating func skip() throws(CordonError) {
    switch try peek() {
    case 0x7B:
      _ = try object(.document) { (_, reader) throws(CordonError) in
        try reader.skip()
        return true
      }
    case 0x5B: try elements(.document) { (reader, _) throws(CordonError) in try reader.skip() }
    case 0x22: try skipString()
    default: _ = try scalar()
    }
  }

  // MARK: Brackets

  private mutating func enter() throws(CordonError) {
    depth += 1
    guard depth <= JSONReader.depthLimit else {
      throw fault("it is nested deeper than \(JSONReader.depthLimit) levels")
    }
    position += 1
  }

  private mutating func leave() {
    depth -= 1
    position += 1
  }

  private mutating func separator() throws(CordonError) {
    guard try peek() == 0x2C else { throw fault("a comma or a closing bracket is missing") }
    position += 1
    let next: UInt8 = try peek()
    guard next != 0x7D, next != 0x5D else { throw fault("a comma stands before a closing bracket") }
  }

  /// The next byte that is no space.
  mutating func peek() throws(CordonError) -> UInt8 {
    skipSpace()
    guard position < bytes.count else { throw fault("it ends too early") }
    return bytes[position]
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }
}

/// The names of an object's members so far, to find one that stands twice. Small objects need no set.
private struct MemberNames {
  private var few: [String] = []
  private var many: Set<String> = []

  var count: Int { few.count + many.count }

  mutating func insert(_ name: String) -> Bool {
    if few.count < 24 {
      guard !few.contains(name) else { return false }
      few.append(name)
      return true
    }
    return !few.contains(name) && many.insert(name).inserted
  }
}
