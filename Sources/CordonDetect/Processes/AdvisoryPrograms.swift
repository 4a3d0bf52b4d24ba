internal import CordonModel

/// Recognises running executables as those of the products of many advisories.
///
/// An executable is one of a product when
/// - its digest is listed as malicious, trojanised, affected or suspicious,
/// - its path lies below a folder that a path row of the platform names and does not call malicious (an install root),
/// - or its file name is the product's name or an alias, without `.exe`, spaces, dots, hyphens and underscores, in any case.
///
/// Names count only for products without a package URL: a desktop program or server, not an npm package or a system
/// library whose name (`xz`, `axios`) is a command that starts shells in every build. They count on every platform, for a
/// program of another platform may run on this one; a name of less than four letters or of an interpreter never does.
struct AdvisoryPrograms: Sendable {
  /// Why an executable is one of a product.
  struct Recognition: Sendable, Hashable {
    let advisory: AdvisoryReference
    let productID: String
    let productName: String
    /// The row that says so, word for word.
    let decidedBy: String
    let rule: RuleReference
    /// How many components of the path are the product's own folder; `nil` when it has none.
    let ownFolder: Int?
  }

  private struct Name: Sendable {
    let advisory: AdvisoryReference
    let product: AffectedProduct
    let text: String
  }

  private struct Folder: Sendable {
    let advisory: AdvisoryReference
    let index: Int
    let row: PathIndicator
    let path: ProgramPath
  }

  private var names: [String: [Name]] = [:]
  private var folders: [Folder] = []

  init(advisories: [Advisory], platform: Platform) {
    for advisory in advisories {
      for product in advisory.products where product.purls.isEmpty && AdvisoryPrograms.isMachine(product.platform) {
        for text in Set([product.name] + product.aliases) {
          guard let key = AdvisoryPrograms.key(Array(text.utf8)[...]), !Interpreters.names.contains(key) else {
            continue
          }
          names[key, default: []].append(Name(advisory: advisory.reference, product: product, text: text))
        }
      }
      for (index, row) in advisory.paths.enumerated() where !row.malicious && row.platform.covers(platform) {
        guard let path = ProgramPath(row), path.isFolder else { continue }
        folders.append(Folder(advisory: advisory.reference, index: index, row: row, path: path))
      }
    }
  }

  /// By name and path; an advisory at most once, by the strongest.
  ///
  /// - Parameters:
  ///   - path: of the executable; empty where it is not known.
  ///   - name: the file name, or the short name the system keeps.
  func recognise(_ path: RunningPath, name: ArraySlice<UInt8>) -> [Recognition] {
    var found: [Recognition] = []
    for folder in folders where !found.contains(where: { $0.advisory == folder.advisory }) {
      guard let length = folder.path.match(path) else { continue }
      found.append(
        Recognition(
          advisory: folder.advisory, productID: "paths[\(folder.index)]", productName: folder.row.role,
          decidedBy: folder.row.path, rule: RuleReference(line: folder.row.line), ownFolder: length))
    }
    guard let key = AdvisoryPrograms.key(name), let listed = names[key] else { return found }
    for name in listed where !found.contains(where: { $0.advisory == name.advisory }) {
      found.append(
        Recognition(
          advisory: name.advisory, productID: name.product.id, productName: name.product.name, decidedBy: name.text,
          rule: RuleReference(line: name.product.line), ownFolder: AdvisoryPrograms.ownFolder(path)))
    }
    return found
  }

  /// The folder an executable lies in, and the one above when that is called `bin`; none where many programs lie.
  static func ownFolder(_ path: RunningPath) -> Int? {
    var folder: ArraySlice<[UInt8]> = path.names.dropLast()
    if folder.last == Array("bin".utf8), folder.count > 1, !SystemFolders.contains(folder.dropLast()) {
      folder = folder.dropLast()
    }
    return SystemFolders.contains(folder) ? nil : folder.count
  }

  /// What is left of a name when spelling is taken away; `nil` for one that is too short to mean anything.
  static func key(_ name: ArraySlice<UInt8>) -> String? {
    guard name.count <= 256 else { return nil }
    var text: String = String(decoding: name, as: UTF8.self).lowercased()
    if text.hasSuffix(".exe") { text.removeLast(4) }
    text.removeAll { $0 == " " || $0 == "-" || $0 == "_" || $0 == "." }
    return text.utf8.count >= 4 ? text : nil
  }

  private static func isMachine(_ platform: Platform) -> Bool {
    switch platform {
    case .linux, .windows, .macos, .any: true
    case .ci, .web: false
    }
  }
}
