internal import CordonModel
internal import CordonVersions

/// RubyGems: `specifications/*.gemspec` and `specifications/default/*.gemspec`, wherever they lie.
///
/// Both dates are when the present version was put there: the time of change of the gemspec, which the installer
/// writes. In a distribution's `rubygems-integration` that is when the package was built: there it is when the file
/// came into being here.
extension PackageFinder {
  mutating func examineGemspec(_ name: [UInt8], in folder: Folder) {
    let place: String = location(of: name, in: folder)
    let label: Gemspec? = Gemspec.identity(inFileName: PrintablePath.text(name))
    var found = Gemspec([], nameLimit: 0)
    var date: Timestamp?
    do throws(FileFailure) {
      let file: Descriptor = try open(name, in: folder)
      let content: FileContent = try BoundedReader.read(file, limit: options.gemspecBytes)
      found = Gemspec(content.bytes, nameLimit: options.nameBytes)
      let isDistribution: Bool = folder.path.split(separator: 0x2F).contains { $0.elementsEqual(integration) }
      let (modified, born): (Timestamp?, Timestamp?) = (time(content.status.modified), time(content.status.born))
      date = isDistribution ? born ?? modified : modified ?? born
      noteFaults(found, label, isCut: content.isCut, place)
    } catch {
      self[.rubyGems].gaps.add(place, error)
    }
    if found.name == nil || found.version == nil, let label {
      found.name = found.name ?? label.name
      found.version = found.version ?? label.version
      found.platform = found.platform ?? label.platform
    }
    keepGem(found, place, date)
  }

  private var integration: String.UTF8View { "rubygems-integration".utf8 }

  private mutating func noteFaults(_ found: Gemspec, _ label: Gemspec?, isCut: Bool, _ place: String) {
    if found.isOverlong {
      self[.rubyGems].gaps.add(place, .scanError, "a name or version longer than \(options.nameBytes) bytes")
    } else if found.name == nil || found.version == nil, label == nil {
      if isCut {
        self[.rubyGems].gaps.add(place, .tooLarge(limit: options.gemspecBytes))
      } else {
        self[.rubyGems].gaps.add(place, .scanError, "name and version stand neither in the text nor in the file's name")
      }
    }
  }

  private mutating func keepGem(_ found: Gemspec, _ place: String, _ date: Timestamp?) {
    // Without a name there is a gap already.
    guard let name = found.name else { return }
    do throws(VersionError) {
      let platform: [PackageURL.Qualifier] = found.platform.map { [.init(key: "platform", value: $0)] } ?? []
      let purl = try PackageURL(type: "gem", name: name, version: found.version, qualifiers: platform)
      let package = SoftwarePackage(
        purl: purl, name: name, version: found.version, location: place, installedAt: date, updatedAt: date,
        foundBy: .rubyGemspec)
      keep(package, for: .rubyGems)
    } catch {
      self[.rubyGems].gaps.add(place, .scanError, "a name that cannot be written as a package URL: \(error.reason)")
    }
  }
}
