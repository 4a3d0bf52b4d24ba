import CordonTestSupport
import CordonVersions
import Foundation

/// Version texts for property tests: real ones of each ecosystem, and copies with a few bytes changed.
enum VersionSamples {
  /// Enough of every part of each grammar that the properties are not tested on air when the corpora are missing.
  static func seeds(_ scheme: VersionScheme) -> [String] {
    let own: [String] =
      switch scheme {
      case .dpkg: ["1:2.4.1-3+deb12u1", "1.0~rc1-1ubuntu2~", "0", "2.0.0~", "1.2+dfsg-0", "007", "1.0a", "1.0.", "1_0"]
      case .rpm, .pacman: ["1:2.4.1-3.el9", "1.0~rc1-1", "1.0^git1-1", "1.0-1", "1.0a-1", "1.0.a-2", "2.0.1-10"]
      case .apk, .gentoo: ["2.4.1_p2-r3", "1.0_alpha", "1.0_alpha2_pre", "1.01", "1.1", "1.10", "1.0b", "1.001_rc1"]
      case .datetime:
        ["2024-01-31T12:00:00Z", "2024-01-31T12:00:00.5+02:00", "2023-12-31T23:59:60Z", "0000-03-01T00:00:00Z"]
      case .openssl: ["1.1.1w", "1.0.2zh", "1.0.2-beta1", "3.0.0-alpha1", "3.0.0", "1.0.2k-fips", "1.0.2k-dev"]
      case .apple: ["18.12.416", "1.2.3b4", "1.2.3fc1", "1.2.3d5", "1.2", "1.2.0", "1.2.3a1"]
      case .windows: ["18.12.416.0", "18, 12, 416, 0", "18.12.416 (release)", "10.0.22621.1413", "1.0", "0.0"]
      default: ["1.0", "1.0.0", "1.0-rc1", "1.0-beta.2", "1.0.0.1", "0.0.0", "1.0rc10", "1.0.rc2", "1.10-a.1.b", "2"]
      }
    return own + ["1", "01", "1.2", "1.20", "1.2.3", "99999999999999999999.1", "1.99999999999999999999", "1.0.0.0"]
  }

  private static let tables: [VersionScheme: String] = [
    .apk: "alpine", .dpkg: "debian", .maven: "maven", .nuget: "nuget", .composer: "packagist", .pep440: "pypi",
    .rpm: "redhat", .rubygems: "rubygems", .semver: "semver", .npm: "semver", .go: "semver", .generic: "debian",
    .lexicographic: "pypi", .windows: "packagist", .conan: "semver",
  ]

  /// Up to `count` texts that `scheme` reads, a third of them mutated.
  static func versions(_ scheme: VersionScheme, count: Int, seed: UInt64) -> [Version] {
    var generator = SeededGenerator(seed: seed)
    var texts: [String] = seeds(scheme)
    if let table = tables[scheme], let url = Corpora.url("version-compare/\(table).tsv"),
      let content = try? String(contentsOf: url, encoding: .utf8)
    {
      let lines: [Substring] = content.split(separator: "\n").dropFirst().shuffled(using: &generator)
      texts += lines.prefix(count).compactMap { $0.split(separator: "\t").first.map(String.init) }
    }
    var versions: [Version] = []
    var attempts: Int = 0
    while versions.count < count, attempts < count * 20, let text = texts.randomElement(using: &generator) {
      attempts += 1
      let candidate: String = attempts % 3 == 0 ? mutated(text, using: &generator) : text
      if let version = try? Version(candidate, scheme: scheme) { versions.append(version) }
    }
    return versions
  }

  /// One to three bytes inserted, replaced or removed; the bytes are those that versions are made of.
  static func mutated(_ text: String, using generator: inout SeededGenerator) -> String {
    let alphabet: [UInt8] = Array("0019.-~+_:abrcpz".utf8)
    var bytes: [UInt8] = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let place: Int = Int.random(in: 0...bytes.count, using: &generator)
      let byte: UInt8 = alphabet.randomElement(using: &generator) ?? 48
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: bytes.insert(byte, at: place)
      case 1 where place < bytes.count: bytes[place] = byte
      case 2 where place < bytes.count: bytes.remove(at: place)
      default: break
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Array {
  /// A random element, or `fallback` when there is none.
  func randomElement(using generator: inout SeededGenerator, orElse fallback: Element) -> Element {
    randomElement(using: &generator) ?? fallback
  }
}
