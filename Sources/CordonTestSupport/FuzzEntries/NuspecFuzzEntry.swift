internal import CordonCollect

extension FuzzEntry {
  /// As a `.nuspec`, and as a `pom.xml`, which the same scan reads.
  package static let nuspec = FuzzEntry(name: "nuspec") { bytes in
    let nuspec = Nuspec(bytes, nameLimit: 64)
    _ = nuspec.isTemplate
    precondition(nuspec.isSame(as: nuspec) == (nuspec.id != nil), "a package is the same as itself")
    _ = PomXML.coordinates(bytes, nameLimit: 64)
  }
}
