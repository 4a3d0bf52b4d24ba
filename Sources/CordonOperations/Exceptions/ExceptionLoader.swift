package import CordonCollect
internal import CordonIntel
package import CordonModel
internal import Foundation

/// Reads exceptions from the places they are found in.
package enum ExceptionLoader {
  /// Loads the exceptions of the standard places.
  ///
  /// A file there that another user owns, or that others may write to, is not used, and that is a problem of the
  /// result: a foreign checkout must not silence findings. The target is never asked for exceptions; the current
  /// folder is the user's own choice, except when it lies inside a mounted system that is being examined.
  ///
  /// - Parameters:
  ///   - places: where to look.
  ///   - target: what is being examined.
  ///   - user: the effective user; `nil` is that of the process.
  package static func load(
    places: ExceptionPlaces, examining target: CollectionRequest, user: UInt32? = nil
  ) -> LoadedExceptions {
    let owner: uid_t = user ?? geteuid()
    var loaded = LoadedExceptions()
    if let folder = places.folder {
      let path: String = (folder == "/" ? "" : folder) + "/.cordon/exceptions.yaml"
      let outcome: TrustedFile.Outcome = TrustedFile.read("exceptions.yaml", in: ".cordon", of: folder, user: owner)
      if outcome != .absent, isInside(folder, target) {
        loaded.refuse(path, notUsed("it lies inside the system that is being examined"))
      } else {
        add(outcome, path, to: &loaded)
      }
    }
    for path in [places.user, places.system].compactMap({ $0 }) {
      add(TrustedFile.read(path, user: owner), path, to: &loaded)
    }
    return loaded
  }

  /// Loads the files named on the command line, and no others: they are the user's own word.
  ///
  /// - Throws: ``CordonError`` when one of them cannot be read at all. A mistake in it is a problem of the result.
  package static func load(files: [String]) throws(CordonError) -> LoadedExceptions {
    var loaded = LoadedExceptions()
    for file in files {
      add(.bytes(try NamedFile.read(file, limit: PackLimits.exceptions.fileBytes)), file, to: &loaded)
    }
    return loaded
  }

  private static func add(_ outcome: TrustedFile.Outcome, _ path: String, to loaded: inout LoadedExceptions) {
    let file: String = PrintablePath.text(Array(path.utf8))
    switch outcome {
    case .absent: break
    case .refused(let why): loaded.refuse(file, notUsed(why))
    case .bytes(let bytes):
      let reading: ExceptionsReading = ExceptionsReader.read(bytes, file: file)
      loaded.exceptions += reading.exceptions
      for finding in reading.findings where finding.severity == .error {
        let example: String = finding.example.map { "; right would be: " + $0 } ?? ""
        loaded.problems.append(
          CheckReport.Problem(
            location: finding.location, message: "This exception is not in force: " + finding.message + example + ".",
            subject: .exceptions))
      }
    }
  }

  private static func notUsed(_ why: String) -> String { "This file of exceptions is not used: " + why + "." }

  /// Whether the folder lies inside a mounted system that is being examined.
  private static func isInside(_ folder: String, _ target: CollectionRequest) -> Bool {
    guard case .root(let root) = target else { return false }
    let inner: String = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    let outer: String = URL(fileURLWithPath: root).resolvingSymlinksInPath().path
    return outer != "/" && (inner == outer || inner.hasPrefix(outer + "/"))
  }
}
