package import CordonModel

/// What to take stock of.
package enum CollectionRequest: Sendable, Hashable {
  /// The running system: every local file system that is mounted.
  case live
  /// The root of another system, mounted at this path.
  case root(String)
  /// This folder and what lies in it: no system databases.
  case folder(String)

  package var kind: TargetKind {
    switch self {
    case .live: .live
    case .root: .root
    case .folder: .folder
    }
  }

  /// The path as it was given.
  package var path: String {
    switch self {
    case .live: "/"
    case .root(let path), .folder(let path): path
    }
  }

  /// Makes sure that the folder asked for can be opened at all. What lies in it is a matter of coverage.
  ///
  /// - Throws: ``CordonError`` `bad-input` when there is no such folder, `not-permitted` when it may not be read.
  package func validate() throws(CordonError) {
    let option: String = kind == .folder ? "--path" : "--root"
    do throws(FileFailure) {
      guard !path.isEmpty, !path.utf8.contains(0) else { throw FileFailure(errorNumber: .noEntry) }
      _ = try RootedDirectory(path: path, confinement: .inRoot, stepwise: false)
    } catch {
      let place = CordonError.Location(file: PrintablePath.text(Array(path.utf8)))
      switch error.errorNumber {
      case .notPermitted, .accessDenied:
        throw CordonError(
          .notPermitted, "This folder may not be read. Run the command as a user who may, for example with sudo.",
          location: place, cause: error.detail)
      case .notDirectory:
        throw CordonError(.badInput, "\(option) needs a folder, and this is none.", location: place)
      case .noEntry:
        throw CordonError(.badInput, "There is no such folder. Check the path given with \(option).", location: place)
      default:
        throw CordonError(
          .badInput, "The folder given with \(option) cannot be opened.", location: place, cause: error.detail)
      }
    }
  }
}
