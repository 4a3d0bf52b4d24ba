/// One thing Cordon can look at. The raw value is frozen: it stands in packs and saved results.
package enum CheckKind: String, Sendable, Codable, Hashable, CaseIterable {
  /// The databases of the operating system's package manager.
  case systemPackages = "system-packages"
  /// Python environments wherever they lie.
  case pythonPackages = "python-packages"
  /// npm trees wherever they lie.
  case npmPackages = "npm-packages"
  /// Later: files by path, hash and rule.
  case files
  /// Later: running processes.
  case processes
  /// Later: names and addresses contacted.
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

  /// The checks this version of Cordon can do. A pack may require only these.
  package static let available: [CheckKind] = [
    .systemPackages, .containerLayers, .programs, .pythonPackages, .npmPackages, .rubyGems, .javaArchives,
    .binaryModules, .composerPackages, .nugetPackages, .extensions,
  ]
}

/// The checks an advisory needs before anyone may say "not affected", for one platform and some kinds of target.
package struct RequiredChecks: Sendable, Codable, Hashable {
  /// The platform this row is about.
  package var platform: Platform
  /// The kinds of target this row is about.
  package var targets: [TargetKind]
  /// What must be complete and fresh.
  package var require: [CheckKind]
  /// What this advisory will require once Cordon can do it; said in the answer, never counted.
  package var later: [CheckKind]

  package init(platform: Platform, targets: [TargetKind], require: [CheckKind], later: [CheckKind] = []) {
    self.platform = platform
    self.targets = targets
    self.require = require
    self.later = later
  }
}
