internal import CordonModel

/// The good rules of a source in which there is a mistake. Each rule is tried in a compiler of its own, beside stand-ins
/// of the rules it refers to, so that one mistake costs the rule it is in and those that build on it.
struct YaraSourceSorting {
  private(set) var problems: [RuleProblem] = []
  /// Problems beyond those that are kept.
  private(set) var omitted: Int = 0
  /// The imports and rules that are good.
  private(set) var kept: [UInt8] = []
  /// How many of them are rules.
  private(set) var ruleCount: Int = 0

  private let source: String
  private let text: YaraRuleText
  private let limits: YaraLimits
  private var goodNames: Set<String> = []
  private var badNames: Set<String> = []
  private var usedPrefixes: Set<String> = []
  private var modules: Set<String> = []
  private var missingModules: Set<String> = []
  private var brokenGlobal: String?

  init(source: String, text: [UInt8], limits: YaraLimits) {
    self.source = source
    self.text = YaraRuleText(text, limit: limits.rules)
    self.limits = limits
  }

  /// Tries every part, in the order of the text.
  mutating func sort() {
    for part in text.parts {
      switch part.kind {
      case .stray: report(part.line, "text that belongs to no rule")
      case .including:
        report(part.line, "\"include\" is not carried out: rule text may open no file. Give that file as well.")
      case .importing: takeImport(part)
      case .rule: takeRule(part)
      }
    }
    if text.isCut { report(nil, "more than \(limits.rules) parts: the rest is left out") }
    guard let brokenGlobal else { return }
    report(
      nil, "all rules of this source are left out: the global rule \"\(brokenGlobal)\", a condition of each, is broken")
    kept = []
    ruleCount = 0
  }

  private mutating func takeImport(_ part: YaraRuleText.Part) {
    guard !modules.contains(part.name), !missingModules.contains(part.name) || part.name.isEmpty else { return }
    if let reason = YaraLibrary.refusedModules[part.name] {
      missingModules.insert(part.name)
      return report(part.line, "the module \"\(part.name)\" is not offered: \(reason)")
    }
    let bytes: [UInt8] = Array(text.bytes[part.range])
    if tryOut(bytes, line: part.line) {
      modules.insert(part.name)
      kept.append(contentsOf: bytes + [0x0A])
    } else {
      missingModules.insert(part.name)
    }
  }

  private mutating func takeRule(_ part: YaraRuleText.Part) {
    let used: (names: Set<String>, prefixes: Set<String>) = text.references(of: part)
    guard isUsable(part, names: used.names), tryOut(trial(of: part, used: used), line: part.line) else {
      badNames.insert(part.name)
      if part.isGlobal, brokenGlobal == nil { brokenGlobal = part.name }
      return
    }
    goodNames.insert(part.name)
    usedPrefixes.formUnion(used.prefixes)
    kept.append(contentsOf: text.bytes[part.range])
    kept.append(0x0A)
    ruleCount += 1
  }

  /// What a rule is refused for before libyara sees it.
  private mutating func isUsable(_ part: YaraRuleText.Part, names: Set<String>) -> Bool {
    let reason: String?
    if text.bytes[part.range].contains(0) {
      reason = "a NUL byte in its text"
    } else if part.isOpen {
      reason = "its closing brace is missing"
    } else if goodNames.contains(part.name) {
      reason = "duplicated identifier \"\(part.name)\""
    } else if let prefix = usedPrefixes.filter({ part.name.hasPrefix($0) }).min() {
      reason = "its name matches \"\(prefix)*\", which an earlier rule used already"
    } else if let module = names.filter({ missingModules.contains($0) }).min() {
      reason = "it needs the module \"\(module)\", which is not available"
    } else if let other = names.filter({ badNames.contains($0) && !goodNames.contains($0) }).min() {
      reason = "it refers to the rule \"\(other)\", which is left out"
    } else {
      reason = nil
    }
    guard let reason else { return true }
    report(part.line, part.name.isEmpty ? reason : "rule \(part.name): \(reason)")
    return false
  }

  /// The rule, on one line after the modules and stand-ins it needs: the numbers of its lines stay.
  private func trial(
    of part: YaraRuleText.Part, used: (names: Set<String>, prefixes: Set<String>)
  ) -> [UInt8] {
    var lead: String = ""
    for module in modules.intersection(used.names).sorted() { lead += "import \"\(module)\" " }
    var standIns: Set<String> = goodNames.intersection(used.names)
    for prefix in used.prefixes {
      if let name = goodNames.first(where: { $0.hasPrefix(prefix) }) { standIns.insert(name) }
    }
    for name in standIns.sorted() { lead += "rule \(name) { condition: false } " }
    return Array(lead.utf8) + text.bytes[part.range]
  }

  /// Whether a compiler takes it; what it says is kept, with the lines of the whole text.
  private mutating func tryOut(_ bytes: [UInt8], line: Int) -> Bool {
    guard var compiler = YaraCompiler(limits: limits) else {
      report(line, "not enough memory")
      return false
    }
    let result: YaraCompiler.Result = compiler.add(bytes, namespace: "trial")
    for complaint in result.complaints {
      report(complaint.line.map { $0 + line - 1 } ?? line, complaint.message, isWarning: complaint.isWarning)
    }
    omitted += result.omitted
    return result.isTaken
  }

  private mutating func report(_ line: Int?, _ message: String, isWarning: Bool = false) {
    guard problems.count < limits.problems else {
      omitted += 1
      return
    }
    problems.append(RuleProblem(source: source, line: line, message: message, isWarning: isWarning))
  }
}
