/// What the place of an archive tells, where it lies in the local repository of Maven, Gradle or coursier.
enum RepositoryPlace {
  /// The folders below which groups begin.
  private static let roots: Set<String> = ["repository", "maven-repo", "maven2", "releases", "public"]

  /// - Parameter path: the components of the file's path, printable, the file last.
  static func coordinates(_ path: [String]) -> JavaCoordinates? {
    gradle(path) ?? maven(path)
  }

  /// `…/files-2.1/GROUP/ARTIFACT/VERSION/HASH/FILE`
  private static func gradle(_ path: [String]) -> JavaCoordinates? {
    guard path.count >= 6, path[path.count - 6] == "files-2.1" else { return nil }
    let parts: ArraySlice<String> = path.suffix(5)
    let start: Int = parts.startIndex
    return JavaCoordinates(
      group: parts[start], artifact: parts[start + 1], version: parts[start + 2],
      classifier: JavaFileName.coordinates(path[path.count - 1]).classifier)
  }

  /// `…/repository/GROUP/GROUP/ARTIFACT/VERSION/ARTIFACT-VERSION.jar`
  private static func maven(_ path: [String]) -> JavaCoordinates? {
    guard path.count >= 4 else { return nil }
    let (artifact, version, file): (String, String, String) = (
      path[path.count - 3], path[path.count - 2], path[path.count - 1]
    )
    guard let digit = version.utf8.first, (0x30...0x39).contains(digit), file.hasPrefix(artifact + "-" + version)
    else { return nil }
    let above: ArraySlice<String> = path.dropLast(3)
    guard let root = above.lastIndex(where: roots.contains), root + 1 < above.endIndex else { return nil }
    return JavaCoordinates(
      group: above[(root + 1)...].joined(separator: "."), artifact: artifact, version: version,
      classifier: JavaFileName.coordinates(file).classifier)
  }
}
