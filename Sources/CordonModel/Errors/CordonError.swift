/// What went wrong, where, why and what to do. Callers branch on ``code``; people read ``message``.
///
/// "Could not look" is never an error: that is ``Coverage``.
package struct CordonError: Error, Sendable, Hashable {
  /// A stable name. Codes are never reused for another meaning.
  package struct Code: Sendable, Hashable, RawRepresentable {
    /// The name in lower case with hyphens.
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    /// The command line does not make sense (exit 64).
    package static let usage = Code(rawValue: "usage")
    /// Data from outside cannot be used as given (exit 65).
    package static let badInput = Code(rawValue: "bad-input")
    /// A named thing does not exist, such as an advisory id (exit 65) .
    package static let notFound = Code(rawValue: "not-found")
    /// The operating system refused access (exit 77).
    package static let notPermitted = Code(rawValue: "not-permitted")
    /// The installation is not complete, such as missing built-in advisories (exit 78).
    package static let configuration = Code(rawValue: "configuration")
    /// Reading or writing failed for another reason (exit 1).
    package static let inputOutput = Code(rawValue: "input-output")
    /// Somebody else is at it; another time it may work (exit 75).
    package static let busy = Code(rawValue: "busy")
    /// Interrupted by a signal (exit 130).
    package static let interrupted = Code(rawValue: "interrupted")
  }

  /// What kind of error it is; decides the exit code.
  package let code: Code
  /// One or two sentences: what happened, why, and what to do.
  package let message: String
  /// Where it happened, when it has a place.
  package let location: Location?
  /// The error beneath, as text, when there is one.
  package let cause: String?

  /// A place in a file.
  package struct Location: Sendable, Hashable, Codable {
    /// The path, or the name under which the input was given.
    package var file: String
    /// 1-based; `nil` when the whole file is meant.
    package var line: Int?
    /// The field's path inside the file, such as `products[2].purl`.
    package var field: String?
    package init(file: String, line: Int? = nil, field: String? = nil) {
      self.file = file
      self.line = line
      self.field = field
    }
  }

  package init(_ code: Code, _ message: String, location: Location? = nil, cause: String? = nil) {
    self.code = code
    self.message = message
    self.location = location
    self.cause = cause
  }
}

extension CordonError: CustomStringConvertible {
  package var description: String {
    var text: String = ""
    if let location {
      text += location.file
      if let line = location.line { text += ":\(line)" }
      if let field = location.field { text += ": \(field)" }
      text += ": "
    }
    text += message
    if let cause { text += " (\(cause))" }
    return text
  }
}
