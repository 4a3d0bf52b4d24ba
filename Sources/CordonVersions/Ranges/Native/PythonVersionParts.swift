/// The parts of a PEP 440 version that specifiers reason about.
struct PythonVersionParts {
  /// With its `!`, or empty.
  var epoch: String = ""
  /// Numbers of the release segment, as written.
  var release: [String] = []
  /// Everything between release and post-release, as written: `rc1`, or empty.
  var pre: String = ""
  /// The number of the post-release.
  var post: String?
  /// The number of the development release.
  var dev: String?
  /// Without the plus sign.
  var local: String?

  /// `nil` when the text is not a PEP 440 version.
  init?(_ text: String) {
    var rest: Substring = text.trimmed.lowercased()[...]
    if let plus = rest.firstIndex(of: "+") {
      local = String(rest[rest.index(after: plus)...])
      rest = rest[..<plus]
    }
    if rest.first == "v" { rest = rest.dropFirst() }
    if let mark = rest.firstIndex(of: "!") {
      epoch = String(rest[...mark])
      rest = rest[rest.index(after: mark)...]
    }
    while let number = Self.takeNumber(&rest) {
      release.append(number)
      guard rest.first == ".", rest.dropFirst().first?.isASCIINumber == true else { break }
      rest = rest.dropFirst()
    }
    guard !release.isEmpty else { return nil }
    for word in ["alpha", "beta", "preview", "pre", "rc", "a", "b", "c"] {
      if let number = Self.takeSegment(word, &rest) {
        pre = (word == "alpha" ? "a" : word == "beta" ? "b" : word.count <= 1 && word != "c" ? word : "rc") + number
        break
      }
    }
    if let number = Self.takeSegment("post", &rest) ?? Self.takeSegment("rev", &rest) ?? Self.takeSegment("r", &rest) {
      post = number
    } else if rest.first == "-" {
      var tail: Substring = rest.dropFirst()
      if let number = Self.takeNumber(&tail) { (post, rest) = (number, tail) }
    }
    dev = Self.takeSegment("dev", &rest)
    guard rest.isEmpty else { return nil }
  }

  var releaseText: String { epoch + release.joined(separator: ".") }
  var isFinal: Bool { pre.isEmpty && post == nil && dev == nil }

  /// The lowest text above this version and all its local versions.
  var successor: String {
    let base: String = releaseText + pre
    if let dev { return base + (post.map { ".post" + $0 } ?? "") + ".dev" + dev.decimalSuccessor }
    return base + ".post" + (post.map(\.decimalSuccessor) ?? "0") + ".dev0"
  }

  private static func takeNumber(_ rest: inout Substring) -> String? {
    let digits: Substring = rest.prefix { $0.isASCIINumber }
    guard !digits.isEmpty else { return nil }
    rest = rest[digits.endIndex...]
    return String(digits)
  }

  /// `[-_.]?word[-_.]?number`, the number 0 when it is missing.
  private static func takeSegment(_ word: String, _ rest: inout Substring) -> String? {
    var tail: Substring = rest
    if let first = tail.first, "-_.".contains(first) { tail = tail.dropFirst() }
    guard tail.hasPrefix(word) else { return nil }
    tail = tail.dropFirst(word.count)
    var behind: Substring = tail
    if let first = behind.first, "-_.".contains(first) { behind = behind.dropFirst() }
    if let number = takeNumber(&behind) {
      rest = behind
      return number
    }
    rest = tail
    return "0"
  }
}

extension Character {
  fileprivate var isASCIINumber: Bool { ("0"..."9").contains(self) }
}
