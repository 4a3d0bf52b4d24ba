internal import CordonModel

// What the closed lists of the model are called. Every switch is exhaustive: a new case does not compile without
// its words in both languages.

extension Verdict {
  var word: LocalizedText {
    switch self {
    case .affected: .init(en: "Affected", de: "Betroffen")
    case .suspected: .init(en: "Suspected", de: "Verdacht")
    case .unknown: .init(en: "Unknown", de: "Unbekannt")
    case .remediated: .init(en: "Remediated", de: "Bereinigt")
    case .notAffected: .init(en: "Not affected", de: "Nicht betroffen")
    }
  }
}

extension CheckKind {
  var word: LocalizedText {
    switch self {
    case .systemPackages: .init(en: "system packages", de: "Systempakete")
    case .pythonPackages: .init(en: "Python packages", de: "Python-Pakete")
    case .npmPackages: .init(en: "npm packages", de: "npm-Pakete")
    case .files: .init(en: "files", de: "Dateien")
    case .processes: .init(en: "processes", de: "Prozesse")
    case .networkHistory: .init(en: "network history", de: "Netzwerkverlauf")
    case .behaviour: .init(en: "behaviour", de: "Verhalten")
    case .programs: .init(en: "programs", de: "Programme")
    case .containerLayers: .init(en: "container layers", de: "Container-Schichten")
    case .rubyGems: .init(en: "Ruby gems", de: "Ruby-Gems")
    case .javaArchives: .init(en: "Java archives", de: "Java-Archive")
    case .binaryModules: .init(en: "Go and Rust modules", de: "Go- und Rust-Module")
    case .composerPackages: .init(en: "Composer packages", de: "Composer-Pakete")
    case .nugetPackages: .init(en: "NuGet packages", de: "NuGet-Pakete")
    case .extensions: .init(en: "extensions", de: "Erweiterungen")
    case .knownPaths: .init(en: "known paths", de: "bekannte Pfade")
    }
  }
}

extension Coverage.State {
  var word: LocalizedText {
    switch self {
    case .complete: .init(en: "complete", de: "vollständig")
    case .partial: .init(en: "partial", de: "teilweise")
    case .failed: .init(en: "failed", de: "fehlgeschlagen")
    }
  }
}

extension Assessment.Axis {
  var word: LocalizedText {
    switch self {
    case .yes: .init(en: "yes", de: "ja")
    case .suspected: .init(en: "suspected", de: "Verdacht")
    case .no: .init(en: "no", de: "nein")
    case .unknown: .init(en: "unknown", de: "unbekannt")
    case .notExamined: .init(en: "not examined", de: "nicht untersucht")
    }
  }
}

extension Platform {
  var word: LocalizedText {
    switch self {
    case .linux: .init(en: "Linux", de: "Linux")
    case .windows: .init(en: "Windows", de: "Windows")
    case .macos: .init(en: "macOS", de: "macOS")
    case .ci: .init(en: "build runners", de: "Build-Systemen")
    case .web: .init(en: "web pages", de: "Webseiten")
    case .any: .init(en: "every platform", de: "allen Plattformen")
    }
  }
}

extension Platform {
  /// The platform of what was looked at.
  var ofTarget: LocalizedText {
    self == .any ? .init(en: "a system that was not recognised", de: "ein nicht erkanntes System") : word
  }
}

extension TargetKind {
  var word: LocalizedText {
    switch self {
    case .live: .init(en: "running system", de: "laufendes System")
    case .root: .init(en: "mounted root", de: "eingehängtes System")
    case .folder: .init(en: "folder", de: "Ordner")
    }
  }
}

extension Advisory.Category {
  var word: LocalizedText {
    switch self {
    case .vulnerability: .init(en: "Vulnerability", de: "Schwachstelle")
    case .compromisedSoftware: .init(en: "Compromised software", de: "Kompromittierte Software")
    case .maliciousPackage: .init(en: "Malicious package", de: "Schädliches Paket")
    case .campaign: .init(en: "Campaign", de: "Kampagne")
    }
  }
}

extension Confidence {
  var word: LocalizedText {
    switch self {
    case .high: .init(en: "high", de: "hoch")
    case .medium: .init(en: "medium", de: "mittel")
    case .low: .init(en: "low", de: "gering")
    }
  }
}

extension NetworkIndicator.Block {
  var word: LocalizedText {
    switch self {
    case .yes: .init(en: "to be blocked", de: "zu sperren")
    case .no: .init(en: "not to be blocked", de: "nicht zu sperren")
    case .urlOnly: .init(en: "block this URL only", de: "nur diese URL sperren")
    }
  }
}

extension FileVerdict {
  var word: LocalizedText {
    switch self {
    case .malicious: .init(en: "malicious", de: "schädlich")
    case .trojanised: .init(en: "trojanised", de: "trojanisiert")
    case .affectedBuild: .init(en: "affected build", de: "betroffene Version")
    case .suspicious: .init(en: "suspicious", de: "verdächtig")
    case .legitimate: .init(en: "legitimate", de: "legitim")
    case .clean: .init(en: "clean", de: "sauber")
    }
  }
}
