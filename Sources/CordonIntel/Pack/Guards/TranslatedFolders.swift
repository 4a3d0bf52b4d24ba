internal import CordonModel

/// Folder names that Windows and macOS only show in the user's language. On disk they have one name everywhere;
/// notices in other languages print what the file manager shows. Linux translates the folders themselves, so that
/// its paths are left alone.
enum TranslatedFolders {
  /// The path with the names it has on disk; `nil` when nothing in it is translated.
  static func corrected(_ form: PathForm, platform: Platform) -> String? {
    guard platform != .linux else { return nil }
    let rules: [Rule]
    switch form.style {
    case .windows: rules = windows
    case .unix: rules = platform == .windows ? [] : macos
    case .relative: return nil
    }
    var names: [String] = form.parts
    var start: Int = 0
    var isChanged: Bool = false
    while start < names.count {
      if let rule = rules.first(where: { $0.applies(to: names, at: start) }) {
        names.replaceSubrange(start..<(start + rule.shown.count), with: rule.real)
        start += rule.real.count
        isChanged = true
      } else {
        start += 1
      }
    }
    return isChanged ? names.joined(separator: String(form.separator)) : nil
  }

  /// A run of shown names and what stands on disk for it.
  struct Rule {
    enum Place { case root, home, anywhere }
    let place: Place
    let shown: [String]
    let real: [String]

    func applies(to names: [String], at start: Int) -> Bool {
      guard start + shown.count <= names.count else { return false }
      for (index, name) in shown.enumerated() where names[start + index].lowercased() != name { return false }
      switch place {
      case .anywhere: return true
      case .root: return isRoot(names, start)
      case .home: return isHome(names, start)
      }
    }

    private func isRoot(_ names: [String], _ start: Int) -> Bool {
      names[..<start].allSatisfy { $0.isEmpty || $0.hasSuffix(":") || $0.lowercased() == "%systemdrive%" }
    }

    private func isHome(_ names: [String], _ start: Int) -> Bool {
      guard start > 0 else { return false }
      let before: String = names[start - 1].lowercased()
      if before == "~" || before == "%userprofile%" || before == "$home" || before.hasSuffix("%homepath%") {
        return true
      }
      return start > 1 && names[start - 2].lowercased() == "users"
    }
  }

  private static func rules(_ place: Rule.Place, _ pairs: [(shown: String, real: String)]) -> [Rule] {
    pairs.map { pair in
      Rule(
        place: place, shown: pair.shown.lowercased().split(separator: "|").map(String.init),
        real: pair.real.split(separator: "|").map(String.init))
    }
  }

  /// Longer runs stand before shorter ones with the same beginning.
  private static let windows: [Rule] =
    rules(
      .root,
      [
        ("Programme", "Program Files"), ("Programme (x86)", "Program Files (x86)"), ("Benutzer", "Users"),
        ("Dokumente und Einstellungen", "Users"), ("Programmes", "Program Files"),
        ("Programmes (x86)", "Program Files (x86)"), ("Utilisateurs", "Users"),
        ("Archivos de programa", "Program Files"),
        ("Archivos de programa (x86)", "Program Files (x86)"), ("Usuarios", "Users"), ("Programmi", "Program Files"),
        ("Programmi (x86)", "Program Files (x86)"), ("Utenti", "Users"),
      ])
    + rules(
      .anywhere,
      [
        ("ProgrammDaten", "ProgramData"), ("Lokale Einstellungen|Anwendungsdaten", "AppData|Local"),
        ("Lokale Einstellungen|Temp", "AppData|Local|Temp"), ("Lokale Einstellungen", "AppData|Local"),
        ("Anwendungsdaten", "AppData|Roaming"), ("AppData|Local|Programme", "AppData|Local|Programs"),
        ("AppData|Local|Programmes", "AppData|Local|Programs"), ("AppData|Local|Programas", "AppData|Local|Programs"),
        ("AppData|Local|Programmi", "AppData|Local|Programs"), ("%LOCALAPPDATA%|Programme", "%LOCALAPPDATA%|Programs"),
        ("Startmenü|Programme|Autostart", "Start Menu|Programs|Startup"),
        ("Startmenü|Programme", "Start Menu|Programs"),
        ("Startmenü", "Start Menu"), ("Start Menu|Programme|Autostart", "Start Menu|Programs|Startup"),
        ("Start Menu|Programme", "Start Menu|Programs"),
        ("Start Menu|Programs|Autostart", "Start Menu|Programs|Startup"),
        ("Program Files|Gemeinsame Dateien", "Program Files|Common Files"), ("Users|Öffentlich", "Users|Public"),
        ("Benutzer|Öffentlich", "Users|Public"), ("Menu Démarrer|Programmes|Démarrage", "Start Menu|Programs|Startup"),
        ("Menu Démarrer|Programmes", "Start Menu|Programs"), ("Menu Démarrer", "Start Menu"),
        ("Menú Inicio|Programas|Inicio", "Start Menu|Programs|Startup"),
        ("Menú Inicio|Programas", "Start Menu|Programs"),
        ("Menú Inicio", "Start Menu"), ("Datos de programa", "AppData|Roaming"),
        ("Menu Avvio|Programmi|Esecuzione automatica", "Start Menu|Programs|Startup"),
        ("Menu Avvio|Programmi", "Start Menu|Programs"), ("Menu Avvio", "Start Menu"),
        ("Dati applicazioni", "AppData|Roaming"),
      ])
    + rules(
      .home,
      [
        ("Schreibtisch", "Desktop"), ("Dokumente", "Documents"), ("Eigene Dateien", "Documents"),
        ("Eigene Dokumente", "Documents"), ("Bilder", "Pictures"), ("Musik", "Music"), ("Bureau", "Desktop"),
        ("Mes documents", "Documents"), ("Téléchargements", "Downloads"), ("Images", "Pictures"), ("Musique", "Music"),
        ("Vidéos", "Videos"), ("Escritorio", "Desktop"), ("Documentos", "Documents"), ("Mis documentos", "Documents"),
        ("Descargas", "Downloads"), ("Imágenes", "Pictures"), ("Música", "Music"), ("Documenti", "Documents"),
        ("Immagini", "Pictures"), ("Musica", "Music"),
      ])

  private static let macos: [Rule] =
    rules(
      .root,
      [
        ("Programme|Dienstprogramme", "Applications|Utilities"), ("Programme", "Applications"),
        ("Applications|Dienstprogramme", "Applications|Utilities"),
        ("Applications|Utilitaires", "Applications|Utilities"),
        ("Aplicaciones|Utilidades", "Applications|Utilities"), ("Aplicaciones", "Applications"),
        ("Applicazioni|Utility", "Applications|Utilities"), ("Applicazioni", "Applications"), ("Benutzer", "Users"),
        ("Utilisateurs", "Users"), ("Usuarios", "Users"), ("Utenti", "Users"), ("Bibliothèque", "Library"),
        ("Biblioteca", "Library"), ("Libreria", "Library"), ("Système|Bibliothèque", "System|Library"),
        ("Système", "System"), ("Sistema|Biblioteca", "System|Library"), ("Sistema", "System"),
      ])
    + rules(
      .home,
      [
        ("Programme", "Applications"), ("Schreibtisch", "Desktop"), ("Dokumente", "Documents"), ("Bilder", "Pictures"),
        ("Musik", "Music"), ("Filme", "Movies"), ("Öffentlich", "Public"), ("Bureau", "Desktop"),
        ("Téléchargements", "Downloads"), ("Images", "Pictures"), ("Musique", "Music"), ("Vidéos", "Movies"),
        ("Bibliothèque", "Library"), ("Escritorio", "Desktop"), ("Documentos", "Documents"), ("Descargas", "Downloads"),
        ("Imágenes", "Pictures"), ("Música", "Music"), ("Películas", "Movies"), ("Biblioteca", "Library"),
        ("Scrivania", "Desktop"), ("Documenti", "Documents"), ("Immagini", "Pictures"), ("Musica", "Music"),
        ("Filmati", "Movies"), ("Libreria", "Library"),
      ])
}
