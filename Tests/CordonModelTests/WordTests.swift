internal import CordonModel
internal import Foundation
internal import Testing

@Suite("Words with frozen spellings")
struct WordTests {
  @Test("Raw values that stand in packs and saved results never change")
  func frozen() {
    #expect(spelled(Platform.self) == ["linux", "windows", "macos", "ci", "web", "any"])
    #expect(spelled(TargetKind.self) == ["live", "root", "folder"])
    #expect(
      spelled(CheckKind.self) == [
        "system-packages", "python-packages", "npm-packages", "files", "processes", "network-history", "behaviour",
        "programs", "container-layers", "ruby-gems", "java-archives", "binary-modules", "composer-packages",
        "nuget-packages", "extensions", "known-paths",
      ])
    #expect(
      spelled(UnknownReason.self) == [
        "never-seen", "offline-since", "inventory-stale", "scan-partial", "scan-error", "unsupported-platform",
        "capability-missing", "events-lost", "agent-outdated", "intel-stale", "excluded-by-policy",
      ])
    #expect(
      spelled(Match.Reason.self) == [
        "version-listed", "version-in-range", "version-in-uncertain-range", "version-missing", "version-unreadable",
        "range-unreadable", "versions-not-published", "installed-in-window", "locked-not-installed", "file-hash",
        "file-rule", "path-present", "process-hash", "process-rule", "process-path", "shell-below-product",
        "name-looked-up", "address-contacted", "url-fetched", "user-agent-seen",
      ])
    #expect(spelled(MatchSubject.Kind.self) == ["package", "file", "process", "contact"])
    #expect(spelled(CheckDepth.self) == ["quick", "deep"])
    #expect(
      spelled(ContactFacts.Source.self) == [
        "live-socket", "resolver-cache", "hosts-file", "journal", "syslog", "dns-log", "web-log", "json-log",
      ])
    #expect(
      spelled(SoftwarePackage.Discovery.self) == [
        "dpkg-status", "dpkg-status.d", "python-dist-info", "python-egg-info", "npm-package", "npm-lock",
        "rpm-database", "apk-installed", "pacman-local", "snap", "flatpak", "appimage", "program-folder",
        "yarn-archive", "ruby-gemspec", "java-archive", "go-build-info", "rust-audit-data", "composer-installed",
        "composer-lock", "nuget-package", "dotnet-deps", "browser-extension", "editor-extension", "uninstall-key",
        "user-program", "version-resource", "app-bundle", "install-receipt",
      ])
    #expect(
      spelled(FileVerdict.self) == ["malicious", "trojanised", "affected-build", "suspicious", "legitimate", "clean"])
    #expect(
      spelled(Assessment.Basis.self) == ["inventory-only", "examined", "platform-not-concerned", "not-examined"])
  }

  private func spelled<Word: RawRepresentable & CaseIterable>(_: Word.Type) -> [String] where Word.RawValue == String {
    Word.allCases.map(\.rawValue)
  }

  @Test("A row covers its own platform, and `any` covers all")
  func platforms() {
    for row in Platform.allCases {
      for target in Platform.allCases { #expect(row.covers(target) == (row == .any || row == target)) }
    }
  }

  @Test("Only a lock file proves no installation")
  func discovery() {
    #expect(SoftwarePackage.Discovery.allCases.filter { !$0.provesInstallation } == [.npmLock, .composerLock])
  }

  @Test("Text in the language asked for")
  func languages() {
    let text = LocalizedText(en: "yes", de: "ja")
    #expect(text[.english] == "yes" && text[.german] == "ja")
  }

  @Test("A draft holds nothing but what it was given")
  func draft() throws {
    let text = LocalizedText(en: "a", de: "b")
    let day = Timestamp(secondsSinceEpoch: 0)
    let draft = Advisory(
      AdvisoryReference(id: "x", revision: 3), title: text, summary: text, category: .campaign,
      dates: Advisory.Dates(initialRelease: day, currentRelease: day))
    #expect(draft.reference == AdvisoryReference(id: "x", revision: 3))
    #expect(draft.products.isEmpty && draft.checks.isEmpty && draft.tests.isEmpty && draft.marking == .clear)
    let decoded: Advisory = try JSONDecoder().decode(Advisory.self, from: JSONEncoder().encode(draft))
    #expect(decoded == draft)
  }
}

@Suite("Errors")
struct CordonErrorTests {
  @Test("The description leads with the place and ends with the cause")
  func description() {
    typealias Location = CordonError.Location
    #expect(CordonError(.usage, "No such option.").description == "No such option.")
    let whole = CordonError(.badInput, "Not UTF-8.", location: Location(file: "a.yaml"))
    #expect(whole.description == "a.yaml: Not UTF-8.")
    let place = Location(file: "a.yaml", line: 7, field: "products[2].purl")
    let error = CordonError(.badInput, "Not a purl.", location: place, cause: "no type")
    #expect(error.description == "a.yaml:7: products[2].purl: Not a purl. (no type)")
    let field = CordonError(.badInput, "Missing.", location: Location(file: "a.yaml", field: "id"))
    #expect(field.description == "a.yaml: id: Missing.")
  }

  @Test("Codes are stable names")
  func codes() {
    let codes: [CordonError.Code] = [
      .usage, .badInput, .notFound, .notPermitted, .configuration, .inputOutput, .interrupted,
    ]
    #expect(
      codes.map(\.rawValue) == [
        "usage", "bad-input", "not-found", "not-permitted", "configuration", "input-output", "interrupted",
      ])
  }
}
