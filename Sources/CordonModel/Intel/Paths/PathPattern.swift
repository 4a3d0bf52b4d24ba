/// A place on disk as a pack writes it: with the platform's separators, its environment forms (`%LOCALAPPDATA%`, `~`,
/// `$XDG_CONFIG_HOME`), `*` for a part of one name, and `**` for any number of folders.
///
/// What is not understood is a ``fault``, never a pattern that matches nothing in silence.
package struct PathPattern: Sendable, Hashable {
  /// What a path hangs below.
  package enum Base: Sendable, Hashable {
    /// The root of the system: `C:\` of a Windows system, `/` of others.
    case machine
    /// The folder of each user.
    case profile
    /// No folder in particular: a name, or a few folders with a name, wherever they lie.
    case anywhere
  }

  /// One step of a path.
  package enum Part: Sendable, Hashable {
    case name(NamePattern)
    /// `**`
    case folders
  }

  /// One thing that a pattern can mean.
  package struct Place: Sendable, Hashable {
    /// What the parts hang below.
    package let base: Base
    /// Never empty, the last is always a name, and no two in a row are ``Part/folders``.
    package let parts: [Part]
  }

  /// As it was written.
  package let text: String
  /// What it can mean: several where systems differ (`%TEMP%` of a user and of the system, Windows before Vista, the
  /// `private` of macOS). Empty when there is a ``fault``.
  package let places: [Place]
  /// A separator stands at the end, or `**`: a folder is meant, and no file.
  package let wantsFolder: Bool
  /// Why it cannot be looked for.
  package let fault: PathPatternFault?

  /// Bytes of a pattern, and parts of it.
  package static let textLimit: Int = 4_096

  /// - Parameter platform: whose forms it is written in; with ``Platform/any`` the form itself tells.
  package init(_ text: String, platform: Platform) {
    self.text = text
    do throws(PathPatternFault) {
      try PathPattern.checkText(text)
      let reading: PathReading =
        PathPattern.isWindows(text, platform)
        ? try WindowsPathReader.read(text) : try UnixPathReader.read(text, isApple: platform == .macos)
      let trimmed: PathReading = try PathPattern.trimmed(reading)
      places = trimmed.places
      wantsFolder = trimmed.wantsFolder
      fault = nil
    } catch {
      places = []
      wantsFolder = false
      fault = error
    }
  }

  /// Whether it names no folder to begin with: such a pattern is for those who see every file.
  package var isAnywhere: Bool { places.contains { $0.base == .anywhere } }

  /// Whether a path ends in what a pattern for ``Base/anywhere`` names; `false` for all others.
  ///
  /// - Parameters:
  ///   - path: with slashes; empty names in it do not count.
  ///   - isFolder: whether a folder lies there.
  package func isTail(of path: some Collection<UInt8>, isFolder: Bool, rule: NameRule) -> Bool {
    guard isAnywhere, isFolder || !wantsFolder else { return false }
    let longest: Int = places.map { $0.parts.contains(.folders) ? Int.max : $0.parts.count }.max() ?? 0
    let names: [NameKey] = path.split(separator: 0x2F).suffix(longest).map { NameKey($0, rule) }
    return places.contains { $0.base == .anywhere && PathPattern.fits($0.parts, names[...], isWhole: false) }
  }

  /// Matches from the end; `**` takes as little as it can and more when what stands before it does not fit.
  ///
  /// - Parameter isWhole: whether no names may stand before the first part.
  fileprivate static func fits(_ parts: [Part], _ names: ArraySlice<NameKey>, isWhole: Bool) -> Bool {
    let start: Int = names.startIndex
    var (part, name): (Int, Int) = (parts.count - 1, names.endIndex - 1)
    var retry: (part: Int, name: Int)?
    while part >= 0 || (isWhole && name >= start) {
      if part >= 0, case .folders = parts[part] {
        retry = (part, name)
        part -= 1
      } else if part >= 0, name >= start, case .name(let pattern) = parts[part], pattern.matches(names[name]) {
        part -= 1
        name -= 1
      } else if let last = retry, last.name >= start {
        retry = (last.part, last.name - 1)
        (part, name) = (last.part - 1, last.name - 1)
      } else {
        return false
      }
    }
    return true
  }

  private static func checkText(_ text: String) throws(PathPatternFault) {
    guard text.utf8.count <= textLimit else { throw .tooLong }
    guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { throw .controlCharacter }
    if text.contains("***") { throw .stars }
    if let open = text.firstIndex(of: "{"), let close = text[open...].firstIndex(of: "}"),
      text[open..<close].contains(",")
    {
      throw .alternatives
    }
    if let open = text.firstIndex(of: "<"), text[open...].contains(">") { throw .note }
  }

  private static func isWindows(_ text: String, _ platform: Platform) -> Bool {
    if platform == .windows { return true }
    guard platform == .any, !text.hasPrefix("/"), !text.hasPrefix("~") else { return false }
    return text.contains("\\") || text.hasPrefix("%") || WindowsPathReader.drive(text) != nil
  }

  /// Any folders at the end mean the folder itself; any folders at the beginning mean anywhere.
  private static func trimmed(_ reading: PathReading) throws(PathPatternFault) -> PathReading {
    var result = PathReading(places: [], wantsFolder: reading.wantsFolder)
    for place in reading.places {
      var parts: [Part] = []
      for part in place.parts where part != .folders || parts.last != .folders { parts.append(part) }
      while parts.last == .folders {
        parts.removeLast()
        result.wantsFolder = true
      }
      var base: Base = place.base
      if base != .profile, parts.first == .folders {
        parts.removeFirst()
        base = .anywhere
      }
      let isTelling: Bool = parts.contains { part in
        if case .name(let name) = part { return name.text.contains { $0 != "*" } }
        return false
      }
      guard isTelling else { throw .everything }
      result.places.append(Place(base: base, parts: parts))
    }
    return result
  }
}

extension PathPattern.Place {
  /// Whether a path may be the one that is meant, for those who know nothing of users: what hangs below a profile may
  /// hang below any folder.
  ///
  /// - Parameter names: of the path from the root of the system on, without a drive.
  package func mayMean(_ names: ArraySlice<NameKey>) -> Bool {
    PathPattern.fits(parts, names, isWhole: base == .machine)
  }
}

/// What the reader of one platform's forms found.
struct PathReading {
  var places: [PathPattern.Place]
  var wantsFolder: Bool

  /// The steps that names between separators stand for.
  static func parts(
    _ names: ArraySlice<String>, _ check: (String) throws(PathPatternFault) -> String
  ) throws(PathPatternFault) -> [PathPattern.Part] {
    var parts: [PathPattern.Part] = []
    for name in names where name != "." {
      if name == ".." { throw .upwards }
      if name == "**" {
        parts.append(.folders)
      } else {
        if name.contains("**") { throw .stars }
        parts.append(.name(NamePattern(try check(name))))
      }
    }
    return parts
  }

  static func names(_ names: [String]) -> [PathPattern.Part] { names.map { .name(NamePattern($0)) } }
}
