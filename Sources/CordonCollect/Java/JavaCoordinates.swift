/// What an archive of Java is: its Maven coordinates, as far as they are known.
package struct JavaCoordinates: Sendable, Hashable {
  package var group: String?
  package var artifact: String
  package var version: String?
  /// `sources`, `javadoc` and their like: an archive that goes along with the artifact.
  package var classifier: String?

  package init(group: String? = nil, artifact: String, version: String?, classifier: String? = nil) {
    self.group = group
    self.artifact = artifact
    self.version = version
    self.classifier = classifier
  }

  /// The name as Maven's tools spell it: `group:artifact`.
  package var name: String { group.map { $0 + ":" + artifact } ?? artifact }

  /// The text, unless it is empty or a variable that was never filled in (`${project.version}`, `@version@`).
  static func filled(_ text: String?) -> String? {
    guard let text, !text.isEmpty, !text.contains("${"), !text.hasPrefix("@") else { return nil }
    return text
  }

  /// Whether a text could be an artifact's name, and is no title for people.
  static func isArtifact(_ text: String) -> Bool {
    guard let first = text.utf8.first, isWord(first) else { return false }
    return text.utf8.allSatisfy { isWord($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
