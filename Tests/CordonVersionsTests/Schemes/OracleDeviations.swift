import CordonVersions

/// A row of an oracle that Cordon answers differently on purpose. Mirrored in Documentation/VersionSchemes.md.
struct OracleDeviation: Hashable {
  let scheme: VersionScheme
  let left: String
  let right: String

  init(_ scheme: VersionScheme, _ left: String, _ right: String) {
    self.scheme = scheme
    self.left = left
    self.right = right
  }

  /// Each with the reason why the oracle is wrong.
  static let reasons: [OracleDeviation: String] = {
    var reasons: [OracleDeviation: String] = [
      OracleDeviation(.composer, "1.0.0", "1.0"): phpOnly,
      OracleDeviation(.composer, "v6.6", "v6.6.0-beta"): phpOnly,
      OracleDeviation(.maven, "4.0.16.Final", "4.0.16.Final-jason1"): olderMaven,
      OracleDeviation(.maven, "1.2.67.sec10", "1.2.67_noneautotype"): olderMaven,
      OracleDeviation(.maven, "2.0.a", "2-1"): olderMaven,
      OracleDeviation(.maven, "2-1", "2.0.a"): olderMaven,
    ]
    for (left, right) in [
      ("1.2.3.#", "1.2.3"), ("1.2.3.#", "1.2.3.1"), ("1.2.3.#.1", "1.2.3"), ("1.2.3.#.p3", "1.2.3"),
    ] {
      reasons[OracleDeviation(.composer, left, right)] = placeholder
    }
    return reasons
  }()

  private static let phpOnly: String =
    "PHP's version_compare alone; Composer pads to four numbers before it compares, so 1.0 is 1.0.0"
  private static let placeholder: String =
    "# is how PHP's version_compare marks any number inside; Composer refuses it in a version"
  private static let olderMaven: String =
    "an older ComparableVersion; the present one reads .X at the end like -X and X1 as one item"
}
