internal import CYara
internal import CordonModel

/// One run of compiling: all sources at once, as long as there is no mistake; those with mistakes are sorted first.
struct YaraCompilation {
  private let limits: YaraLimits
  /// What is to be compiled, by source; `nil` for those that are left out.
  private var texts: [[UInt8]?]
  private let names: [String]
  private var problems: [[RuleProblem]]
  /// Sources that have to be sorted.
  private var mistaken: Set<Int> = []

  init(_ sources: [RuleSource], limits: YaraLimits) {
    self.limits = limits
    names = sources.map(\.name)
    texts = []
    problems = []
    var bytes: Int = 0
    var rules: Int = 0
    for (index, source) in sources.enumerated() {
      var text: [UInt8] = source.text
      if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
      let count: Int = YaraCompilation.count("condition", in: text)
      let refusal: String? = YaraCompilation.refusal(text, bytes: bytes, rules: rules + count, limits: limits)
      if refusal == nil {
        bytes += text.count
        rules += count
        let isRefused: Bool = YaraLibrary.refusedModules.keys.contains {
          YaraCompilation.count("\"\($0)\"", in: text) > 0
        }
        if isRefused || text.contains(0) { mistaken.insert(index) }
      }
      texts.append(refusal == nil ? text : nil)
      problems.append(refusal.map { [RuleProblem(source: source.name, line: nil, message: $0)] } ?? [])
    }
  }

  /// How often a word stands in a text.
  private static func count(_ word: String, in text: [UInt8]) -> Int {
    Int(unsafe text.withUnsafeBufferPointer { unsafe cordon_yara_count($0.baseAddress, $0.count, word) })
  }

  /// Why a source is not even looked at.
  private static func refusal(_ text: [UInt8], bytes: Int, rules: Int, limits: YaraLimits) -> String? {
    if text.starts(with: Array("YARA".utf8)), text.count > 4, text[4] < 0x20 {
      return "compiled rules are not accepted: they can harm the program that loads them. Give the text of the rules."
    }
    if text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF]) {
      return "the text is UTF-16: save it as UTF-8"
    }
    if text.count > limits.sourceBytes { return "larger than the limit of \(limits.sourceBytes) bytes for one source" }
    if text.count > limits.totalBytes - bytes {
      return "beyond the limit of \(limits.totalBytes) bytes for all sources"
    }
    if rules > limits.rules { return "beyond the limit of \(limits.rules) rules for all sources" }
    return nil
  }

  mutating func run() -> (rules: YaraRuleSet?, problems: [RuleProblem]) {
    var result: YaraRuleSet? = attempt(keepsWarnings: true)
    if !mistaken.isEmpty {
      for index in mistaken.sorted() { sortOut(index) }
      mistaken = []
      result = attempt(keepsWarnings: false)
      // What is good rule by rule can still fail as a whole: then the source goes, and the others are tried again.
      while !mistaken.isEmpty {
        for index in mistaken {
          texts[index] = nil
          report(index, "its rules cannot be used together")
        }
        mistaken = []
        result = attempt(keepsWarnings: false)
      }
    }
    // Compiling leaves holes of many megabytes, and workers are forked from this process.
    cordon_yara_give_back()
    return (result, problems.flatMap { $0 })
  }

  /// Compiles all sources that are not known to be mistaken into one set, and finds those that are.
  private mutating func attempt(keepsWarnings: Bool) -> YaraRuleSet? {
    guard var compiler = YaraCompiler(limits: limits) else {
      for index in texts.indices where texts[index] != nil {
        report(index, "not enough memory")
      }
      return nil
    }
    var isWhole: Bool = true
    var spaces: [String] = []
    for index in texts.indices {
      guard let text = texts[index], !mistaken.contains(index) else { continue }
      let isTaken: Bool
      if isWhole {
        isTaken = take(text, index, into: &compiler, keepsWarnings: keepsWarnings)
        isWhole = isTaken
        spaces.append(names[index])
      } else if var other = YaraCompiler(limits: limits) {
        isTaken = take(text, index, into: &other, keepsWarnings: keepsWarnings)
      } else {
        isTaken = false
      }
      if !isTaken { mistaken.insert(index) }
    }
    guard mistaken.isEmpty, let rules = unsafe compiler.rules() else { return nil }
    guard let moved = unsafe YaraRuleStore.moveTogether(rules) else {
      for index in texts.indices where texts[index] != nil { report(index, "not enough memory") }
      return nil
    }
    return unsafe YaraRuleSet(moved, sourceNames: spaces, limits: limits, asksForMD5: asksForMD5)
  }

  /// Whether a rule in force uses the external variable `md5`; where a text has too many rules to tell, it may.
  private var asksForMD5: Bool {
    texts.contains { text in
      guard let text, YaraCompilation.count("md5", in: text) > 0 else { return false }
      let rules = YaraRuleText(text, limit: limits.rules)
      return rules.isCut || rules.parts.contains { $0.kind == .rule && rules.usesVariable("md5", in: $0) }
    }
  }

  private mutating func take(
    _ text: [UInt8], _ index: Int, into compiler: inout YaraCompiler, keepsWarnings: Bool
  ) -> Bool {
    let result: YaraCompiler.Result = compiler.add(text, namespace: String(index))
    guard result.isTaken else { return false }
    if keepsWarnings {
      for complaint in result.complaints { report(index, complaint.message, line: complaint.line, isWarning: true) }
      if result.omitted > 0 { report(index, omitted(result.omitted), isWarning: true) }
      if result.ruleCount == 0 { report(index, "there is no rule in it", isWarning: true) }
    }
    return true
  }

  private mutating func sortOut(_ index: Int) {
    guard let text = texts[index] else { return }
    var sorting = YaraSourceSorting(source: names[index], text: text, limits: limits)
    sorting.sort()
    problems[index] = sorting.problems.sorted { ($0.line ?? .max) < ($1.line ?? .max) }
    if sorting.omitted > 0 { report(index, omitted(sorting.omitted)) }
    texts[index] = sorting.ruleCount == 0 ? nil : sorting.kept
  }

  private func omitted(_ count: Int) -> String { "\(count) more problems are not listed" }

  private mutating func report(_ index: Int, _ message: String, line: Int? = nil, isWarning: Bool = false) {
    problems[index].append(RuleProblem(source: names[index], line: line, message: message, isWarning: isWarning))
  }
}
