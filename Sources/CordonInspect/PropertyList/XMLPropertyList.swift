internal import CordonModel

/// The XML form, read tag by tag without recursion. Entities of one's own and includes do not exist here.
struct XMLPropertyList {
  private let bytes: [UInt8]
  private var place: Int = 0
  private var budget: PropertyListBudget
  private var open: [Container] = []
  private var result: PropertyList?

  /// An array or dictionary whose end has not come.
  private struct Container {
    let isArray: Bool
    var values: [PropertyList] = []
    var entries: [String: PropertyList] = [:]
    var key: String?

    var value: PropertyList { isArray ? .array(values) : .dictionary(entries) }
  }

  init(_ bytes: [UInt8], limits: PropertyListLimits) throws(PropertyListFault) {
    budget = PropertyListBudget(limits)
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      guard bytes.count / 2 <= limits.textBytes else { throw .tooMuchText }
      let isLittle: Bool = bytes[0] == 0xFF
      let units: [UInt16] = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
        let (a, b): (UInt16, UInt16) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
        return isLittle ? b << 8 | a : a << 8 | b
      }
      self.bytes = Array(String(decoding: units, as: UTF16.self).utf8)
    } else {
      self.bytes = bytes
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    }
  }

  mutating func read() throws(PropertyListFault) -> PropertyList {
    var isStarted: Bool = false
    while let tag = try nextTag() {
      if tag.name == "plist" {
        if tag.isEnd { break }
        isStarted = true
      } else {
        // Any other XML is none of ours.
        guard isStarted || tag.isContainer else { throw .notAPropertyList }
        isStarted = true
        try take(tag)
      }
      if open.isEmpty, let result { return result }
    }
    guard let result, open.isEmpty else { throw isStarted ? .broken(place) : .notAPropertyList }
    return result
  }

  private struct Tag {
    let name: String
    let isEnd: Bool
    let isEmpty: Bool
    var isContainer: Bool { name == "dict" || name == "array" }
  }

  private mutating func take(_ tag: Tag) throws(PropertyListFault) {
    if tag.isEnd {
      guard tag.isContainer, let container = open.popLast(), container.isArray == (tag.name == "array"),
        container.key == nil
      else { throw .broken(place) }
      return try put(container.value)
    }
    try budget.takeValue()
    switch tag.name {
    case "dict", "array":
      guard open.count < budget.limits.depth else { throw .tooDeep }
      let container = Container(isArray: tag.name == "array")
      if tag.isEmpty { return try put(container.value) }
      open.append(container)
    case "true": try put(.boolean(true), closing: tag)
    case "false": try put(.boolean(false), closing: tag)
    case "key":
      let name: String = try content(of: tag)
      guard let last = open.indices.last, !open[last].isArray, open[last].key == nil else { throw .broken(place) }
      open[last].key = name
    case "string": try put(.text(content(of: tag)))
    case "integer": try put(.integer(XMLPropertyList.integer(content(of: tag))))
    case "real": try put(.real(Double(content(of: tag)) ?? 0))
    case "date": try put(.date(XMLPropertyList.seconds(content(of: tag))))
    case "data": try put(.data(3 * content(of: tag).utf8.count(where: { $0 > 0x20 && $0 != 0x3D }) / 4))
    default: throw .broken(place)
    }
  }

  private mutating func put(_ value: PropertyList, closing tag: Tag) throws(PropertyListFault) {
    if !tag.isEmpty { _ = try content(of: tag) }
    try put(value)
  }

  private mutating func put(_ value: PropertyList) throws(PropertyListFault) {
    guard let last = open.indices.last else {
      result = value
      return
    }
    if open[last].isArray {
      open[last].values.append(value)
    } else {
      guard let key = open[last].key else { throw .broken(place) }
      open[last].key = nil
      if open[last].entries[key] == nil { open[last].entries[key] = value }
    }
  }

  private static func integer(_ text: String) -> Int64 {
    let trimmed: Substring = text.drop { $0 == " " || $0 == "+" }
    return trimmed.hasPrefix("0x") ? Int64(trimmed.dropFirst(2), radix: 16) ?? 0 : Int64(trimmed) ?? 0
  }

  /// `2023-03-30T08:00:00Z`; 0 when it is no date.
  private static func seconds(_ text: String) -> Int64 { Timestamp(parsing: text)?.secondsSinceEpoch ?? 0 }
}

/// Bytes to tags and texts.
extension XMLPropertyList {
  /// The next tag, past white space, comments, declarations and the document type; `nil` at the end.
  private mutating func nextTag() throws(PropertyListFault) -> Tag? {
    while place < bytes.count {
      let byte: UInt8 = bytes[place]
      if byte == 0x20 || (0x09...0x0D).contains(byte) || byte == 0 {
        place += 1
        continue
      }
      guard byte == 0x3C else { throw open.isEmpty && result == nil ? .notAPropertyList : .broken(place) }
      if starts("<!--") {
        try skip(past: "-->")
      } else if starts("<?") {
        try skip(past: "?>")
      } else if starts("<!") {
        try skipDocumentType()
      } else {
        return try tag()
      }
    }
    return nil
  }

  private mutating func tag() throws(PropertyListFault) -> Tag {
    let start: Int = place
    place += 1
    let isEnd: Bool = place < bytes.count && bytes[place] == 0x2F
    if isEnd { place += 1 }
    let nameStart: Int = place
    while place < bytes.count, (0x61...0x7A).contains(bytes[place]) { place += 1 }
    guard place - nameStart <= 16 else { throw .broken(start) }
    let name = String(decoding: bytes[nameStart..<place], as: UTF8.self)
    // Attributes say nothing here: only `plist` has one, its version.
    while place < bytes.count, bytes[place] != 0x3E, bytes[place] != 0x3C { place += 1 }
    guard place < bytes.count, bytes[place] == 0x3E, !name.isEmpty else { throw .broken(start) }
    let isEmpty: Bool = !isEnd && bytes[place - 1] == 0x2F
    place += 1
    return Tag(name: name, isEnd: isEnd, isEmpty: isEmpty)
  }

  /// The text up to the end tag of the same name.
  private mutating func content(of tag: Tag) throws(PropertyListFault) -> String {
    if tag.isEmpty { return "" }
    var text: [UInt8] = []
    let start: Int = place
    while place < bytes.count {
      if bytes[place] == 0x26 {
        text.append(contentsOf: try entity())
      } else if bytes[place] != 0x3C {
        let run: Int = place
        while place < bytes.count, bytes[place] != 0x3C, bytes[place] != 0x26 { place += 1 }
        try budget.takeText(place - run)
        text.append(contentsOf: bytes[run..<place])
      } else if starts("<![CDATA[") {
        let inner: Int = place + 9
        try skip(past: "]]>")
        guard inner <= place - 3 else { throw .broken(inner) }
        try budget.takeText(place - 3 - inner)
        text.append(contentsOf: bytes[inner..<(place - 3)])
      } else if starts("<!--") {
        try skip(past: "-->")
      } else {
        let end: Tag = try self.tag()
        guard end.isEnd, end.name == tag.name else { throw .broken(start) }
        return String(decoding: text, as: UTF8.self)
      }
    }
    throw .broken(start)
  }

  private static let entities: [String: UInt8] = ["lt": 0x3C, "gt": 0x3E, "amp": 0x26, "quot": 0x22, "apos": 0x27]

  private mutating func entity() throws(PropertyListFault) -> [UInt8] {
    let start: Int = place
    guard let end = bytes[(start + 1)...].prefix(12).firstIndex(of: 0x3B) else { throw .broken(start) }
    let name: Substring = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)[...]
    place = end + 1
    try budget.takeText(4)
    if let byte = XMLPropertyList.entities[String(name)] { return [byte] }
    let code: UInt32? =
      name.hasPrefix("#x")
      ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
    guard let code, let scalar = Unicode.Scalar(code) else { throw .broken(start) }
    return Array(String(Character(scalar)).utf8)
  }

  private func starts(_ word: String) -> Bool { bytes[place...].starts(with: word.utf8) }

  private mutating func skip(past word: String) throws(PropertyListFault) {
    let start: Int = place
    let end: [UInt8] = Array(word.utf8)
    while place <= bytes.count - end.count {
      if bytes[place] == end[0], bytes[place..<(place + end.count)].elementsEqual(end) {
        place += end.count
        return
      }
      place += 1
    }
    throw .broken(start)
  }

  /// `<!DOCTYPE …>`, also with definitions in brackets, which are not looked at.
  private mutating func skipDocumentType() throws(PropertyListFault) {
    let start: Int = place
    var brackets: Int = 0
    while place < bytes.count {
      let byte: UInt8 = bytes[place]
      place += 1
      if byte == 0x5B {
        brackets += 1
      } else if byte == 0x5D {
        brackets -= 1
      } else if byte == 0x3E, brackets <= 0 {
        return
      }
    }
    throw .broken(start)
  }
}
