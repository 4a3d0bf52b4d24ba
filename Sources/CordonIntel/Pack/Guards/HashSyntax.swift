/// Hashes as text: their lengths, and the values that every system has and that therefore say nothing.
enum HashSyntax {
  enum Kind: String, CaseIterable {
    case sha256, sha1, md5

    /// Hex digits.
    var digits: Int {
      switch self {
      case .sha256: 64
      case .sha1: 40
      case .md5: 32
      }
    }
  }

  /// The hash in lower-case hex, or a sentence that says what is wrong with it.
  static func read(_ text: String, as kind: Kind) -> Result<String, Problem> {
    let count: Int = text.utf8.count
    if count != kind.digits {
      let other: String =
        Kind.allCases.first { $0.digits == count }.map { "; that is the length of \($0.rawValue)" } ?? ""
      return .failure(
        Problem(message: "a \(kind.rawValue) has \(kind.digits) hex digits, this text has \(count)\(other)"))
    }
    if let bad = text.unicodeScalars.first(where: { !isHex($0) }) {
      return .failure(
        Problem(message: "\(TextSafety.quoted(String(bad))) is no hex digit; a hash has only 0–9 and a–f"))
    }
    return .success(text.lowercased())
  }

  struct Problem: Error {
    let message: String
  }

  /// What a hash of no value is the hash of; `nil` for all others.
  static func triviality(of hash: String) -> String? {
    if let what = trivial[hash] { return what }
    if let first = hash.utf8.first, hash.utf8.allSatisfy({ $0 == first }) { return "a placeholder of equal digits" }
    return nil
  }

  private static func isHex(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "a"..."f", "A"..."F": true
    default: false
    }
  }

  private static let trivial: [String: String] = [
    "d41d8cd98f00b204e9800998ecf8427e": "the hash of the empty file",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709": "the hash of the empty file",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855": "the hash of the empty file",
    "68b329da9893e34099c7d8ad5cb9c940": "the hash of a single line break",
    "adc83b19e793491b1c6ea0fd8b46cd9f32e592fc": "the hash of a single line break",
    "01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b": "the hash of a single line break",
    "93b885adfe0da089cdf634904fd59f71": "the hash of a single zero byte",
    "5ba93c9db0cff93f52b521d7420e43f6eda2784f": "the hash of a single zero byte",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d": "the hash of a single zero byte",
  ]
}
