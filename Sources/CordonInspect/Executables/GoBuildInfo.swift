/// What a Go program says it was built from: the text that `go version -m` prints.
///
/// Format: the package `debug/buildinfo` of Go. The Go linker writes it since 1.13; a program of an older one, or one
/// that was packed, says nothing.
package struct GoBuildInfo: Sendable, Hashable {
  /// A module by path and version, as the program names it.
  package struct Module: Sendable, Hashable {
    /// Such as `golang.org/x/sys`.
    package var path: String
    /// Such as `v0.1.0`; `nil` for a working copy (`(devel)`) or a local folder, which have none.
    package var version: String?

    /// A module of this path and version.
    package init(path: String, version: String?) {
      self.path = path
      self.version = version
    }
  }

  /// A module that went into the program.
  package struct Dependency: Sendable, Hashable {
    /// What was asked for.
    package var module: Module
    /// What was taken instead of it, where the build replaced it; a local folder has no version.
    package var replacement: Module?

    /// A module, and what was taken instead of it.
    package init(module: Module, replacement: Module? = nil) {
      self.module = module
      self.replacement = replacement
    }
  }

  /// What the program names as the version of its toolchain, such as `go1.22.8` or `devel go1.24-abc`.
  package var goVersion: String
  /// The module of the main package, where it was built as one.
  package var main: Dependency?
  /// The other modules, in the order of the text.
  package var dependencies: [Dependency] = []
  /// Lines about modules that could not be understood.
  package var unreadLines: Int = 0

  /// The version of the standard library, without the word `go` and what stands behind a space; `nil` for a toolchain
  /// that is no release.
  package var libraryVersion: String? {
    guard goVersion.hasPrefix("go") else { return nil }
    let version: Substring = goVersion.dropFirst(2).prefix { $0 != " " }
    return version.isEmpty ? nil : String(version)
  }

  /// Reads the list of modules.
  ///
  /// - Parameters:
  ///   - modules: the text, without the 16 bytes before and behind it.
  ///   - nameLimit: bytes of a path, and of a version.
  ///   - entryLimit: dependencies that are kept; the lines of the others count as unread.
  package init(goVersion: String, modules: ArraySlice<UInt8>, nameLimit: Int, entryLimit: Int) {
    self.goVersion = goVersion
    var isMain: Bool = false
    for line in modules.split(separator: 0x0A) {
      let fields: [ArraySlice<UInt8>] = line.split(separator: 0x09, maxSplits: 4, omittingEmptySubsequences: false)
      guard let word = fields.first else { continue }
      let isModule: Bool = word.elementsEqual("mod".utf8)
      let isReplacement: Bool = word.elementsEqual("=>".utf8)
      guard isModule || isReplacement || word.elementsEqual("dep".utf8) else { continue }
      guard let module = GoBuildInfo.module(fields, limit: nameLimit) else {
        unreadLines += 1
        continue
      }
      if isModule {
        main = Dependency(module: module)
        isMain = true
      } else if !isReplacement, dependencies.count < entryLimit {
        dependencies.append(Dependency(module: module))
        isMain = false
      } else if isReplacement, isMain {
        main?.replacement = module
      } else if isReplacement, !dependencies.isEmpty {
        dependencies[dependencies.count - 1].replacement = module
      } else {
        unreadLines += 1
      }
    }
  }

  private static func module(_ fields: [ArraySlice<UInt8>], limit: Int) -> Module? {
    guard fields.count >= 3, !fields[1].isEmpty, fields[1].count <= limit, fields[2].count <= limit else { return nil }
    let version: String = String(decoding: fields[2], as: UTF8.self)
    return Module(
      path: String(decoding: fields[1], as: UTF8.self),
      version: version.isEmpty || version == "(devel)" ? nil : version)
  }
}
