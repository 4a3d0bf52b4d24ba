/// How a system tells two names apart.
package enum NameRule: Sendable, Hashable {
  /// Byte by byte: Linux.
  case exact
  /// Without regard to case, and however letters with marks are composed: Windows and macOS. Windows does tell the two
  /// ways of composing apart; a file that came from a Mac is found there all the same.
  case caseless

  /// That of a platform; ``Platform/any`` and what is no machine compare exactly.
  package init(_ platform: Platform) { self = platform == .windows || platform == .macos ? .caseless : .exact }
}

/// A name in the form in which it is compared.
///
/// Case is folded scalar by scalar, to upper and then to lower case where each is one scalar: Unicode's simple folding but
/// for a few letters without case pairs, and what NTFS does with its table of capitals. `ß` stays `ß`. Equality of
/// composed and decomposed forms is that of Swift's `String` (Unicode canonical equivalence).
package enum NameKey: Sendable, Hashable {
  case bytes([UInt8])
  case text(String)

  /// - Parameter name: any bytes; where text is compared, what is no UTF-8 stands as U+FFFD.
  package init(_ name: some Collection<UInt8>, _ rule: NameRule) {
    switch rule {
    case .exact: self = .bytes(Array(name))
    case .caseless: self = .text(NameKey.folded(name))
    }
  }

  /// The text in lower case, as described above.
  private static func folded(_ name: some Collection<UInt8>) -> String {
    if name.allSatisfy({ $0 < 0x80 }) {
      return String(decoding: name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
    var text = String.UnicodeScalarView()
    for scalar in String(decoding: name, as: UTF8.self).unicodeScalars {
      // The capital of a dotless i is I; both systems tell the two apart all the same.
      if scalar == "\u{131}" {
        text.append(scalar)
        continue
      }
      text.append(single(single(scalar, \.uppercaseMapping), \.lowercaseMapping))
    }
    return String(text)
  }

  private static func single(
    _ scalar: Unicode.Scalar, _ mapping: KeyPath<Unicode.Scalar.Properties, String>
  ) -> Unicode.Scalar {
    let mapped: String.UnicodeScalarView = scalar.properties[keyPath: mapping].unicodeScalars
    guard let first = mapped.first, mapped.count == 1 else { return scalar }
    return first
  }
}
