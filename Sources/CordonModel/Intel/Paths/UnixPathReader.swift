/// Reads the forms of Linux and macOS: `/`, `~`, `$HOME` and the folders of the XDG base directory specification.
enum UnixPathReader {
  typealias Start = (base: PathPattern.Base, names: [String])

  static func read(_ text: String, isApple: Bool) throws(PathPatternFault) -> PathReading {
    let names: [String] = text.split(separator: "/").map(String.init)
    guard let first = names.first else { throw .everything }
    let starts: [Start]?
    if text.first == "/" {
      starts = nil
    } else if first.hasPrefix("~") {
      guard first == "~" else { throw .namedUser(first) }
      starts = [(.profile, [])]
    } else {
      starts = try self.starts(variable: first, isApple: isApple)
    }
    let rest: [PathPattern.Part] = try PathReading.parts(starts == nil ? names[...] : names.dropFirst(), checked)
    var places: [PathPattern.Place] = (starts ?? [(text.first == "/" ? .machine : .anywhere, [])]).map { start in
      PathPattern.Place(base: start.base, parts: PathReading.names(start.names) + rest)
    }
    // On macOS these are links to folders in `private`; on a volume of data alone the links are missing.
    if isApple, text.first == "/", ["tmp", "var", "etc"].contains(first.lowercased()) {
      places.append(PathPattern.Place(base: .machine, parts: PathReading.names(["private"]) + rest))
    }
    return PathReading(places: places, wantsFolder: text.last == "/")
  }

  /// A name without variables; that of the user stands for every one.
  private static func checked(_ name: String) throws(PathPatternFault) -> String {
    guard let word = variable(name) else { return name }
    if word == "USER" || word == "LOGNAME" { return "*" }
    throw .variable(name)
  }

  /// `HOME` of `$HOME` and `${HOME}`. A dollar is an ordinary character as well: `Foo$Bar.class`, `$Recycle`.
  private static func variable(_ name: String) -> String? {
    if name.hasPrefix("${"), name.hasSuffix("}") { return String(name.dropFirst(2).dropLast()) }
    guard name.count > 1, name.first == "$" else { return nil }
    let word: Substring = name.dropFirst()
    let isWord: Bool = word.allSatisfy { ("A"..."Z").contains($0) || ("0"..."9").contains($0) || $0 == "_" }
    return isWord ? String(word) : nil
  }

  private static func starts(variable name: String, isApple: Bool) throws(PathPatternFault) -> [Start]? {
    guard let word = variable(name) else { return nil }
    switch word {
    case "HOME": return [(.profile, [])]
    case "XDG_CONFIG_HOME": return [(.profile, [".config"])]
    case "XDG_DATA_HOME": return [(.profile, [".local", "share"])]
    case "XDG_STATE_HOME": return [(.profile, [".local", "state"])]
    case "XDG_CACHE_HOME": return [(.profile, [".cache"])]
    case "XDG_RUNTIME_DIR": return [(.machine, ["run", "user", "*"])]
    case "TMPDIR" where isApple: return [(.machine, ["private", "var", "folders", "*", "*", "T"])]
    case "TMPDIR", "TMP", "TEMP": return [(.machine, ["tmp"]), (.machine, ["var", "tmp"])]
    default: throw .variable(name)
    }
  }
}
