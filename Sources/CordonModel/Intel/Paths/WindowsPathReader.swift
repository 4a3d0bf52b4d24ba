/// Reads the forms of Windows: drives, `%VARIABLES%`, both separators.
enum WindowsPathReader {
  typealias Start = (base: PathPattern.Base, names: [String])

  static func read(_ text: String) throws(PathPatternFault) -> PathReading {
    if let bad = text.first(where: { "<>\"|?".contains($0) }) { throw .character(String(bad)) }
    let names: [String] = text.split { $0 == "\\" || $0 == "/" }.map(String.init)
    let isRooted: Bool = text.first == "\\" || text.first == "/"
    if isRooted, let second = text.dropFirst().first, second == "\\" || second == "/" { throw .network }
    let wantsFolder: Bool = text.last == "\\" || text.last == "/"
    guard let first = names.first else { throw .everything }
    let starts: [Start]?
    if isRooted {
      starts = nil
    } else if let drive = drive(text) {
      guard drive == "C:" else { throw .otherDrive(drive) }
      // `C:name` is relative to where a program happens to be.
      guard first.count == 2 else { throw .character(":") }
      starts = [(.machine, [])]
    } else if first == "~" {
      starts = [(.profile, [])]
    } else {
      starts = try self.starts(variable: first)
    }
    let rest: [PathPattern.Part] = try PathReading.parts(starts == nil ? names[...] : names.dropFirst(), checked)
    let places: [PathPattern.Place] = (starts ?? [(isRooted ? .machine : .anywhere, [])]).map { start in
      inProfiles(PathPattern.Place(base: start.base, parts: PathReading.names(start.names) + rest))
    }
    return PathReading(places: places, wantsFolder: wantsFolder)
  }

  /// `C:` of `c:\x`; `nil` when there is no drive.
  static func drive(_ text: String) -> String? {
    let bytes: [UInt8] = Array(text.utf8.prefix(2))
    guard bytes.count == 2, bytes[1] == 0x3A, (0x41...0x5A).contains(bytes[0] & 0xDF) else { return nil }
    return String(decoding: [bytes[0] & 0xDF, 0x3A], as: UTF8.self)
  }

  /// The folders of all users are more than those below `Users`: the registry may name others.
  private static func inProfiles(_ place: PathPattern.Place) -> PathPattern.Place {
    guard place.base == .machine, place.parts.count > 2, case .name(let folder) = place.parts[0],
      case .name(let user) = place.parts[1], user.text == "*",
      ["users", "documents and settings"].contains(folder.text.lowercased())
    else { return place }
    return PathPattern.Place(base: .profile, parts: Array(place.parts.dropFirst(2)))
  }

  /// A name without variables; that of the user stands for every one.
  private static func checked(_ name: String) throws(PathPatternFault) -> String {
    if name.contains(":") { throw .character(":") }
    if isShort(name) { throw .shortName(name) }
    let pieces: [Substring] = name.split(separator: "%", omittingEmptySubsequences: false)
    if pieces.count < 3 { return name }
    if pieces.count == 3, pieces[1].uppercased() == "USERNAME" { return pieces[0] + "*" + pieces[2] }
    throw .variable("%" + pieces[1] + "%")
  }

  /// `PROGRA~1`, `LONGNA~2.TXT`
  private static func isShort(_ name: String) -> Bool {
    let stem: Substring = name.prefix { $0 != "." }
    guard let tilde = stem.lastIndex(of: "~"), stem.count <= 8 else { return false }
    let digits: Substring = stem[stem.index(after: tilde)...]
    return !digits.isEmpty && tilde > stem.startIndex && digits.allSatisfy { ("0"..."9").contains($0) }
  }

  /// What a variable at the beginning stands for; `nil` when the name is none.
  private static func starts(variable name: String) throws(PathPatternFault) -> [Start]? {
    let upper: String = name.uppercased()
    let word: String
    if upper.hasPrefix("$ENV:") {
      word = String(upper.dropFirst(5))
    } else if upper == "%HOMEDRIVE%%HOMEPATH%" {
      word = "USERPROFILE"
    } else if upper.count > 2, upper.hasPrefix("%"), upper.hasSuffix("%"), !upper.dropFirst().dropLast().contains("%") {
      word = String(upper.dropFirst().dropLast())
    } else {
      return nil
    }
    guard let starts = variables(word) else { throw .variable(name) }
    return starts
  }

  /// The default values, and those of Windows before Vista.
  private static func variables(_ word: String) -> [Start]? {
    let (wide, narrow): (String, String) = ("Program Files", "Program Files (x86)")
    switch word {
    case "LOCALAPPDATA":
      return [(.profile, ["AppData", "Local"]), (.profile, ["Local Settings", "Application Data"])]
    case "APPDATA": return [(.profile, ["AppData", "Roaming"]), (.profile, ["Application Data"])]
    case "TEMP", "TMP":
      return [
        (.profile, ["AppData", "Local", "Temp"]), (.profile, ["Local Settings", "Temp"]),
        (.machine, ["Windows", "Temp"]), (.machine, ["Windows", "SystemTemp"]),
      ]
    case "USERPROFILE", "HOMEPATH", "HOME": return [(.profile, [])]
    case "ONEDRIVE": return [(.profile, ["OneDrive"])]
    // A 32-bit program means the other folder by the same name.
    case "PROGRAMFILES": return [(.machine, [wide]), (.machine, [narrow])]
    case "PROGRAMFILES(X86)": return [(.machine, [narrow])]
    case "PROGRAMW6432": return [(.machine, [wide])]
    case "COMMONPROGRAMFILES": return [(.machine, [wide, "Common Files"]), (.machine, [narrow, "Common Files"])]
    case "COMMONPROGRAMFILES(X86)": return [(.machine, [narrow, "Common Files"])]
    case "COMMONPROGRAMW6432": return [(.machine, [wide, "Common Files"])]
    case "PROGRAMDATA", "ALLUSERSPROFILE":
      return [
        (.machine, ["ProgramData"]), (.machine, ["Documents and Settings", "All Users", "Application Data"]),
      ]
    case "PUBLIC": return [(.machine, ["Users", "Public"])]
    case "SYSTEMROOT", "WINDIR": return [(.machine, ["Windows"])]
    case "SYSTEMDRIVE", "HOMEDRIVE": return [(.machine, [])]
    default: return nil
    }
  }
}
