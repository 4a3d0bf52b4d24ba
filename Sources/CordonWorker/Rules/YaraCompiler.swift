internal import CYara

/// One compiler of libyara. It is of no more use after the first error.
@safe struct YaraCompiler: ~Copyable {
  /// Something libyara says of the text.
  struct Complaint {
    /// 1-based; `nil` when it names none.
    var line: Int?
    var message: String
    var isWarning: Bool
  }

  /// What came of one text.
  struct Result {
    /// Whether the compiler has it, and can be used further.
    var isTaken: Bool
    var complaints: [Complaint] = []
    /// Complaints beyond those that are kept.
    var omitted: Int = 0
    /// Rules in it.
    var ruleCount: Int = 0
  }

  /// The names that rules of the field expect; all are texts.
  static let externals: [String] = ["filename", "filepath", "extension", "filetype", "owner", "md5", "id"]

  /// What comes from the callback, which can only carry a pointer.
  private final class Complaints {
    var kept: [Complaint] = []
    /// Errors beyond those that are kept.
    var omitted: Int = 0
    let limits: YaraLimits

    init(_ limits: YaraLimits) { self.limits = limits }

    func add(_ complaint: Complaint) {
      if kept.count < limits.problems { kept.append(complaint) } else { omitted += 1 }
    }
  }

  private let compiler: UnsafeMutablePointer<YR_COMPILER>
  private let complaints: Complaints
  private var isBroken: Bool = false

  /// - Returns: `nil` when libyara cannot be prepared or has no memory.
  init?(limits: YaraLimits) {
    guard let made = unsafe YaraCompiler.make() else { return nil }
    let complaints = Complaints(limits)
    unsafe yr_compiler_set_callback(made, YaraCompiler.take, Unmanaged.passUnretained(complaints).toOpaque())
    unsafe compiler = made
    self.complaints = complaints
  }

  private static func make() -> UnsafeMutablePointer<YR_COMPILER>? {
    var made: UnsafeMutablePointer<YR_COMPILER>?
    guard YaraLibrary.isReady, unsafe yr_compiler_create(&made) == ERROR_SUCCESS, let made = unsafe made else {
      return nil
    }
    for name in externals {
      guard unsafe yr_compiler_define_string_variable(made, name, "") == ERROR_SUCCESS else {
        unsafe yr_compiler_destroy(made)
        return nil
      }
    }
    // No text of a rule may open a file.
    unsafe yr_compiler_set_include_callback(made, nil, nil, nil)
    return unsafe made
  }

  deinit { unsafe yr_compiler_destroy(compiler) }

  /// Adds text without NUL as one namespace.
  mutating func add(_ text: [UInt8], namespace: String) -> Result {
    guard !isBroken else { return Result(isTaken: false) }
    complaints.kept = []
    complaints.omitted = 0
    let before: UInt32 = unsafe cordon_yara_rule_count(compiler)
    let terminated: [UInt8] = text + [0]
    let errors: Int32 = unsafe terminated.withUnsafeBufferPointer { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) {
        unsafe yr_compiler_add_string(compiler, $0.baseAddress, namespace)
      }
    }
    isBroken = errors != 0
    if isBroken, !complaints.kept.contains(where: { !$0.isWarning }) {
      let error: Int32 = unsafe compiler.pointee.last_error
      complaints.add(Complaint(line: nil, message: YaraLibrary.words(error), isWarning: false))
    }
    let count = Int(unsafe cordon_yara_rule_count(compiler) &- before)
    return Result(
      isTaken: !isBroken, complaints: complaints.kept, omitted: complaints.omitted, ruleCount: isBroken ? 0 : count)
  }

  /// The rules of everything that was taken; `nil` after an error, without memory, and without any rule.
  consuming func rules() -> UnsafeMutablePointer<YR_RULES>? {
    guard !isBroken, unsafe cordon_yara_rule_count(compiler) > 0 else { return nil }
    var rules: UnsafeMutablePointer<YR_RULES>?
    guard unsafe yr_compiler_get_rules(compiler, &rules) == ERROR_SUCCESS else { return nil }
    return unsafe rules
  }

  private static let take: YR_COMPILER_CALLBACK_FUNC = { level, _, line, rule, message, box in
    guard let box = unsafe box else { return }
    let complaints: Complaints = unsafe Unmanaged<Complaints>.fromOpaque(box).takeUnretainedValue()
    var text: String = unsafe message.map { unsafe String(cString: $0) } ?? "an error without words"
    if let rule = unsafe rule, let name = unsafe cordon_yara_rule_name(rule) {
      text = unsafe "rule \(String(cString: name)): \(text)"
    }
    if text.utf8.count > complaints.limits.textLength { text = String(text.prefix(complaints.limits.textLength)) }
    complaints.add(
      Complaint(line: line > 0 ? Int(line) : nil, message: text, isWarning: level == YARA_ERROR_LEVEL_WARNING))
  }
}
