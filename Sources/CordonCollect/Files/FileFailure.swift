package import CordonModel
internal import Glibc

/// Why a file or folder could not be looked at: a value on its way into a coverage gap.
package struct FileFailure: Error, Sendable, Hashable {
  /// The system's error number, in the cases callers branch on.
  package enum ErrorNumber: Sendable, Hashable {
    case accessDenied, notPermitted, noEntry, notDirectory, link, outOfScope, notImplemented
    case other(Int32)
    /// Not from the system: the file is not what it should be.
    case none
  }

  package let errorNumber: ErrorNumber
  package let reason: UnknownReason
  package let detail: String

  package init(errorNumber: ErrorNumber) {
    self.errorNumber = errorNumber
    (self.reason, self.detail) = FileFailure.words(errorNumber)
  }

  package init(reason: UnknownReason, detail: String) {
    self.errorNumber = .none
    self.reason = reason
    self.detail = detail
  }

  /// From the negative result of a system call.
  init(result: Int) {
    let number: Int32 = Int32(truncatingIfNeeded: 0 &- result)
    let kind: ErrorNumber =
      switch number {
      case EACCES: .accessDenied
      case EPERM: .notPermitted
      case ENOENT: .noEntry
      case ENOTDIR: .notDirectory
      case ELOOP: .link
      case EXDEV: .outOfScope
      case ENOSYS: .notImplemented
      default: .other(number)
      }
    self.init(errorNumber: kind)
  }

  /// Whether the system refused access to this user.
  var isRefusal: Bool { errorNumber == .accessDenied || errorNumber == .notPermitted }

  static let notRegular = FileFailure(reason: .scanError, detail: "not a regular file")

  static func tooLarge(limit: Int) -> FileFailure {
    FileFailure(reason: .scanPartial, detail: "larger than the limit of \(limit) bytes")
  }

  private static func words(_ number: ErrorNumber) -> (UnknownReason, String) {
    switch number {
    case .accessDenied: (.scanPartial, "permission denied")
    case .notPermitted: (.scanPartial, "operation not permitted")
    case .noEntry: (.scanPartial, "vanished while being looked at")
    case .notDirectory: (.scanError, "not a folder")
    case .link: (.scanPartial, "a symbolic link that ends nowhere or in a circle")
    case .outOfScope: (.scanPartial, "a symbolic link that leads out of the scope")
    case .notImplemented: (.scanError, "the kernel cannot do this")
    case .other(let value): (.scanError, unsafe String(cString: strerror(value)))
    case .none: (.scanError, "unusable")
    }
  }
}
