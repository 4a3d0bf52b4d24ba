package import CordonModel

/// What shall go into the vault, why, and how far Cordon may go for it.
package struct QuarantineRequest: Sendable {
  /// One file.
  package struct Target: Sendable, Hashable {
    /// Absolute, any bytes but NUL.
    package var path: [UInt8]
    /// The content that was found; another one is refused.
    package var expected: Digest?
    /// The advisory that speaks of it, when it is not the request's.
    package var advisory: String?

    package init(path: [UInt8], expected: Digest? = nil, advisory: String? = nil) {
      self.path = path
      self.expected = expected
      self.advisory = advisory
    }
  }

  package var targets: [Target]
  package var cause: ResponseCause
  package var time: Timestamp
  /// Says what would happen, and changes nothing.
  package var isDryRun: Bool = false
  /// Takes files that a package owns as well.
  package var takesPackageFiles: Bool = false
  /// Ends processes that run from a file, instead of refusing the file.
  package var stopsProcesses: Bool = false

  package init(targets: [Target], cause: ResponseCause, time: Timestamp) {
    self.targets = targets
    self.cause = cause
    self.time = time
  }
}
