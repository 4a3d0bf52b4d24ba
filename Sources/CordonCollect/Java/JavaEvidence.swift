/// Weighs what speaks for the identity of an archive that Maven left no record in: its place in a local repository,
/// its manifest, its file name.
///
/// A group is never guessed: without one the package URL has no namespace.
struct JavaEvidence {
  var place: JavaCoordinates?
  var manifest: JavaManifest?
  let file: JavaCoordinates

  /// The best that can be said.
  var coordinates: JavaCoordinates {
    if let place { return place }
    guard let manifest else { return file }
    if let plugin = JavaEvidence.plugin(manifest) { return plugin }
    let title: Title? = JavaEvidence.title(manifest)
    let version: String? = title?.version ?? JavaEvidence.version(manifest.version)
    let group: String? = title?.group ?? JavaEvidence.group(manifest)
    var found = JavaCoordinates(
      group: group, artifact: file.artifact, version: version ?? file.version, classifier: file.classifier)
    if let title {
      found.artifact = title.artifact
      found.version = found.version ?? JavaEvidence.version(manifest.bundleVersion)
    } else if let bundle = JavaEvidence.bundleName(manifest), !isAnotherSpelling(of: bundle) {
      found.artifact = bundle
      found.version = version ?? JavaEvidence.version(manifest.bundleVersion) ?? file.version
    } else {
      found.version = found.version ?? JavaEvidence.version(manifest.bundleVersion)
    }
    return found
  }

  /// The maker, as the manifest names it.
  var vendor: String? { manifest?.vendor ?? manifest?.bundleVendor }

  private struct Title {
    var group: String?
    let artifact: String
    var version: String?
  }

  /// `artifact`, or `group#artifact;version` as Ivy and Gradle's plugins write it.
  private static func title(_ manifest: JavaManifest) -> Title? {
    guard let title = JavaCoordinates.filled(manifest.title) else { return nil }
    if JavaCoordinates.isArtifact(title) { return Title(artifact: title) }
    let parts: [Substring] = title.split(separator: "#", omittingEmptySubsequences: false)
    guard parts.count == 2, JavaCoordinates.isArtifact(String(parts[0])) else { return nil }
    let rest: [Substring] = parts[1].split(separator: ";")
    guard let artifact = rest.first, JavaCoordinates.isArtifact(String(artifact)) else { return nil }
    return Title(
      group: String(parts[0]), artifact: String(artifact), version: rest.count == 2 ? String(rest[1]) : nil)
  }

  /// Jenkins plugins carry their coordinates in fields of their own.
  private static func plugin(_ manifest: JavaManifest) -> JavaCoordinates? {
    guard let name = manifest.pluginName, JavaCoordinates.isArtifact(name), let version = manifest.pluginVersion else {
      return nil
    }
    return JavaCoordinates(group: manifest.pluginGroup, artifact: name, version: JavaEvidence.version(version))
  }

  /// The first word: `2.3.1 (build 7)` is 2.3.1.
  private static func version(_ text: String?) -> String? {
    JavaCoordinates.filled(text).flatMap { $0.split(whereSeparator: \.isWhitespace).first }.map(String.init)
  }

  private static func group(_ manifest: JavaManifest) -> String? {
    guard let id = JavaCoordinates.filled(manifest.vendorID), id.contains("."), JavaCoordinates.isArtifact(id) else {
      return nil
    }
    return id
  }

  /// The name of an OSGi bundle or a Java module, without directives.
  private static func bundleName(_ manifest: JavaManifest) -> String? {
    let names: [String?] = [manifest.symbolicName, manifest.moduleName]
    for case let name? in names {
      let bare: String = name.split(separator: ";").first.map { $0.filter { !$0.isWhitespace } } ?? ""
      if JavaCoordinates.isArtifact(bare) { return bare }
    }
    return nil
  }

  /// Whether the file is named after the bundle: `commons-lang3-3.12.0.jar` and `org.apache.commons.lang3`. Then the
  /// file's name is the artifact's. A file that was renamed is known by what it holds.
  private func isAnotherSpelling(of bundle: String) -> Bool {
    guard file.version != nil else { return false }
    func plain(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
    let own: String = plain(file.artifact)
    return !own.isEmpty && plain(bundle).contains(own)
  }
}
