import CordonIntel
import CordonModel
import Testing

@Suite struct TranslatedFolderTests {
  static let shown: [(path: String, platform: String, real: String)] = [
    ("\\ProgrammDaten\\3CXPhone", "windows", "\\ProgramData\\3CXPhone"),
    ("\\AppData\\Local\\Programme\\3CXDesktopApp", "windows", "\\AppData\\Local\\Programs\\3CXDesktopApp"),
    ("/Programme/3CX Desktop App.app", "macos", "/Applications/3CX Desktop App.app"),
    ("C:\\Programme\\X", "windows", "C:\\Program Files\\X"),
    ("C:\\Programme (x86)\\X", "windows", "C:\\Program Files (x86)\\X"),
    ("C:\\Benutzer\\x\\Schreibtisch\\y.exe", "windows", "C:\\Users\\x\\Desktop\\y.exe"),
    ("C:\\Dokumente und Einstellungen\\x\\Anwendungsdaten\\y", "windows", "C:\\Users\\x\\AppData\\Roaming\\y"),
    (
      "C:\\Dokumente und Einstellungen\\x\\Lokale Einstellungen\\Anwendungsdaten\\y", "windows",
      "C:\\Users\\x\\AppData\\Local\\y"
    ),
    (
      "%APPDATA%\\Microsoft\\Windows\\Startmenü\\Programme\\Autostart\\a.lnk", "windows",
      "%APPDATA%\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\a.lnk"
    ),
    ("%LOCALAPPDATA%\\Programme\\X", "windows", "%LOCALAPPDATA%\\Programs\\X"),
    ("%USERPROFILE%\\Dokumente\\x", "windows", "%USERPROFILE%\\Documents\\x"),
    ("C:\\Archivos de programa\\X", "windows", "C:\\Program Files\\X"),
    ("C:\\Utilisateurs\\x\\Bureau", "windows", "C:\\Users\\x\\Desktop"), ("C:\\Utenti\\x", "windows", "C:\\Users\\x"),
    ("/Benutzer/*/Schreibtisch/y", "macos", "/Users/*/Desktop/y"), ("~/Dokumente/x", "macos", "~/Documents/x"),
    ("/Applications/Dienstprogramme/x", "macos", "/Applications/Utilities/x"),
    ("~/Bibliothèque/x", "macos", "~/Library/x"),
    ("/Aplicaciones/X.app", "macos", "/Applications/X.app"), ("/Applicazioni/X.app", "macos", "/Applications/X.app"),
  ]

  @Test("a name that only the file manager shows is an error with the real path as the example", arguments: shown)
  func isCorrected(_ path: String, _ platform: String, _ real: String) {
    let reading: PackReading = read(path, platform)
    let finding: LintFinding? = reading.findings.first { $0.location.field == "paths[0].path" }
    #expect(finding?.severity == .error)
    #expect(finding?.example == real)
    #expect(reading.advisory == nil)
  }

  @Test(
    "real names stay",
    arguments: [
      ("C:\\Program Files\\Programme\\X", "windows"), ("C:\\ProgramData\\X", "windows"), ("~/Schreibtisch/x", "linux"),
      ("/opt/Programme/x", "macos"), ("C:\\Windows\\Musik\\x", "windows"), ("node_modules/Programme/x", "any"),
      ("\\\\.\\pipe\\x", "windows"), ("C:\\Users\\Programme\\x", "windows"),
    ])
  func isKept(_ path: String, _ platform: String) {
    let reading: PackReading = read(path, platform)
    #expect(reading.findings.isEmpty, "\(reading.lines)")
  }

  private func read(_ path: String, _ platform: String) -> PackReading {
    PackText.read(
      PackText.good.replacing(
        "platform: windows, path: '%LOCALAPPDATA%\\Programs\\ExampleApp\\'",
        with: "platform: \(platform), path: '\(path)'"))
  }
}
