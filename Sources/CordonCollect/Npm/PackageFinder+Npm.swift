internal import CordonModel
internal import CordonVersions

/// npm: installed packages.
///
/// Both dates of a package are when its present version was put there: the time of change of its `package.json`, or,
/// where the installer kept the packages' own 1985-10-26 (yarn), when the file came into being here.
extension PackageFinder {
  mutating func examineNpmPackage(_ folder: Folder) {
    let location: String = root.display(folder.path)
    let folderName: String = PackageFinder.npmName(folder.names)
    var manifest = PackageJSON([], depthLimit: 0, nameLimit: 0)
    var changed: Timestamp?
    do throws(FileFailure) {
      let content: FileContent = try read("package.json", in: folder, limit: options.packageJSONBytes)
      manifest = PackageJSON(content.bytes, depthLimit: options.jsonDepth, nameLimit: options.nameBytes)
      changed = time(content.status.modified) ?? time(content.status.born) ?? time(content.status.changed)
      if let fault = manifest.fault {
        self[.npmPackages].gaps.add(location + "/package.json", .scanError, fault.detail)
      }
    } catch {
      self[.npmPackages].gaps.add(location + "/package.json", error)
    }
    let found = NpmFinding(
      name: manifest.name ?? folderName, version: manifest.version, location: location, date: changed,
      foundBy: .npmPackage)
    keepNpm(found)
  }

  mutating func keepUnopenedNpm(_ names: FolderNames, location: String) {
    keepNpm(
      NpmFinding(
        name: PackageFinder.npmName(names), version: nil, location: location, date: nil, foundBy: .npmPackage))
  }

  struct NpmFinding {
    let name: String
    let version: String?
    let location: String
    let date: Timestamp?
    let foundBy: SoftwarePackage.Discovery
  }

  mutating func keepNpm(_ found: NpmFinding) {
    let parts: [Substring] = found.name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let isScoped: Bool = parts.count == 2 && found.name.hasPrefix("@")
    do throws(VersionError) {
      let purl = try PackageURL(
        type: "npm", namespace: isScoped ? String(parts[0]) : nil, name: isScoped ? String(parts[1]) : found.name,
        version: found.version)
      let package = SoftwarePackage(
        purl: purl, name: found.name, version: found.version, location: found.location, installedAt: found.date,
        updatedAt: found.date, foundBy: found.foundBy)
      keep(package, for: .npmPackages)
    } catch {
      self[.npmPackages].gaps.add(
        found.location, .scanError, "a name that cannot be written as a package URL: \(error.reason)")
    }
  }

  /// `name`, or `@scope/name` below a scope's folder.
  private static func npmName(_ names: FolderNames) -> String {
    let name: String = PrintablePath.text(names.own)
    guard names.parent.first == 0x40 else { return name }
    return PrintablePath.text(names.parent) + "/" + name
  }
}
