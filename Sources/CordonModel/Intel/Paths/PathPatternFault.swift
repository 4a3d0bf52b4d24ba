/// Why a path in a pack cannot be looked for.
package enum PathPatternFault: Error, Sendable, Hashable {
  case tooLong, controlCharacter, stars, alternatives, note, upwards, everything
  /// An environment variable that is not known, or not at the beginning.
  case variable(String)
  /// A drive other than the system's: what lies there is not below its root.
  case otherDrive(String)
  /// `\\server\share`
  case network
  /// A short name (`PROGRA~1`), which no listing shows.
  case shortName(String)
  /// What cannot stand in a name there.
  case character(String)
  /// `~name`, the folder of one user by name.
  case namedUser(String)

  /// In English, without line breaks, for a coverage gap.
  package var detail: String {
    switch self {
    case .tooLong: "a path longer than \(PathPattern.textLimit) bytes"
    case .controlCharacter: "a path with control characters"
    case .stars: "** stands alone between separators, * for a part of one name"
    case .alternatives: "alternatives in { } are not read"
    case .note: "a note in < > is no part of a path"
    case .upwards: "a path that leads upwards (..)"
    case .everything: "a path that names nothing in particular"
    case .variable(let name): "the variable \(name) is not known here"
    case .otherDrive(let name): "the drive \(name) is another than the system's"
    case .network: "a path on another machine"
    case .shortName(let name): "\(name) is a short name, which no folder shows"
    case .character(let name): "“\(name)” cannot stand in a name"
    case .namedUser(let name): "\(name): the folder of one user by name is not looked for"
    }
  }
}
