/// Where some content lies: a file, or a member of an archive in it.
package struct FilePlace: Sendable, Hashable {
  /// The absolute path as the system has it: any bytes but NUL. On a mounted root it begins with the root.
  package var path: [UInt8]
  /// The names that lead to it inside of archives, outermost first; empty for the file itself. Names of members are
  /// as foreign as their bytes: `..` and `/etc/passwd` are only names.
  package var members: [[UInt8]]

  package init(path: [UInt8], members: [[UInt8]] = []) {
    self.path = path
    self.members = members
  }

  /// Printable: `outer.zip!/inner.dll`.
  package var text: String {
    var text: String = PrintablePath.text(path)
    for member in members { text += "!/" + PrintablePath.text(member) }
    return text
  }

  /// The last name: of the innermost member, or of the file.
  package var name: [UInt8] {
    Array((members.last ?? path).split(separator: 0x2F, omittingEmptySubsequences: true).last ?? [])
  }
}
