extension VersionScheme {
  /// Reads a text into the key by which this scheme orders it.
  func key(of text: String) throws(VersionError) -> VersionKey {
    switch self {
    case .dpkg: try DebianOrder.key(VersionText(text, scheme: self))
    case .rpm: try RPMOrder.key(VersionText(text, scheme: self, allowsUnicode: true))
    case .apk: try AlpineOrder.key(VersionText(text, scheme: self))
    case .pacman: try PacmanOrder.key(VersionText(text, scheme: self))
    case .semver, .npm, .nginx: try SemanticOrder.key(VersionText(text, scheme: self))
    case .nuget: try SemanticOrder.key(VersionText(text, scheme: self), foldingCase: true)
    case .go: try GoOrder.key(VersionText(text, scheme: self))
    case .pep440: try PythonOrder.key(VersionText(text, scheme: self))
    case .rubygems: try RubyGemsOrder.key(VersionText(text, scheme: self))
    case .maven: try MavenOrder.key(VersionText(text, scheme: self, allowsUnicode: true))
    case .composer: try ComposerOrder.key(VersionText(text, scheme: self))
    case .conan: try ConanOrder.key(VersionText(text, scheme: self))
    case .gentoo: try GentooOrder.key(VersionText(text, scheme: self))
    case .openssl: try OpenSSLOrder.key(VersionText(text, scheme: self))
    case .windows: try WindowsOrder.key(VersionText(text, scheme: self, allowsUnicode: true))
    case .apple: try AppleOrder.key(VersionText(text, scheme: self, allowsUnicode: true))
    case .datetime: try DateTimeOrder.key(VersionText(text, scheme: self))
    case .lexicographic: VersionKey(bytes: try VersionText.bounded(text, scheme: self))
    case .generic: try GenericOrder.key(VersionText(text, scheme: self))
    }
  }

  /// The order of two keys that this scheme made.
  func order(_ left: VersionKey, _ right: VersionKey) -> VersionOrder {
    switch self {
    case .maven: MavenOrder.order(left, right)
    case .pacman: PacmanOrder.order(left, right)
    case .conan: ConanOrder.order(left, right)
    default: VersionKey.order(left, right)
    }
  }
}
