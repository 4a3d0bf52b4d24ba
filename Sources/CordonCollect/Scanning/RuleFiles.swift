package import CordonModel

/// The rules that a person names with `--rules`: files, and all `*.yar` and `*.yara` files of folders.
package struct RuleFiles: Sendable {
  /// What rule files may cost. What passes a limit is a problem, never silently left out.
  package struct Limits: Sendable, Hashable {
    /// Bytes of one file.
    package var fileBytes: Int = 32 << 20
    /// Bytes of all files.
    package var totalBytes: Int = 128 << 20
    /// Files in all.
    package var files: Int = 20_000
    /// Levels of folders inside each other.
    package var depth: Int = 32
    /// Entries of one folder that are looked at.
    package var entries: Int = 100_000

    /// The limits that Cordon uses unless told otherwise.
    package init() {}
  }

  /// In the order in which they were named, those of a folder in the order of their names; each name once.
  package private(set) var sources: [RuleSource] = []
  /// What could not be read.
  package private(set) var problems: [RuleProblem] = []

  private let limits: Limits
  private var names: Set<String> = []
  private var bytes: Int = 0
  private var isFull: Bool = false

  /// Reads everything that is named. A link that was named is followed; inside of a folder, none leads out of it.
  package static func read(_ paths: [String], limits: Limits = Limits()) -> RuleFiles {
    var files = RuleFiles(limits)
    for path in paths { files.take(path) }
    return files
  }

  private init(_ limits: Limits) { self.limits = limits }

  private mutating func take(_ path: String) {
    let shown: String = PrintablePath.text(Array(path.utf8))
    guard !path.isEmpty, !path.utf8.contains(0) else { return report(shown, "there is no such file") }
    do throws(FileFailure) {
      let folder = try RootedDirectory(path: path, confinement: .beneath, stepwise: false)
      takeFolder(folder, named: shown.hasSuffix("/") ? String(shown.dropLast()) : shown)
    } catch {
      guard error.errorNumber == .notDirectory else { return report(shown, RuleFiles.words(error)) }
      takeNamed(path, shown: shown)
    }
  }

  private mutating func takeNamed(_ path: String, shown: String) {
    guard mayTake(shown) else { return }
    do throws(CordonError) {
      keep(shown, try NamedFile.read(path, limit: limits.fileBytes))
    } catch {
      report(shown, error.cause ?? error.message)
    }
  }

  /// All rule files of a folder and the folders in it, without recursion.
  private mutating func takeFolder(_ root: RootedDirectory, named name: String) {
    let reader = DirectoryReader()
    let before: Int = problems.count
    var isEmpty: Bool = true
    // Last in, first out: what is pushed in reverse order is taken in the order of names.
    var waiting: [(path: [UInt8], depth: Int, isFolder: Bool)] = [([], 0, true)]
    while let next = waiting.popLast(), !isFull {
      guard next.isFolder else {
        isEmpty = false
        takeMember(next.path, of: root, named: name)
        continue
      }
      let shown: String = RuleFiles.join(name, next.path)
      guard next.depth < limits.depth else {
        report(shown, "deeper than the limit of \(limits.depth) levels")
        continue
      }
      do throws(FileFailure) {
        let entries: [(path: [UInt8], isFolder: Bool)] = try list(next.path, of: root, reader, shown: shown)
        waiting.append(contentsOf: entries.reversed().map { ($0.path, next.depth + 1, $0.isFolder) })
      } catch {
        report(shown, RuleFiles.words(error))
      }
    }
    if isEmpty, problems.count == before {
      report(name, "no *.yar or *.yara file in this folder")
    }
  }

  /// Folders and rule files, sorted by name.
  private mutating func list(
    _ path: [UInt8], of root: RootedDirectory, _ reader: DirectoryReader, shown: String
  ) throws(FileFailure) -> [(path: [UInt8], isFolder: Bool)] {
    let folder = path.isEmpty ? try root.openDirectory([0x2E]) : try root.openDirectory(path)
    let listed: (names: [[UInt8]], isCut: Bool) = try reader.names(in: folder.number, limit: limits.entries)
    if listed.isCut { report(shown, "more entries than the limit of \(limits.entries)") }
    var entries: [(path: [UInt8], isFolder: Bool)] = []
    for name in listed.names {
      let full: [UInt8] = path.isEmpty ? name : path + [0x2F] + name
      let entry: [CChar] = name.map { CChar(bitPattern: $0) } + [0]
      let status: FileStatus? = unsafe FileStatus(entry: entry, in: folder.number)
      // A folder behind a link is not entered: it would be read twice, or for ever.
      if status?.isDirectory == true {
        entries.append((full, true))
      } else if RuleFiles.isRuleFile(name) {
        entries.append((full, false))
      }
    }
    return entries
  }

  private mutating func takeMember(_ path: [UInt8], of root: RootedDirectory, named name: String) {
    let shown: String = RuleFiles.join(name, path)
    guard mayTake(shown) else { return }
    do throws(FileFailure) {
      let file = try root.openFile(path)
      keep(shown, try BoundedReader.whole(file, limit: limits.fileBytes).bytes)
    } catch {
      report(shown, RuleFiles.words(error))
    }
  }

  /// Whether a file of this name is still wanted.
  private mutating func mayTake(_ name: String) -> Bool {
    guard !isFull, !names.contains(name) else { return false }
    guard sources.count < limits.files else {
      isFull = true
      report(name, "more rule files than the limit of \(limits.files): this one and all later ones are left out")
      return false
    }
    return true
  }

  private mutating func keep(_ name: String, _ text: [UInt8]) {
    guard text.count <= limits.totalBytes - bytes else {
      return report(name, "beyond the limit of \(limits.totalBytes) bytes for all rule files")
    }
    bytes += text.count
    names.insert(name)
    sources.append(RuleSource(name: name, text: text))
  }

  private mutating func report(_ name: String, _ message: String) {
    problems.append(RuleProblem(source: name, line: nil, message: message))
  }

  private static func words(_ failure: FileFailure) -> String {
    failure.errorNumber == .noEntry ? "there is no such file" : failure.detail
  }

  private static func join(_ folder: String, _ relative: [UInt8]) -> String {
    relative.isEmpty ? folder : folder + "/" + PrintablePath.text(relative)
  }

  private static func isRuleFile(_ name: [UInt8]) -> Bool {
    let ending: String = String(decoding: name.suffix(5), as: UTF8.self).lowercased()
    return ending.hasSuffix(".yar") || ending.hasSuffix(".yara")
  }
}
