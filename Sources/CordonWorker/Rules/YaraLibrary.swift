internal import CYara

/// libyara as a whole: it is prepared once a process, before the first use.
enum YaraLibrary {
  /// Whether it could be prepared. The content of matches is not wanted, only their places: without it a scan needs
  /// 64 KiB for its first matches instead of 600.
  static let isReady: Bool = {
    guard yr_initialize() == ERROR_SUCCESS else { return false }
    return yr_set_configuration_uint32(YR_CONFIG_MAX_MATCH_DATA, 0) == ERROR_SUCCESS
  }()

  /// Modules that could not do their work, and why: rules that need them are refused instead of never matching.
  static let refusedModules: [String: String] = [
    "magic": "it opens files of its own, which a confined worker cannot",
    "cuckoo": "it needs the report of a sandbox",
  ]

  /// As the header has it that Cordon was built with.
  static let version: String = "\(YR_MAJOR_VERSION).\(YR_MINOR_VERSION).\(YR_MICRO_VERSION)"

  /// What an error number of libyara means, for those that a scan or a compiler can end with.
  static func words(_ error: Int32) -> String {
    switch error {
    case ERROR_INSUFFICIENT_MEMORY: "not enough memory"
    case ERROR_COULD_NOT_MAP_FILE, ERROR_COULD_NOT_READ_FILE: "the content could not be read"
    case ERROR_EXEC_STACK_OVERFLOW: "a condition is nested too deeply"
    case ERROR_SCAN_TIMEOUT: "the time was over"
    case ERROR_TOO_MANY_SCAN_THREADS: "too many scans at once"
    case ERROR_CALLBACK_ERROR: "the report of a match failed"
    case ERROR_INVALID_ARGUMENT, ERROR_INVALID_EXTERNAL_VARIABLE_TYPE: "an external variable does not fit"
    case ERROR_TOO_MANY_MATCHES: "a string was found too often"
    case ERROR_INTERNAL_FATAL_ERROR: "an error inside libyara"
    case ERROR_REGULAR_EXPRESSION_TOO_LARGE: "a regular expression is too large"
    case ERROR_REGULAR_EXPRESSION_TOO_COMPLEX: "a regular expression is too complex"
    case ERROR_TOO_MANY_RE_FIBERS: "a regular expression has too many ways to match"
    case ERROR_TOO_MANY_STRINGS: "too many strings"
    case ERROR_DIVISION_BY_ZERO: "a division by zero"
    case ERROR_INVALID_MODULE_DATA: "a module could not use the content"
    default: "libyara error \(error)"
    }
  }
}
