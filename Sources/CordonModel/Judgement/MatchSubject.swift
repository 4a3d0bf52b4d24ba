internal import CordonVersions

/// What a match is about.
package enum MatchSubject: Sendable, Hashable {
  /// A piece of installed software.
  case package(SoftwarePackage)
  /// A file or a member of an archive; a folder where a path alone matched.
  case file(FileFacts)
  /// A running process, with its ancestors, the nearest first, when they are part of the reason.
  case process(ProcessFacts, ancestors: [ProcessFacts])
  /// A name, address or URL that was contacted.
  case contact(ContactFacts)

  /// What kind of thing it is. The raw value is frozen.
  package enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
    case package, file, process, contact
  }

  /// What kind of thing it is.
  package var kind: Kind {
    switch self {
    case .package: .package
    case .file: .file
    case .process: .process
    case .contact: .contact
    }
  }

  /// The package, when it is one.
  package var package: SoftwarePackage? {
    guard case .package(let package) = self else { return nil }
    return package
  }

  /// The file, when it is one.
  package var file: FileFacts? {
    guard case .file(let file) = self else { return nil }
    return file
  }

  /// The contact, when it is one.
  package var contact: ContactFacts? {
    guard case .contact(let contact) = self else { return nil }
    return contact
  }

  /// Of a process, or of the one that made a contact.
  package var pid: Int32? {
    switch self {
    case .process(let process, _): process.pid
    case .contact(let contact): contact.pid
    case .package, .file: nil
    }
  }

  /// For lists: the name of the package, file or process, or what was contacted.
  package var name: String {
    switch self {
    case .package(let package): package.name
    case .file(let file): PrintablePath.text(file.place.name)
    case .process(let process, _): process.name
    case .contact(let contact): contact.subject.text
    }
  }

  /// Of a package, or of a Windows program file where it was read.
  package var version: String? {
    switch self {
    case .package(let package): package.version
    case .file(let file): file.version
    case .process, .contact: nil
    }
  }

  /// The maker of a package, when recorded.
  package var vendor: String? { package?.vendor }

  /// Where it is, printable: a path, the executable of a process, the place of a record.
  package var location: String {
    switch self {
    case .package(let package): package.location
    case .file(let file): file.place.text
    case .process(let process, _):
      process.executable.map { PrintablePath.text($0) } ?? "pid " + String(process.pid)
    case .contact(let contact): contact.location
    }
  }

  /// The package URL of a package in canonical form; `nil` for everything else.
  package var purl: String? { package?.purl.canonicalText }

  /// When a package was installed, where that is recorded.
  package var installedAt: Timestamp? { package?.installedAt }

  /// When a package or file was last changed, a process started, or a contact was made.
  package var updatedAt: Timestamp? {
    switch self {
    case .package(let package): package.updatedAt
    case .file(let file): file.modified
    case .process(let process, _): process.startedAt
    case .contact(let contact): contact.time
    }
  }

  /// The record that names it: of a package its discovery, `file`, `process`, or the source of a contact.
  package var foundBy: String {
    switch self {
    case .package(let package): package.foundBy.rawValue
    case .file, .process: kind.rawValue
    case .contact(let contact): contact.source.rawValue
    }
  }

  /// Of a file, or of the executable of a process, when it was read.
  package var digests: FileDigests? {
    switch self {
    case .file(let file): file.digests
    case .process(let process, _): process.digests
    case .package, .contact: nil
    }
  }

  /// What stays the same from run to run, without version, time and process number. Of a contact only who was asked and
  /// where that is recorded: which record of many comes first, and in which file, changes as logs are rotated.
  var identity: [String] {
    switch self {
    case .package(let package):
      [package.purl.type + "/" + (package.purl.namespace ?? "") + "/" + package.purl.name, package.location]
    case .file: [kind.rawValue, location]
    case .process(let process, _):
      [kind.rawValue, process.executable.map { PrintablePath.text($0) } ?? "", process.name]
    case .contact(let contact): [kind.rawValue, contact.source.rawValue, contact.client ?? ""]
    }
  }
}
