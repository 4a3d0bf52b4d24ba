package import Foundation

/// The large test corpora. They are not part of the repository: `CORDON_CORPORA` names their folder, by default
/// `../shared/corpora` beside the package. Tests over them skip, and say so, when the folder is not there.
package enum Corpora {
  /// The file or folder at `relative` inside the corpora, or `nil` when it is not there.
  package static func url(_ relative: String) -> URL? {
    let url: URL = folder.appendingPathComponent(relative)
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
  }

  /// The folder that is searched, whether it exists or not.
  package static var folder: URL {
    if let path = ProcessInfo.processInfo.environment["CORDON_CORPORA"], !path.isEmpty {
      return URL(fileURLWithPath: path)
    }
    return packageRoot.appendingPathComponent("../shared/corpora").standardizedFileURL
  }

  /// The folder that holds Package.swift.
  package static var packageRoot: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }
}
