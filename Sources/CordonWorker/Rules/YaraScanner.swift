internal import CYara
package import CordonDetect
internal import CordonModel

/// Looks for compiled rules with one scanner of libyara, which is used for one content after the other.
///
/// The content has to stay readable: libyara's own way of surviving a mapped file that was cut is off, for it also hides
/// that libyara itself went wrong. A worker that ends instead costs that one file.
package struct YaraScanner: RuleScanner {
  private let engine: YaraScanEngine

  /// - Returns: `nil` when there is not enough memory.
  package init?(_ rules: YaraRuleSet) {
    guard let engine = YaraScanEngine(rules) else { return nil }
    self.engine = engine
  }

  /// Looks for all rules, for at least one second. When a string is found more than a million times, its rule may be
  /// wrong: a content without hits is then not called clean.
  package mutating func scan(
    _ content: UnsafeRawBufferPointer, externals: RuleExternals, seconds: Int
  ) -> RuleScanOutcome {
    unsafe engine.scan(content, externals: externals, seconds: seconds)
  }
}

/// The scanner of libyara and what its callback fills.
@safe private final class YaraScanEngine {
  private let rules: YaraRuleSet
  private let scanner: UnsafeMutablePointer<YR_SCANNER>
  private var hits: [RuleHit] = []
  /// The rule of which a string was found too often.
  private var overflow: String?

  init?(_ rules: YaraRuleSet) {
    var made: UnsafeMutablePointer<YR_SCANNER>?
    guard unsafe yr_scanner_create(rules.rules, &made) == ERROR_SUCCESS, let made = unsafe made else { return nil }
    self.rules = rules
    unsafe scanner = made
    // Strings that a rule only asks for are not looked for again after they were found.
    unsafe yr_scanner_set_flags(
      made, Int32(SCAN_FLAGS_FAST_MODE | SCAN_FLAGS_NO_TRYCATCH | SCAN_FLAGS_REPORT_RULES_MATCHING))
    unsafe yr_scanner_set_callback(made, YaraScanEngine.take, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit { unsafe yr_scanner_destroy(scanner) }

  func scan(_ content: UnsafeRawBufferPointer, externals: RuleExternals, seconds: Int) -> RuleScanOutcome {
    hits.removeAll(keepingCapacity: true)
    overflow = nil
    unsafe cordon_yara_forget(scanner)
    unsafe yr_scanner_set_timeout(scanner, Int32(clamping: max(1, seconds)))
    var error: Int32 = define(externals)
    if error == ERROR_SUCCESS {
      let bytes: UnsafePointer<UInt8>? = unsafe content.baseAddress?.assumingMemoryBound(to: UInt8.self)
      error = unsafe yr_scanner_scan_mem(scanner, bytes, content.count)
    }
    switch error {
    case ERROR_SUCCESS:
      if let overflow, hits.isEmpty { return .failed("rule \(overflow): \(YaraLibrary.words(ERROR_TOO_MANY_MATCHES))") }
      return .hits(hits)
    case ERROR_SCAN_TIMEOUT: return .timedOut
    default: return .failed(failure(error))
    }
  }

  /// In the order of ``YaraCompiler/externals``.
  private func define(_ externals: RuleExternals) -> Int32 {
    for (name, value) in [
      ("filename", externals.fileName), ("filepath", externals.filePath), ("extension", externals.fileExtension),
      ("filetype", externals.fileType), ("owner", externals.owner), ("md5", externals.md5), ("id", externals.id),
    ] {
      let error: Int32 = unsafe yr_scanner_define_string_variable(scanner, name, value)
      guard error == ERROR_SUCCESS else { return error }
    }
    return ERROR_SUCCESS
  }

  private func failure(_ error: Int32) -> String {
    guard let rule = unsafe yr_scanner_last_error_rule(scanner), let name = unsafe cordon_yara_rule_name(rule) else {
      return YaraLibrary.words(error)
    }
    return "rule \(unsafe text(name) ?? ""): \(YaraLibrary.words(error))"
  }

  private static let take: YR_CALLBACK_FUNC = { context, message, data, box in
    guard let box = unsafe box, let data = unsafe data else { return CALLBACK_CONTINUE }
    let engine: YaraScanEngine = unsafe Unmanaged<YaraScanEngine>.fromOpaque(box).takeUnretainedValue()
    switch message {
    case CALLBACK_MSG_RULE_MATCHING:
      if let context = unsafe context {
        unsafe engine.add(data.assumingMemoryBound(to: YR_RULE.self), context)
      }
    case CALLBACK_MSG_TOO_MANY_MATCHES:
      unsafe engine.noteOverflow(data.assumingMemoryBound(to: YR_STRING.self))
    default: break
    }
    return CALLBACK_CONTINUE
  }

  private func add(_ rule: UnsafePointer<YR_RULE>, _ context: UnsafePointer<YR_SCAN_CONTEXT>) {
    guard unsafe cordon_yara_rule_is_private(rule) == 0, let name = unsafe text(cordon_yara_rule_name(rule)) else {
      return
    }
    let space = Int(unsafe cordon_yara_rule_namespace(rule))
    let verdict: Verdict = unsafe text(cordon_yara_rule_text(rule, "verdict")) == "suspected" ? .suspected : .affected
    hits.append(
      RuleHit(
        rule: name, source: space < rules.sourceNames.count ? rules.sourceNames[space] : "", verdict: verdict,
        summary: unsafe text(cordon_yara_rule_text(rule, "description")), strings: unsafe found(rule, context)))
  }

  private func found(
    _ rule: UnsafePointer<YR_RULE>, _ context: UnsafePointer<YR_SCAN_CONTEXT>
  ) -> [RuleHit.Found] {
    var strings: [RuleHit.Found] = []
    var previous: UnsafePointer<YR_STRING>?
    var name: UnsafePointer<CChar>?
    var offset: Int64 = 0
    while strings.count < RuleHit.stringLimit,
      let string = unsafe cordon_yara_next_found(context, rule, previous, &name, &offset)
    {
      let identifier: String = unsafe text(name) ?? ""
      strings.append(RuleHit.Found(identifier: identifier, offset: UInt64(clamping: offset)))
      unsafe previous = string
    }
    return strings
  }

  private func noteOverflow(_ string: UnsafePointer<YR_STRING>) {
    guard overflow == nil else { return }
    let index = Int(unsafe string.pointee.rule_idx)
    guard index < rules.count, let table = unsafe rules.rules.pointee.rules_table else { return }
    overflow = unsafe text(cordon_yara_rule_name(table + index)) ?? ""
  }

  /// A text of a rule, cut at the limit and always valid.
  private func text(_ start: UnsafePointer<CChar>?) -> String? {
    guard let start = unsafe start else { return nil }
    let length: Int = unsafe cordon_yara_length(start, rules.textLength)
    return unsafe String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
  }
}
