package import Foundation

/// One input kept for a parser: it broke one once, or it covers ground worth keeping.
package struct FailCase: Sendable {
  /// The parser's name, which is the name of the folder.
  package let entryName: String
  package let file: URL

  /// `FuzzTesting/FailCases` of this package.
  package static var folder: URL { Corpora.packageRoot.appendingPathComponent("FuzzTesting/FailCases") }

  /// The names of all folders, sorted; empty when there are none yet.
  package static var folderNames: [String] { contents(of: folder).map(\.lastPathComponent) }

  /// Every file of every folder, sorted by folder and name.
  package static var all: [FailCase] {
    folderNames.flatMap { name in
      contents(of: folder.appendingPathComponent(name)).map { FailCase(entryName: name, file: $0) }
    }
  }

  private static func contents(of folder: URL) -> [URL] {
    let found: [URL]? = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
    return (found ?? []).sorted { $0.path < $1.path }
  }
}

extension FailCase: CustomStringConvertible {
  package var description: String { "\(entryName)/\(file.lastPathComponent)" }
}
