internal import CordonModel

/// A file that has to be looked at because of its name, and the check that wants it looked at.
enum FileKind: UInt8, CaseIterable {
  case eggFile
  case gemspec
  case javaArchive
  case composerInstalled
  case composerLock
  case nugetArchive
  case nuspec
  case dotnetDeps
  case yarnArchive
  case appImage
  /// `name_revision.snap`
  case snap
  /// A file in which a program says its name and version, wherever it lies.
  case programRecord
  case chromiumManifest
  case chromiumPreferences
  case firefoxExtensions
  case infoPlist
  /// A name that a program may have: only looked at closer when modules in programs are wanted.
  case program

  /// The check whose business it is.
  var check: CheckKind {
    switch self {
    case .eggFile: .pythonPackages
    case .gemspec: .rubyGems
    case .javaArchive: .javaArchives
    case .composerInstalled, .composerLock: .composerPackages
    case .nugetArchive, .nuspec, .dotnetDeps: .nugetPackages
    case .yarnArchive: .npmPackages
    case .appImage, .infoPlist, .snap, .programRecord: .programs
    case .chromiumManifest, .chromiumPreferences, .firefoxExtensions: .extensions
    case .program: .binaryModules
    }
  }

  /// The kind of the file `name` in a folder of the kind `folder`, `nil` for a file that tells nothing.
  @inline(__always)
  init?(_ name: UnsafePointer<CChar>, _ length: Int, in folder: FolderKind) {
    let last: CChar = unsafe name[length - 1]
    switch last {
    case 0x6F where unsafe EntryName.ends(name, length, ".egg-info"): self = .eggFile
    case 0x67 where unsafe EntryName.ends(name, length, ".egg"): self = .eggFile
    case 0x63 where unsafe EntryName.ends(name, length, ".gemspec"):
      guard folder == .gemSpecifications else { return nil }
      self = .gemspec
    case 0x63 where unsafe EntryName.ends(name, length, ".nuspec"): self = .nuspec
    case 0x72 where unsafe EntryName.ends(name, length, ".jar") || EntryName.ends(name, length, ".war"),
      0x72 where unsafe EntryName.ends(name, length, ".ear"):
      self = .javaArchive
    case 0x69 where unsafe EntryName.isEqual(name, length, "application.ini"): self = .programRecord
    case 0x6E where unsafe EntryName.isEqual(name, length, "product-info.json"): self = .programRecord
    case 0x72 where unsafe EntryName.isEqual(name, length, "app.asar"): self = .programRecord
    case 0x52 where unsafe EntryName.ends(name, length, ".JAR") || EntryName.ends(name, length, ".WAR"),
      0x52 where unsafe EntryName.ends(name, length, ".EAR"):
      self = .javaArchive
    case 0x69 where unsafe EntryName.ends(name, length, ".hpi") || EntryName.ends(name, length, ".jpi"):
      self = .javaArchive
    case 0x67 where unsafe EntryName.ends(name, length, ".nupkg"): self = .nugetArchive
    case 0x6E where unsafe EntryName.ends(name, length, ".deps.json"): self = .dotnetDeps
    case 0x6E where unsafe folder == .composer && EntryName.isEqual(name, length, "installed.json"):
      self = .composerInstalled
    case 0x6B where unsafe EntryName.isEqual(name, length, "composer.lock"): self = .composerLock
    case 0x6E where unsafe folder == .chromiumExtensionVersion && EntryName.isEqual(name, length, "manifest.json"):
      self = .chromiumManifest
    case 0x6E where unsafe EntryName.isEqual(name, length, "extensions.json"):
      guard folder.isPlain else { return nil }
      self = .firefoxExtensions
    case 0x73 where unsafe EntryName.isEqual(name, length, "Preferences"): self = .chromiumPreferences
    case 0x73 where unsafe EntryName.isEqual(name, length, "Secure Preferences"): self = .chromiumPreferences
    case 0x70 where unsafe EntryName.ends(name, length, ".snap"): self = .snap
    case 0x70 where unsafe folder == .yarnCache && EntryName.ends(name, length, ".zip"): self = .yarnArchive
    case 0x65 where unsafe EntryName.ends(name, length, ".AppImage") || EntryName.ends(name, length, ".appimage"):
      self = .appImage
    case 0x74 where unsafe folder == .appContents && EntryName.isEqual(name, length, "Info.plist"): self = .infoPlist
    default:
      guard unsafe EntryName.mayBeProgram(name, length) else { return nil }
      self = .program
    }
  }
}

/// The kinds of file a walk looks for.
struct WantedFiles {
  private let bits: UInt32

  init(_ checks: Set<CheckKind>) {
    bits = FileKind.allCases.filter { checks.contains($0.check) }.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
  }

  @inline(__always)
  func contains(_ kind: FileKind) -> Bool { bits & (1 << UInt32(kind.rawValue)) != 0 }
}

/// A file to be looked at, by its name in the folder being listed.
struct NotedFile {
  let kind: FileKind
  let name: [UInt8]
  var isLink: Bool = false
}

extension FileKind {
  /// The kind of the file at an absolute path.
  static func ofPath(_ path: [UInt8]) -> FileKind? {
    let file: ArraySlice<UInt8> = FolderNames(path).own
    if file.isEmpty { return nil }
    let folder: FolderKind = FolderKind.ofPath(Array(path.dropLast(file.count))).kind
    let name: [CChar] = file.map { CChar(bitPattern: $0) } + [0]
    return unsafe name.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      return unsafe FileKind(base, file.count, in: folder)
    }
  }
}

extension EntryName {
  /// Whether a program may have this name: one without an extension, or with one that is no known kind of data.
  ///
  /// `kubectl-1.28` and `tool.linux-amd64` are programs, and so may `tool.bin` be.
  static func mayBeProgram(_ name: UnsafePointer<CChar>, _ length: Int) -> Bool {
    var start: Int = length
    var key: UInt64 = 0
    while start > 0, unsafe name[start - 1] != 0x2E {
      start -= 1
      key = key << 8 | UInt64(unsafe UInt8(bitPattern: name[start]))
    }
    // No dot, a dot only in front, or an extension that does not fit into the key.
    return start <= 1 || length - start > 8 || !DataExtensions.keys.contains(key)
  }
}

/// Extensions of files that hold no modules of a program, so that not every text has to be looked at closer.
private enum DataExtensions {
  /// Up to eight bytes each, the last one highest.
  static let keys: Set<UInt64> = Set(
    words.split(whereSeparator: \.isWhitespace).map { word in
      word.utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    })

  private static let words: String = """
    a bat bmp bz2 c cc cfg class cmd cmo cmx conf cpp crt cs css csv cts cur d dat db deb desktop dll dmg doc docx el elc
    eot erb fish flac flow frag gem gif go gz h hh hpp htm html ico inc inf ini ipynb jar java jpeg jpg js json jsx key
    kt la less lib list lnk lock log lua m4 manifest map markdown md mjs mkv mo mp3 mp4 msi mts mui nls nupkg o obj odt
    ogg otf patch pdb pdf pem php pl plist pm png po pod pot ppt ps1 psd pxd py pyc pyi pyo pyx qml r rb rlib rpm rs
    rst rtf sass scss service sh sql sqlite svg sw swift sys tar tcl tex tgz tif tiff toml ts tsx ttf txt vbs vim wasm
    wav webp whl woff woff2 xhtml xls xlsx xml xsd xsl xz yaml yml zip zsh zst
    """
}

/// The folders in a user's home in which editors of the Visual Studio Code family, and their servers, keep their
/// extensions. `code-server` is one as well.
enum EditorHomes {
  static func contains(_ name: UnsafePointer<CChar>, _ length: Int) -> Bool {
    names.contains { unsafe EntryName.isEqual(name, length, $0) }
  }

  private static let names: [StaticString] = [
    ".vscode", ".vscode-server", ".vscode-oss", ".vscode-insiders", ".vscode-server-insiders", ".vscode-remote",
    ".vscode-oss-dev", ".vscodium", ".vscodium-server", ".cursor", ".cursor-server", ".windsurf", ".windsurf-server",
    ".windsurf-next", ".trae", ".positron", ".kiro", ".antigravity", ".openvscode-server",
  ]
}
