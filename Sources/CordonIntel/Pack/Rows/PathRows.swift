internal import CordonModel

/// `paths`: places on disk. A row with several platforms becomes one indicator for each.
struct PathRows {
  private(set) var paths: [PathIndicator] = []

  init(_ fields: FieldReader) {
    var known: [String: Int] = [:]
    for row in fields.rows("paths", FieldNames.path) {
      let platforms: [Platform] = row.platforms()
      let path: String? = row.requiredText("path")
      let role: String? = row.requiredText("role")
      let malicious: Bool = row.boolean("malicious", default: false)
      let note: String? = row.text("note")
      let sources: [String] = row.sources()
      guard let path, let role else { continue }
      let form: PathForm = PathForm(path)
      for platform in platforms {
        PathRows.check(form, platform, row)
        let key: String = platform.rawValue + " " + path
        if let line = known[key] {
          row.warning("path", "the same path stands in line \(line)")
        } else {
          known[key] = row.line
        }
        paths.append(
          PathIndicator(
            platform: platform, path: path, role: role, malicious: malicious, note: note, sources: sources,
            line: row.line))
      }
    }
  }

  private static func check(_ form: PathForm, _ platform: Platform, _ row: FieldReader) {
    if let real = TranslatedFolders.corrected(form, platform: platform) {
      row.error(
        "path", "a folder name here is a translation that only the file manager shows; on disk it has another name",
        example: real)
      return
    }
    if let problem = form.problem { return row.error("path", problem.message, example: problem.example) }
    switch (platform, form.style) {
    case (.linux, .windows), (.macos, .windows):
      row.error("path", "this is a Windows path, but the row is for \(platform.rawValue): name `platform: windows`")
    case (.windows, .unix):
      row.error("path", "this is no Windows path, but the row is for windows: name the right `platform`")
    default: break
    }
  }
}
