/// One thing Cordon can look at. The raw value is frozen: it stands in packs and saved results.
package enum CheckKind: String, Sendable, Codable, Hashable, CaseIterable {
  /// The databases of the operating system's package manager.
  case systemPackages = "system-packages"
  /// Python environments wherever they lie.
  case pythonPackages = "python-packages"
  /// npm trees wherever they lie.
  case npmPackages = "npm-packages"
  /// Every file, by hash and rule, in archives too: part of a deep check only.
  case files
  /// Running processes, what they have mapped and what they started.
  case processes
  /// Names and addresses contacted: live sockets, hosts file, journal and logs.
  case networkHistory = "network-history"
  /// Later: behaviour in event logs.
  case behaviour
  /// Programs that no package manager of the system put there: snap, flatpak, `/opt`; Windows and macOS programs.
  case programs
  /// The package databases inside the image layers of containers.
  case containerLayers = "container-layers"
  /// Installed RubyGems.
  case rubyGems = "ruby-gems"
  /// Jars, wars and their like, with what they hold.
  case javaArchives = "java-archives"
  /// Go and Rust modules that a program says it was built from.
  case binaryModules = "binary-modules"
  /// Installed Composer packages (PHP).
  case composerPackages = "composer-packages"
  /// NuGet packages and what .NET programs say they were built from.
  case nugetPackages = "nuget-packages"
  /// Extensions of browsers and editors, of every user.
  case extensions
  /// The places an advisory names, with the files that lie there.
  case knownPaths = "known-paths"

  /// The checks this version of Cordon can do. A pack may require only these.
  package static let available: [CheckKind] = [
    .systemPackages, .containerLayers, .programs, .pythonPackages, .npmPackages, .rubyGems, .javaArchives,
    .binaryModules, .composerPackages, .nugetPackages, .extensions,
    .knownPaths, .files, .processes, .networkHistory,
  ]
}

extension CheckKind {
  /// The available checks that list software: what an inventory is made of.
  package static let inventories: [CheckKind] = available.filter(\.isInventory)

  /// Whether it lists software: everything but what looks at files, processes, contacts and behaviour.
  package var isInventory: Bool {
    switch self {
    case .knownPaths, .files, .processes, .networkHistory, .behaviour: false
    case .systemPackages, .pythonPackages, .npmPackages, .programs, .containerLayers, .rubyGems, .javaArchives,
      .binaryModules, .composerPackages, .nugetPackages, .extensions:
      true
    }
  }
}

/// How thoroughly a target is looked at.
package enum CheckDepth: String, Sendable, Codable, Hashable, CaseIterable {
  /// What is installed, what lies at the places that advisories name, what runs, and whom it talks to: a second or two.
  case quick
  /// And every file, by hash and rule.
  case deep
}

/// The checks an advisory needs before anyone may say "not affected", for one platform and some kinds of target.
package struct RequiredChecks: Sendable, Codable, Hashable {
  /// The platform this row is about.
  package var platform: Platform
  /// The kinds of target this row is about.
  package var targets: [TargetKind]
  /// What must be complete and fresh.
  package var require: [CheckKind]
  /// What must be complete and fresh as well when a deep check was asked for; else it is said, never counted.
  package var deep: [CheckKind]
  /// What this advisory will require once Cordon can do it; said in the answer, never counted.
  package var later: [CheckKind]

  package init(
    platform: Platform, targets: [TargetKind], require: [CheckKind], deep: [CheckKind] = [],
    later: [CheckKind] = []
  ) {
    self.platform = platform
    self.targets = targets
    self.require = require
    self.deep = deep
    self.later = later
  }
}
