import CordonTestSupport
import CordonVersions
import Testing

@Suite struct VersionRangePropertyTests {
  private static let schemes: [VersionScheme] = [.dpkg, .rpm, .semver, .npm, .pep440, .windows, .generic]
  private static let comparators: [RangeConstraint.Comparator] = [
    .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
  ]

  private static func version(_ random: inout SeededGenerator) -> String {
    "\(Int.random(in: 0...3, using: &random)).\(Int.random(in: 0...3, using: &random)).\(Int.random(in: 0...2, using: &random))"
  }

  private typealias Post = (comparator: RangeConstraint.Comparator, version: Version)

  /// The two procedures of the VERS specification, step by step: simplify, then walk the pairs.
  private static func naive(_ sorted: [Post], _ candidate: Version) -> Bool {
    for post in sorted where candidate.compare(to: post.version) == .equal {
      switch post.comparator {
      case .equal, .lessOrEqual, .greaterOrEqual: return true
      case .notEqual: return false
      case .less, .greater: break
      }
    }
    let posts: [Post] = simplified(sorted.filter { $0.comparator != .notEqual })
    if posts.isEmpty { return true }
    let bounds: [Post] = posts.filter { $0.comparator != .equal }
    guard let first = bounds.first, let last = bounds.last else { return false }
    if isUpper(first), candidate.compare(to: first.version) == .less { return true }
    if !isUpper(last), candidate.compare(to: last.version) == .greater { return true }
    return zip(bounds, bounds.dropFirst()).contains { low, high in
      !isUpper(low) && isUpper(high) && candidate.compare(to: low.version) == .greater
        && candidate.compare(to: high.version) == .less
    }
  }

  private static func simplified(_ posts: [Post]) -> [Post] {
    var rest: [Post] = posts
    var index: Int = 0
    while index + 1 < rest.count {
      let (current, next): (Post, Post) = (rest[index], rest[index + 1])
      if isLower(current), next.comparator == .equal || isLower(next) {
        rest.remove(at: index + 1)
        index = 0
      } else if !isLower(current), isUpper(next) {
        rest.remove(at: index)
        index = 0
      } else {
        index += 1
      }
    }
    return rest
  }

  private static func isUpper(_ post: Post) -> Bool { post.comparator == .less || post.comparator == .lessOrEqual }
  private static func isLower(_ post: Post) -> Bool {
    post.comparator == .greater || post.comparator == .greaterOrEqual
  }

  @Test func versAgreesWithTheStepsOfTheSpecification() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<4_000 {
      let scheme: VersionScheme = Self.schemes.randomElement(using: &random) ?? .generic
      var seen: Set<String> = []
      var posts: [Post] = []
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let text: String = Self.version(&random)
        guard seen.insert(text).inserted else { continue }
        posts.append((Self.comparators.randomElement(using: &random) ?? .equal, try Version(text, scheme: scheme)))
      }
      let list: String = posts.map { ($0.0 == .equal ? "" : $0.0.rawValue) + $0.1.text }.joined(separator: "|")
      let range = try VersionRange("vers:\(scheme.rawValue)/\(list)", scheme: scheme)
      let canonical = try VersionRange(canonicalVers: range.canonicalText)
      let sorted: [Post] = posts.sorted { $0.version.compare(to: $1.version) == .less }
      for _ in 0..<12 {
        let candidate = try Version(Self.version(&random), scheme: scheme)
        let expected: Bool = Self.naive(sorted, candidate)
        #expect(range.contains(candidate) == expected, "\(candidate.text) in \(list)")
        if canonical.scheme == scheme { #expect(canonical.contains(candidate) == expected, "\(range.canonicalText)") }
      }
      #expect(canonical.canonicalText == range.canonicalText)
    }
  }

  /// Comparators joined by commas hold together, or the text is refused.
  @Test func conjunctionsAgreeWithTheirComparators() throws {
    var random = SeededGenerator(seed: 11)
    var accepted: Int = 0
    for _ in 0..<4_000 {
      let scheme: VersionScheme =
        [VersionScheme.dpkg, .rpm, .rubygems, .semver, .generic, .windows].randomElement(using: &random) ?? .rpm
      let constraints: [(RangeConstraint.Comparator, String)] = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        (Self.comparators.dropFirst().randomElement(using: &random) ?? .less, Self.version(&random))
      }
      let text: String = constraints.map { "\($0.0.rawValue) \($0.1)" }.joined(separator: ", ")
      guard let range = try? VersionRange(text, scheme: scheme) else { continue }
      let read: [RangeConstraint] = range.constraints
      guard read.count == constraints.count else { continue }
      let again = try VersionRange.infer(range.canonicalText)
      accepted += 1
      for _ in 0..<12 {
        let candidate = try Version(Self.version(&random), scheme: scheme)
        #expect(range.contains(candidate) == again.contains(candidate), "\(text) \(candidate.text)")
        let all: Bool = read.allSatisfy { $0.allows(candidate) }
        if all { #expect(range.contains(candidate), "\(candidate.text) satisfies \(text)") }
      }
    }
    #expect(accepted > 1_000)
  }

  @Test func randomTextsNeverTrapAndReadBack() {
    var random = SeededGenerator(seed: 13)
    let words: [String] = [
      "1.2", "2.0", "v3", "1.x", "<", ">=", "<=", "!=", "=", "~", "^", "~>", "||", "|", ",", " ", " - ", "and", "or",
      "before",
      "through", "bis", "einschließlich", "vers:", "npm/", "deb/", "*", "[", ")", "(", "]", "%41", "%", "-beta", "+",
      "all",
      "versions", "\u{0}", "ä", "…", "18.12.416", "up to", "1!", ".post1", ".*", "===", "npm:", "x",
    ]
    var accepted: Int = 0
    for _ in 0..<20_000 {
      let text: String = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        words.randomElement(using: &random) ?? ""
      }
      .joined(separator: Bool.random(using: &random) ? " " : "")
      let scheme: VersionScheme = VersionScheme.allCases.randomElement(using: &random) ?? .generic
      guard let range = try? VersionRange(text, scheme: scheme) else { continue }
      accepted += 1
      let again: VersionRange? = try? VersionRange(range.canonicalText, scheme: scheme)
      #expect(again?.canonicalText == range.canonicalText, "\(scheme.rawValue) \(text) → \(range.canonicalText)")
      for candidate in ["1.2", "1.2-beta", "2.0", "3", "0", "18.12.416"] {
        guard let version = try? Version(candidate, scheme: scheme) else { continue }
        #expect(again?.contains(version) == range.contains(version), "\(scheme.rawValue) \(text) \(candidate)")
      }
    }
    #expect(accepted > 500)
  }

  @Test func tenThousandExactVersionsAreSearchedNotWalked() throws {
    let list: [String] = (0..<10_000).map { "1.\($0 / 100).\($0 % 100 * 2)" }
    for text in ["vers:generic/" + list.joined(separator: "|"), list.shuffledBySeed().joined(separator: ", ")] {
      let range = try VersionRange(text, scheme: .generic)
      #expect(range.constraints.count == 10_000)
      #expect(try range.contains(text: "1.50.100"))
      #expect(try !range.contains(text: "1.50.101"))
      let versions: [Version] = try list.prefix(2_000).map { try Version($0, scheme: .generic) }
      #expect(versions.allSatisfy(range.contains))
    }
  }

  /// Texts of 60 KB in every syntax: none may trap, and a quadratic step would show.
  @Test(arguments: [
    (VersionScheme.pep440, "!=1.", ","), (.pep440, ">=1.", ","), (.npm, "^1.", "||"), (.npm, "<2.0.", " "),
    (.maven, "[1.", "],"),
    (.rubygems, "!= 1.", ", "), (.conan, "^1.", " || "), (.composer, "~1.", "|"), (.semver, "!=1.", ","),
    (.dpkg, "!= 1.", ","),
    (.nginx, "1.1.", ", "), (.generic, "1.", " sp1 sp1 sp1 sp1 "), (.generic, "< 1.", ", "), (.generic, "1.", " and "),
    (.generic, "!=1.", "|"), (.generic, "1.", " "), (.generic, "up to ", " "), (.generic, "v", "v"),
  ])
  func longTextsEnd(_ scheme: VersionScheme, _ start: String, _ end: String) {
    var text: String = ""
    var number: Int = 0
    while text.utf8.count < 60_000 {
      number += 1
      text += "\(start)\(number)\(end)"
    }
    let range: VersionRange? = try? VersionRange(text, scheme: scheme)
    if let range { #expect(range.canonicalText.utf8.count > 4) }
    let closed: VersionRange? = try? VersionRange(String(text.dropLast(end.utf8.count)), scheme: scheme)
    if let closed { #expect(closed.constraints.count <= VersionRange.Limits.constraints) }
  }

  @Test func hugeInputIsRefusedByItsLength() {
    let huge = String(repeating: "1.0|", count: 2_500_000)
    for text in [huge, "vers:npm/" + huge, String(repeating: " ", count: 10_000_000)] {
      let error: VersionError? = #expect(throws: VersionError.self) { try VersionRange.infer(text) }
      #expect(error?.code == .tooLong)
    }
    let many: String = "vers:generic/" + (0...VersionRange.Limits.constraints).map(String.init).joined(separator: "|")
    let error: VersionError? = #expect(throws: VersionError.self) { try VersionRange.infer(many) }
    #expect(error?.code == .tooLong)
  }
}

extension Array {
  fileprivate func shuffledBySeed() -> [Element] {
    var random = SeededGenerator(seed: 3)
    return shuffled(using: &random)
  }
}
