internal import CordonModel

/// A path row of an advisory, ready to be held against the paths of running programs: every form that ``PathPattern``
/// reads.
///
/// Forms that stand for a user's folder (`~`, `%LOCALAPPDATA%`) match below any folder, for a process does not say whose
/// home it came from. A row that is not absolute matches at the end of a path.
struct ProgramPath: Sendable {
  /// Whether the row names a folder: everything below it matches.
  let isFolder: Bool
  private let places: [PathPattern.Place]

  /// `nil` for a row that cannot be read, and for one that names nothing in particular: a folder that many programs share.
  init?(_ row: PathIndicator) {
    let pattern = PathPattern(row.path, platform: row.platform)
    isFolder = pattern.wantsFolder
    places = pattern.places.filter { ProgramPath.isTelling($0, isFolder: pattern.wantsFolder) }
    if places.isEmpty { return nil }
  }

  /// How many names of the path the row takes up; `nil` when it does not match.
  func match(_ path: RunningPath) -> Int? {
    let keys: [NameKey] = path.keys
    guard isFolder else { return places.contains { $0.mayMean(keys[...]) } ? keys.count : nil }
    var length: Int = 1
    while length < keys.count {
      if places.contains(where: { $0.mayMean(keys[..<length]) }) { return length }
      length += 1
    }
    return nil
  }

  private static func isTelling(_ place: PathPattern.Place, isFolder: Bool) -> Bool {
    let names: [String] = place.parts.map { part in
      if case .name(let name) = part { name.text } else { "**" }
    }
    guard !names.contains("*") || names.count > 2 else { return false }
    let isFloating: Bool = place.base != .machine
    return !isFolder || isFloating && names.count > 1 || !SystemFolders.contains(names.map { Array($0.utf8) })
  }
}

/// The path of a running program, cut into its names from the root on.
struct RunningPath: Sendable {
  /// As the system has them; a drive is left out.
  let names: [[UInt8]]
  /// As they are compared.
  let keys: [NameKey]

  /// - Parameter platform: whose separators the path has, and whose rule for names.
  init(_ path: [UInt8], _ platform: Platform) {
    let isWindows: Bool = platform == .windows
    var names: [[UInt8]] = path.split { $0 == 0x2F || (isWindows && $0 == 0x5C) }.map { Array($0) }
    if isWindows, let drive = names.first, drive.count == 2, drive[1] == 0x3A { names.removeFirst() }
    self.names = names
    let rule = NameRule(platform)
    keys = names.map { NameKey($0, rule) }
  }
}

/// Folders that many programs share: being in one of them says nothing of a program.
enum SystemFolders {
  private static let paths: Set<String> = [
    "", "bin", "sbin", "lib", "lib64", "usr", "usr/bin", "usr/sbin", "usr/lib", "usr/lib64", "usr/libexec", "usr/share",
    "usr/local", "usr/local/bin", "usr/local/sbin", "usr/local/lib", "opt", "home", "root", "tmp", "var", "var/tmp",
    "var/lib", "srv", "etc", "run", "dev", "dev/shm", "snap", "snap/bin", "nix", "nix/store", "app", "app/bin",
    "applications", "library", "windows", "windows/system32", "windows/syswow64", "program files",
    "program files (x86)", "programdata", "users",
  ]

  static func contains(_ components: some Collection<[UInt8]>) -> Bool {
    if components.count == 2, components.first == Array("home".utf8) { return true }
    return paths.contains(String(decoding: Array(components.joined(separator: [0x2F])), as: UTF8.self).lowercased())
  }
}
