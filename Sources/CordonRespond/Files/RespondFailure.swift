package import CordonModel
internal import Glibc

/// Why an act did not come about: a value on its way into a ``Disposition``.
package struct RespondFailure: Error, Sendable, Hashable {
  package var obstacle: Disposition.Obstacle
  /// What the system said, in English; foreign text.
  package var detail: String
  /// A test ended the run here: nothing is tidied up, as if the machine had lost its power.
  package var isCrash: Bool = false
  /// Of the system, 0 when the failure is not from it.
  package var number: Int32 = 0

  package init(_ obstacle: Disposition.Obstacle, _ detail: String = "") {
    self.obstacle = obstacle
    self.detail = detail
  }

  /// From an error number of the system.
  package init(number: Int32, _ what: String = "") {
    let words: String = unsafe String(cString: strerror(number))
    self.init(RespondFailure.obstacle(number), what.isEmpty ? words : what + ": " + words)
    self.number = number
  }

  /// The run ends here, for a test.
  package static var crash: RespondFailure {
    var failure = RespondFailure(.systemError, "ended by a test")
    failure.isCrash = true
    return failure
  }

  private static func obstacle(_ number: Int32) -> Disposition.Obstacle {
    switch number {
    case ENOENT: .notFound
    case ELOOP: .linkInPath
    case EROFS: .readOnly
    case ENOSPC, EDQUOT: .noRoom
    case EACCES, EPERM: .notPermitted
    case EEXIST: .occupied
    case EISDIR, ENOTDIR: .notRegular
    default: .systemError
    }
  }
}
