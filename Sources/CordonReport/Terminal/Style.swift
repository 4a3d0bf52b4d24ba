internal import CordonModel

/// How a piece of text looks. It never carries meaning alone: symbols and words stand beside it.
enum Style: Sendable, Hashable {
  case plain, strong, faint
  /// A name that is copied letter for letter: a path, a package URL.
  case code
  case verdict(Verdict)

  /// The ANSI "select graphic rendition" parameters; `nil` for plain text.
  var graphicRendition: String? {
    switch self {
    case .plain, .code: nil
    case .strong: "1"
    case .faint: "2"
    case .verdict(.affected): "1;31"
    case .verdict(.suspected): "1;33"
    case .verdict(.unknown): "1;35"
    case .verdict(.remediated): "1;34"
    case .verdict(.notAffected): "1;32"
    }
  }
}

extension Verdict {
  /// The sign that stands before the word of the verdict.
  var symbol: String {
    switch self {
    case .affected: "▲"
    case .suspected: "◆"
    case .unknown: "?"
    case .remediated: "↺"
    case .notAffected: "●"
    }
  }
}
