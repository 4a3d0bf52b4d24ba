internal import CordonModel

/// A path row of an advisory, ready to be held against the paths of running programs.
///
/// Forms that stand for a user's folder (`~`, `%LOCALAPPDATA%`) match below any folder, for a process does not say whose
/// home it came from. A row that is not absolute matches at the end of a path. `*` stands for a part of one component.
struct ProgramPath: Sendable {
  /// Whether the row names a folder: everything below it matches.
  let isFolder: Bool
  private let components: [[UInt8]]
  /// Whether any folders may stand before the first component.
  private let isFloating: Bool
  private let ignoresCase: Bool

  /// `nil` for a row that names nothing in particular: a folder that many programs share.
  init?(_ row: PathIndicator) {
    let isForeign: Bool = row.platform == .windows
    ignoresCase = isForeign || row.platform == .macos
    let text: [UInt8] = Array(row.path.utf8)
    let lowers: Bool = ignoresCase
    var parts: [[UInt8]] = ProgramPath.components(text, row.platform).map { lowers ? $0.map(ProgramPath.lower) : $0 }
    isFolder = text.last == 0x2F || (isForeign && text.last == 0x5C)
    let first: [UInt8] = parts.first ?? []
    let isHome: Bool = first == [0x7E] || (first.count > 2 && first.first == 0x25 && first.last == 0x25)
    let isDrive: Bool = isForeign && first.count == 2 && first.last == 0x3A
    if isHome {
      parts.removeFirst()
      // `%LOCALAPPDATA%\Programs\App` is known by what follows.
      parts = ProgramPath.folders(of: first) + parts
    } else if isDrive {
      parts.removeFirst()
    }
    isFloating = isHome || isDrive || text.first != 0x2F
    components = parts
    guard !parts.isEmpty, parts.allSatisfy({ $0 != [0x2A] }) || parts.count > 2 else { return nil }
    guard !isFolder || isFloating && parts.count > 1 || !SystemFolders.contains(parts) else { return nil }
  }

  /// How many components of the path the row takes up; `nil` when it does not match.
  func match(_ path: [[UInt8]]) -> Int? {
    let lengths: Int = components.count
    guard path.count >= lengths + (isFolder ? 1 : 0) else { return nil }
    let last: Int = path.count - lengths - (isFolder ? 1 : 0)
    let starts: ClosedRange<Int> = isFloating ? (isFolder ? 0...last : last...last) : 0...0
    if !isFloating, !isFolder, path.count != lengths { return nil }
    for start in starts {
      let isSame: Bool = zip(components, path[start...]).allSatisfy { pattern, part in
        ProgramPath.matches(pattern, part, ignoresCase: ignoresCase)
      }
      if isSame { return start + lengths }
    }
    return nil
  }

  /// The components of a path with the separators of a platform.
  static func components(_ path: [UInt8], _ platform: Platform) -> [[UInt8]] {
    let isWindows: Bool = platform == .windows
    return path.split { $0 == 0x2F || (isWindows && $0 == 0x5C) }.map { Array($0) }
  }

  private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  private static func folders(of variable: [UInt8]) -> [[UInt8]] {
    switch String(decoding: variable, as: UTF8.self) {
    case "%localappdata%": ["appdata", "local"].map { Array($0.utf8) }
    case "%appdata%": ["appdata", "roaming"].map { Array($0.utf8) }
    case "%programdata%": [Array("programdata".utf8)]
    case "%programfiles%": [Array("program files*".utf8)]
    case "%windir%", "%systemroot%": [Array("windows".utf8)]
    default: []
    }
  }

  /// One component, in which `*` stands for any bytes: without recursion.
  private static func matches(_ pattern: [UInt8], _ text: [UInt8], ignoresCase: Bool) -> Bool {
    var (position, mark): (Int, Int) = (0, 0)
    var star: Int?
    var index: Int = 0
    while index < text.count {
      let byte: UInt8 = ignoresCase ? lower(text[index]) : text[index]
      if position < pattern.count, pattern[position] == 0x2A {
        star = position
        mark = index
        position += 1
      } else if position < pattern.count, pattern[position] == byte {
        position += 1
        index += 1
      } else if let behind = star {
        position = behind + 1
        mark += 1
        index = mark
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == 0x2A }
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
