internal import CordonModel
internal import CordonVersions

/// The members of one object, taken by name. What is missing or of another kind is an error that names the member.
struct JSONFields: Sendable {
  let members: [JSONNode.Member]
  let place: JSONPlace
  let file: String

  /// The value of a member; `nil` when it is absent or `null`.
  subscript(_ name: String) -> JSONNode? {
    guard let value = members.first(where: { $0.name == name })?.value, value != .null else { return nil }
    return value
  }

  /// An error about a member.
  func fault(_ name: String, _ message: String) -> CordonError {
    CordonError(.badInput, message, location: .init(file: file, field: JSONPlace.member(place, name).text))
  }

  /// The value of a member that has to be there.
  func required<Value>(_ value: Value?, _ name: String) throws(CordonError) -> Value {
    guard let value else {
      throw fault(name, "This member is missing. Take the file again as Cordon wrote it.")
    }
    return value
  }

  // MARK: Texts

  func optionalText(_ name: String) throws(CordonError) -> String? {
    guard let value = self[name] else { return nil }
    guard case .string(let text) = value else { throw wrong(name, value, "a text") }
    return text
  }

  func text(_ name: String) throws(CordonError) -> String { try required(optionalText(name), name) }

  func optionalTime(_ name: String) throws(CordonError) -> Timestamp? {
    guard let text = try optionalText(name) else { return nil }
    guard let time = Timestamp(parsing: text) else {
      throw fault(name, "This is no time such as 2026-11-21T04:12:03Z.")
    }
    return time
  }

  func moment(_ name: String) throws(CordonError) -> Timestamp { try required(optionalTime(name), name) }

  /// A word of a closed list.
  func optionalWord<Word: RawRepresentable<String>>(_ name: String) throws(CordonError) -> Word? {
    guard let text = try optionalText(name) else { return nil }
    guard let word = Word(rawValue: text) else {
      throw fault(
        name,
        "This version of Cordon does not know '\(InertText(text, limit: 60).text)'. If a newer one wrote the file, "
          + "update Cordon.")
    }
    return word
  }

  func word<Word: RawRepresentable<String>>(_ name: String) throws(CordonError) -> Word {
    try required(optionalWord(name), name)
  }

  func words<Word: RawRepresentable<String>>(_ name: String) throws(CordonError) -> [Word] {
    try words(list(name), name)
  }

  /// As above; none when the member is absent.
  func optionalWords<Word: RawRepresentable<String>>(_ name: String) throws(CordonError) -> [Word] {
    try words(optionalList(name), name)
  }

  private func words<Word: RawRepresentable<String>>(
    _ items: [JSONNode], _ name: String
  ) throws(CordonError) -> [Word] {
    var words: [Word] = []
    for (index, item) in items.enumerated() {
      let one = JSONFields(members: [.init(name: name, value: item)], place: place, file: file)
      guard let word: Word = try one.optionalWord(name) else {
        throw fault("\(name)[\(index)]", "A text is expected here.")
      }
      words.append(word)
    }
    return words
  }

  func texts(_ name: String) throws(CordonError) -> [String] {
    var texts: [String] = []
    for item in try list(name) {
      guard case .string(let text) = item else { throw wrong(name, item, "only texts") }
      texts.append(text)
    }
    return texts
  }

  func purl(_ name: String) throws(CordonError) -> PackageURL {
    let text: String = try text(name)
    do throws(VersionError) {
      return try PackageURL(parsing: text, strictness: .lenient)
    } catch {
      throw fault(name, "This is no package URL: \(error.reason).")
    }
  }

  // MARK: Numbers

  func optionalInteger(_ name: String) throws(CordonError) -> Int? {
    guard let value = self[name] else { return nil }
    guard case .number(let digits) = value else { throw wrong(name, value, "a number") }
    guard let number = Int(digits) else { throw fault(name, "This is no whole number that a computer can count.") }
    return number
  }

  func integer(_ name: String) throws(CordonError) -> Int { try required(optionalInteger(name), name) }

  /// A number of things.
  func count(_ name: String) throws(CordonError) -> Int {
    let number: Int = try integer(name)
    guard number >= 0 else { throw fault(name, "A number of things is not negative.") }
    return number
  }

  func optionalFlag(_ name: String) throws(CordonError) -> Bool? {
    guard let value = self[name] else { return nil }
    guard case .boolean(let flag) = value else { throw wrong(name, value, "true or false") }
    return flag
  }

  func flag(_ name: String) throws(CordonError) -> Bool { try required(optionalFlag(name), name) }

  // MARK: What holds others

  /// A list that older documents do not have is empty.
  func optionalList(_ name: String) throws(CordonError) -> [JSONNode] {
    guard let value = self[name] else { return [] }
    guard case .array(let items) = value else { throw wrong(name, value, "a list") }
    return items
  }

  func list(_ name: String) throws(CordonError) -> [JSONNode] {
    _ = try required(self[name], name)
    return try optionalList(name)
  }

  func optionalObject(_ name: String) throws(CordonError) -> JSONFields? {
    guard let value = self[name] else { return nil }
    return try fields(value, at: .member(place, name))
  }

  func object(_ name: String) throws(CordonError) -> JSONFields { try required(optionalObject(name), name) }

  /// The objects of a list.
  func objects(_ name: String) throws(CordonError) -> [JSONFields] { try objects(list(name), name) }

  /// The objects of a list that older documents do not have.
  func optionalObjects(_ name: String) throws(CordonError) -> [JSONFields] { try objects(optionalList(name), name) }

  private func objects(_ items: [JSONNode], _ name: String) throws(CordonError) -> [JSONFields] {
    var all: [JSONFields] = []
    all.reserveCapacity(items.count)
    let list: JSONPlace = .member(place, name)
    for (index, item) in items.enumerated() { all.append(try fields(item, at: .element(list, index))) }
    return all
  }

  private func fields(_ value: JSONNode, at place: JSONPlace) throws(CordonError) -> JSONFields {
    guard case .object(let members) = value else {
      throw CordonError(
        .badInput, "An object is expected here, and this is \(value.kind).",
        location: .init(file: file, field: place.text))
    }
    return JSONFields(members: members, place: place, file: file)
  }

  private func wrong(_ name: String, _ value: JSONNode, _ wanted: String) -> CordonError {
    fault(name, "Expected here is \(wanted), and this is \(value.kind).")
  }
}
