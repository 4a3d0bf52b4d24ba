internal import Glibc

/// What a folder's name and its parent make of it.
enum FolderKind: UInt8 {
  case plain
  /// `node_modules`
  case nodeModules
  /// `node_modules/@scope`
  case npmScope
  /// `node_modules/name` or `node_modules/@scope/name`
  case npmPackage
  /// `*.dist-info`
  case distInfo
  /// `*.egg-info`, or the `EGG-INFO` of an egg
  case eggInfo
  /// `*.egg`
  case egg
  /// `specifications` of a RubyGems home, and `default` in it
  case gemSpecifications
  /// `composer`, as in `vendor/composer`
  case composer
  /// `.yarn` of a project or, with `berry` in it, of a user, and its `cache`
  case yarnHome
  case yarnCache
  /// `Extensions` of a Chromium profile, an extension in it (32 letters a to p), and a version of that
  case chromiumExtensions
  case chromiumExtension
  case chromiumExtensionVersion
  /// `.vscode` and its like, `extensions` in it, and an extension in that
  case editorHome
  case editorExtensions
  case editorExtension
  /// `flatpak`, `app` or `runtime` in it, and in that the folders of an id, an architecture and a branch
  case flatpakHome
  case flatpakRefs
  case flatpakID
  case flatpakArchitecture
  case flatpakBranch
  /// `usr`, and the folders with a folder for each program: `opt`, and `local` in `usr`
  case usr
  case programHome
  /// A folder in one of these, and one in that: of a program, or of its maker
  case programFolder
  case programSubfolder
  /// `JetBrains`, as editors of that maker call the folder of their data
  case jetBrains
  /// `*.app` or another bundle, and its `Contents`
  case appBundle
  case appContents

  /// The kind of the folder `name` in a folder of the kind `parent`.
  @inline(__always)
  init(_ name: UnsafePointer<CChar>, _ length: Int, in parent: FolderKind) {
    let first: CChar = unsafe name[0]
    if parent == .nodeModules {
      // `.bin`, `.cache`, and `.pnpm`, which holds further node_modules.
      self = first == 0x2E ? .plain : first == 0x40 ? .npmScope : .npmPackage
      return
    }
    if parent == .npmScope {
      self = first == 0x2E ? .plain : .npmPackage
      return
    }
    let last: CChar = unsafe name[length - 1]
    if parent != .plain, let inside = unsafe FolderKind.inside(parent, name, length) {
      self = inside
    } else if last == 0x73, unsafe EntryName.isEqual(name, length, "node_modules") {
      self = .nodeModules
    } else if last == 0x6F, unsafe EntryName.ends(name, length, ".dist-info") {
      self = .distInfo
    } else if last == 0x6F, unsafe EntryName.ends(name, length, ".egg-info") {
      self = .eggInfo
    } else if last == 0x67, unsafe EntryName.ends(name, length, ".egg") {
      self = .egg
    } else if last == 0x73, unsafe EntryName.isEqual(name, length, "specifications") {
      self = .gemSpecifications
    } else if last == 0x73, unsafe EntryName.isEqual(name, length, "Extensions") {
      self = .chromiumExtensions
    } else if last == 0x72, unsafe EntryName.isEqual(name, length, "composer") {
      self = .composer
    } else if last == 0x6B, unsafe EntryName.isEqual(name, length, "flatpak") {
      self = .flatpakHome
    } else if length == 3, unsafe EntryName.isEqual(name, length, "opt") {
      self = .programHome
    } else if length == 3, unsafe EntryName.isEqual(name, length, "usr") {
      self = .usr
    } else if last == 0x73, unsafe EntryName.isEqual(name, length, "JetBrains") {
      self = .jetBrains
    } else if last == 0x70, unsafe EntryName.ends(name, length, ".app") {
      self = .appBundle
    } else if first == 0x2E, unsafe EntryName.isEqual(name, length, ".yarn") {
      self = .yarnHome
    } else if first == 0x2E, unsafe EditorHomes.contains(name, length) {
      self = .editorHome
    } else if last == 0x72, unsafe EntryName.isEqual(name, length, "code-server") {
      self = .editorHome
    } else {
      self = parent == .programHome ? .programFolder : parent == .programFolder ? .programSubfolder : .plain
    }
  }

  /// What a folder is because of the folder it lies in; `nil` when that says nothing.
  private static func inside(_ parent: FolderKind, _ name: UnsafePointer<CChar>, _ length: Int) -> FolderKind? {
    switch parent {
    case .egg where unsafe EntryName.isEqual(name, length, "EGG-INFO"): .eggInfo
    case .gemSpecifications where unsafe EntryName.isEqual(name, length, "default"): .gemSpecifications
    case .yarnHome where unsafe EntryName.isEqual(name, length, "cache"): .yarnCache
    case .yarnHome where unsafe EntryName.isEqual(name, length, "berry"): .yarnHome
    case .chromiumExtensions where unsafe EntryName.isChromiumID(name, length): .chromiumExtension
    case .chromiumExtension: .chromiumExtensionVersion
    case .editorHome where unsafe EntryName.isEqual(name, length, "extensions"): .editorExtensions
    case .editorExtensions: .editorExtension
    case .flatpakHome where unsafe EntryName.isEqual(name, length, "app") || EntryName.isEqual(name, length, "runtime"):
      .flatpakRefs
    case .flatpakRefs: .flatpakID
    case .flatpakID: .flatpakArchitecture
    case .flatpakArchitecture: .flatpakBranch
    case .usr where unsafe EntryName.isEqual(name, length, "local"): .programHome
    case .appBundle where unsafe EntryName.isEqual(name, length, "Contents"): .appContents
    default: nil
    }
  }
}

extension FolderKind {
  /// Whether the folder's name says nothing of the files in it.
  var isPlain: Bool {
    switch self {
    case .plain, .usr, .programHome, .programFolder, .programSubfolder: true
    default: false
    }
  }

  /// The kind of the folder at an absolute path, and whether it is or lies in a `node_modules`.
  static func ofPath(_ path: [UInt8]) -> (kind: FolderKind, isInNodeModules: Bool) {
    var kind: FolderKind = .plain
    var isInside: Bool = false
    for component in path.split(separator: 0x2F) {
      let name: [CChar] = component.map { CChar(bitPattern: $0) } + [0]
      kind = unsafe name.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return .plain }
        return unsafe FolderKind(base, component.count, in: kind)
      }
      if kind == .nodeModules { isInside = true }
    }
    return (kind, isInside)
  }
}

/// Names of files that tell of packages, seen while a folder is listed.
struct EntrySigns: OptionSet {
  let rawValue: UInt16
  static let packageJSON = EntrySigns(rawValue: 1 << 0)
  static let packageLock = EntrySigns(rawValue: 1 << 1)
  static let shrinkwrap = EntrySigns(rawValue: 1 << 2)
  static let metadata = EntrySigns(rawValue: 1 << 3)
  static let packageInfo = EntrySigns(rawValue: 1 << 4)
  static let record = EntrySigns(rawValue: 1 << 5)
  static let installer = EntrySigns(rawValue: 1 << 6)
  static let nodeModules = EntrySigns(rawValue: 1 << 7)
  /// `.pnp.cjs`: Yarn Plug'n'Play, which installs archives instead of a `node_modules`.
  static let plugAndPlay = EntrySigns(rawValue: 1 << 9)
  /// A lock file of yarn, pnpm or bun, which this version does not read.
  static let foreignLock = EntrySigns(rawValue: 1 << 10)

  /// What the name of an entry that is no folder tells.
  @inline(__always)
  init(file name: UnsafePointer<CChar>, _ length: Int) {
    switch length {
    case 6 where unsafe EntryName.isEqual(name, length, "RECORD"): self = .record
    case 8 where unsafe EntryName.isEqual(name, length, "METADATA"): self = .metadata
    case 8 where unsafe EntryName.isEqual(name, length, "PKG-INFO"): self = .packageInfo
    case 8 where unsafe EntryName.isEqual(name, length, ".pnp.cjs"): self = .plugAndPlay
    case 8 where unsafe EntryName.isEqual(name, length, "bun.lock"): self = .foreignLock
    case 9 where unsafe EntryName.isEqual(name, length, "bun.lockb"): self = .foreignLock
    case 9 where unsafe EntryName.isEqual(name, length, "yarn.lock"): self = .foreignLock
    case 14 where unsafe EntryName.isEqual(name, length, "pnpm-lock.yaml"): self = .foreignLock
    case 9 where unsafe EntryName.isEqual(name, length, "INSTALLER"): self = .installer
    case 12 where unsafe EntryName.isEqual(name, length, "package.json"): self = .packageJSON
    case 17 where unsafe EntryName.isEqual(name, length, "package-lock.json"): self = .packageLock
    case 19 where unsafe EntryName.isEqual(name, length, "npm-shrinkwrap.json"): self = .shrinkwrap
    default: self = []
    }
  }

  init(rawValue: UInt16) { self.rawValue = rawValue }
}

/// Comparisons of C names with fixed words.
enum EntryName {
  @inline(__always)
  static func isEqual(_ name: UnsafePointer<CChar>, _ length: Int, _ word: StaticString) -> Bool {
    unsafe length == word.utf8CodeUnitCount && memcmp(name, word.utf8Start, length) == 0
  }

  /// Whether the name is the id of a Chromium extension: 32 letters from a to p.
  static func isChromiumID(_ name: UnsafePointer<CChar>, _ length: Int) -> Bool {
    guard length == 32 else { return false }
    for index in 0..<length where unsafe !(0x61...0x70).contains(name[index]) { return false }
    return true
  }

  /// Whether the name ends in `word` and has something before it.
  @inline(__always)
  static func ends(_ name: UnsafePointer<CChar>, _ length: Int, _ word: StaticString) -> Bool {
    let count: Int = word.utf8CodeUnitCount
    return unsafe length > count && memcmp(name + (length - count), word.utf8Start, count) == 0
  }
}
