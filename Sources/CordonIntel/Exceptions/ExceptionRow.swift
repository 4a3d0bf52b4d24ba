internal import CordonModel
internal import CordonVersions

/// One row of a file of exceptions.
struct ExceptionRow {
  /// `nil` when a field is missing or wrong.
  let exception: FindingException?

  /// - Parameter lines: the ids seen so far with their lines; this row's is added.
  init(_ row: FieldReader, file: String, lines: inout [String: Int]) {
    let id: String? = ExceptionRow.id(row, lines: &lines)
    let kind: FindingException.Kind? = row.requiredChoice("kind", FindingException.Kind.self)
    let reason: String? = row.requiredText("reason")
    let advisory: String? = ExceptionRow.advisory(row)
    let package: String? = ExceptionRow.package(row)
    let path: String? = ExceptionRow.path(row)
    if !row.has("until") { row.missing("until") }
    // A bare date holds until its last second (UTC).
    let until: Timestamp? = row.date("until", endsWindow: true)
    let author: String? = row.text("author")
    guard let id, let kind, let reason, let advisory, let until else {
      exception = nil
      return
    }
    exception = FindingException(
      id: id, kind: kind, reason: reason, advisory: advisory, package: package, path: path, until: until,
      author: author, location: CordonError.Location(file: file, line: row.line, field: row.path))
  }

  private static func id(_ row: FieldReader, lines: inout [String: Int]) -> String? {
    guard let id = row.requiredText("id") else { return nil }
    guard PackHead.isID(id) else {
      row.error(
        "id",
        "\(TextSafety.quoted(id)) is no id: lower-case letters and digits in words joined by single hyphens, at most 64"
      )
      return nil
    }
    if let line = lines[id] {
      row.error("id", "the id \(TextSafety.quoted(id)) stands in line \(line) already", example: "id: " + id + "-2")
      return nil
    }
    lines[id] = row.place("id").line
    return id
  }

  private static func advisory(_ row: FieldReader) -> String? {
    guard let text = row.requiredText("advisory") else { return nil }
    let isName: Bool = text.utf8.count <= 128 && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x2A }
    guard isName else {
      row.error(
        "advisory", "\(TextSafety.quoted(text)) is no id or alias of one advisory: an exception is about exactly one")
      return nil
    }
    return text
  }

  /// The canonical package URL; what it does not name, it does not narrow.
  private static func package(_ row: FieldReader) -> String? {
    guard let text = row.text("package") else { return nil }
    // What stands there empty was meant to narrow: left out of the package URL, it would widen in silence.
    if text.contains("@?") || text.contains("=&") || text.hasSuffix("@") || text.hasSuffix("=") || text.hasSuffix("?") {
      row.error("package", "the version or a qualifier is empty: write it out, or leave it and its mark out")
      return nil
    }
    do throws(VersionError) {
      let purl: PackageURL = try PackageURL(parsing: text, strictness: .lenient)
      guard purl.subpath == nil, !purl.name.contains("*"), purl.namespace?.contains("*") != true else {
        row.error("package", "an exception is about one package: no subpath and no * are allowed")
        return nil
      }
      return purl.canonicalText
    } catch {
      row.error("package", "this is no package URL: \(error.reason)")
      return nil
    }
  }

  private static func path(_ row: FieldReader) -> String? {
    guard var text = row.text("path") else { return nil }
    while text.count > 1, text.hasSuffix("/") { text.removeLast() }
    let steps: ArraySlice<Substring> = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    guard text.hasPrefix("/"), steps.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else {
      row.error(
        "path",
        text == "/"
          ? "/ is everywhere: leave the field out"
          : "\(TextSafety.quoted(text)) is no absolute path without . and .. and double slashes")
      return nil
    }
    return text
  }
}
