internal import CordonDetect
internal import CordonModel

/// Paths that advisories name without a folder to begin with: asked of every file that is read.
struct AnywherePaths {
  private struct Question {
    let number: Int
    let pattern: PathPattern
  }

  private let rule: NameRule
  /// By the last name, when it is no pattern.
  private var byName: [NameKey: [Question]] = [:]
  private var others: [Question] = []

  /// Takes the places whose presence itself is evidence.
  init(_ places: PathMatcher, platform: Platform) {
    // A folder may hold anything, so that case tells nothing there.
    rule = platform == .linux ? .exact : .caseless
    // Where the system is not known, as in a folder, no row can be ruled out.
    for question in places.questions
    where question.isMalicious && (platform == .any || question.platform.covers(platform)) {
      let pattern = PathPattern(question.text, platform: question.platform)
      guard pattern.isAnywhere, !pattern.wantsFolder else { continue }
      let entry = Question(number: question.number, pattern: pattern)
      let names: [NamePattern?] = pattern.places.map { place in
        guard case .name(let name) = place.parts.last, name.isPlain else { return nil }
        return name
      }
      if names.contains(where: { $0 == nil }) {
        others.append(entry)
      } else {
        for name in names.compactMap({ $0 }) {
          byName[NameKey(Array(name.text.utf8), rule), default: []].append(entry)
        }
      }
    }
  }

  /// The numbers of the questions that a file answers by its path.
  func questions(_ place: FilePlace) -> [Int] {
    guard !(byName.isEmpty && others.isEmpty) else { return [] }
    let path: [UInt8] = place.members.last ?? place.path
    var found: [Int] = []
    for question in byName[NameKey(place.name, rule)] ?? [] where matches(question, path) {
      if !found.contains(question.number) { found.append(question.number) }
    }
    for question in others where matches(question, path) { found.append(question.number) }
    return found
  }

  private func matches(_ question: Question, _ path: [UInt8]) -> Bool {
    question.pattern.isTail(of: path, isFolder: false, rule: rule)
  }
}
