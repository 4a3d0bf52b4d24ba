/// The rules by which two version strings of one ecosystem are ordered.
///
/// The raw value is the name used on the command line, in advisory packs and in saved results;
/// it is frozen once released.
package enum VersionScheme: String, CaseIterable, Sendable, Codable, Hashable {
  case dpkg, rpm, apk, pacman
  case semver, npm, pep440, rubygems, maven, nuget, go, composer, conan
  case gentoo, openssl, nginx
  case windows, apple
  case datetime, lexicographic, generic
}
