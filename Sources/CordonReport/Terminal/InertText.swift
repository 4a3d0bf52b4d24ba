/// Text from a machine, made safe to print: nothing in it can move the cursor, hide, reorder or break a line.
///
/// Control characters, escape sequences, bidirectional controls, zero-width and other default-ignorable characters, line
/// separators, unassigned and private-use scalars, marks without a base and every mark after the fourth on one character
/// stand as `\n`, `\t`, `\r` or `\u{HEX}`. Letters of every script stay as they are, right-to-left ones among them.
/// The result is for reading; it is not meant to be turned back. Making it inert twice changes nothing.
package struct InertText: Sendable, Hashable {
  /// What may be printed.
  package let text: String

  /// Marks that one character may carry before the rest is escaped.
  static let markLimit = 4

  /// Makes `foreign` inert and keeps at most `limit` characters of it, saying how many were cut.
  package init(_ foreign: String, limit: Int = .max) {
    if InertText.isPlainASCII(foreign), foreign.utf8.count <= limit {
      text = foreign
      return
    }
    var result: String = ""
    var marks: Int = InertText.markLimit
    var kept: Int = 0
    for scalar in foreign.unicodeScalars {
      if kept >= limit {
        text = result + "… (+" + String(foreign.unicodeScalars.count - kept) + ")"
        return
      }
      kept += 1
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .spacingMark:
        if marks >= InertText.markLimit || InertText.isUnsafe(scalar) {
          result += InertText.escape(scalar)
        } else {
          marks += 1
          result.unicodeScalars.append(scalar)
        }
      default:
        marks = 0
        if InertText.isUnsafe(scalar) {
          result += InertText.escape(scalar)
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    text = result
  }

  /// Whether a scalar may not reach a terminal, or an editor, as it is.
  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: return true
    case .spaceSeparator: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  private static func isPlainASCII(_ text: String) -> Bool {
    for byte in text.utf8 where byte < 0x20 || byte > 0x7E { return false }
    return true
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    default: "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    }
  }
}
