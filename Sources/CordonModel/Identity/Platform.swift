/// The kind of system a product runs on. Part of every match key: 3CX 18.11.1213 is clean on Windows and
/// trojanised on macOS.
///
/// The raw value is frozen: it stands in packs and saved results.
package enum Platform: String, Sendable, Codable, Hashable, CaseIterable {
  case linux, windows, macos
  /// A build runner or its workflow files, not a machine.
  case ci
  /// A web page or its scripts, not a machine.
  case web
  /// In packs: every platform. Of a target: its system was not recognised, so that every advisory may concern it.
  case any

  /// Whether a row written for `self` concerns an endpoint of `platform`.
  package func covers(_ platform: Platform) -> Bool { self == .any || self == platform }
}
