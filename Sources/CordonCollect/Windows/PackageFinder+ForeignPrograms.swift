internal import CordonModel
internal import CordonVersions

/// A program of another system, as its registry, its version resource or its bundle names it.
struct ForeignProgram {
  /// As the record spells it.
  let name: String
  /// A second name it bears, under which it is looked for as well.
  var otherName: String?
  let version: String?
  var vendor: String?
  let location: String
  var installedAt: Timestamp?
  var updatedAt: Timestamp?
  let foundBy: SoftwarePackage.Discovery
}

extension PackageFinder {
  /// Keeps a program under the package URL `pkg:generic/NAME@VERSION`, or says why not.
  ///
  /// Control characters in the texts stand as `\xNN`; characters that change the direction of writing stay, the report
  /// shows them.
  mutating func keepForeign(_ found: ForeignProgram) {
    let texts: [String?] = [found.name, found.otherName, found.version, found.vendor]
    guard texts.allSatisfy({ ($0?.utf8.count ?? 0) <= options.nameBytes }) else {
      return self[.programs].gaps.add(
        found.location, .scanError, "a name or version longer than \(options.nameBytes) bytes")
    }
    let printable: [String?] = texts.map { text in text.map { PrintablePath.text(Array($0.utf8)) } }
    let name: String = printable[0] ?? ""
    do throws(VersionError) {
      let purl = try PackageURL(type: "generic", name: printable[1] ?? name, version: printable[2])
      keep(
        SoftwarePackage(
          purl: purl, name: name, version: printable[2], vendor: printable[3], location: found.location,
          installedAt: found.installedAt, updatedAt: found.updatedAt, foundBy: found.foundBy),
        for: .programs)
    } catch {
      self[.programs].gaps.add(
        found.location, .scanError, "a name that cannot be written as a package URL: \(error.reason)")
    }
  }
}
