internal import CordonModel
internal import CordonVersions

/// Extensions of browsers: Chromium's family keeps a folder for each version, Firefox's a list in each profile.
///
/// A Chromium extension is known by the folder it lies in, which its publisher's key decides, and never by what it
/// calls itself. The dates are when its manifest was unpacked here.
extension PackageFinder {
  /// A `manifest.json` in `Extensions/<id>/<version>`.
  mutating func examineChromiumManifest(_ name: [UInt8], in folder: Folder) {
    let location: String = root.display(folder.path)
    var manifest = ChromiumManifest([], depthLimit: 0, textLimit: 0)
    var changed: Timestamp?
    do throws(FileFailure) {
      let content: FileContent = try read("manifest.json", in: folder, limit: options.extensionManifestBytes)
      manifest = ChromiumManifest(content.bytes, depthLimit: options.jsonDepth, textLimit: options.nameBytes)
      changed = time(content.status.modified) ?? time(content.status.born)
      if let fault = manifest.fault {
        self[.extensions].gaps.add(location + "/manifest.json", .scanError, fault.detail)
      }
    } catch {
      self[.extensions].gaps.add(location + "/manifest.json", error)
    }
    keepChromium(
      folder.names, version: manifest.version, name: displayName(manifest, in: folder), location: location,
      date: changed)
  }

  mutating func keepUnopenedBrowserExtension(_ names: FolderNames, location: String) {
    keepChromium(names, version: nil, name: nil, location: location, date: nil)
  }

  /// The list of a Firefox or Thunderbird profile.
  mutating func examineFirefoxExtensions(_ name: [UInt8], in folder: Folder) {
    let path: String = location(of: name, in: folder)
    let list: FirefoxExtensions
    do throws(FileFailure) {
      let content: FileContent = try read("extensions.json", in: folder, limit: options.firefoxExtensionsBytes)
      list = FirefoxExtensions(
        content.bytes, depthLimit: options.jsonDepth, textLimit: options.nameBytes, entryLimit: options.packages)
    } catch {
      if error.isRefusal || isFirefoxProfile(folder) { self[.extensions].gaps.add(path, error) }
      return
    }
    guard list.isList || isFirefoxProfile(folder) else { return }
    if let fault = list.fault { self[.extensions].gaps.add(path, .scanError, fault.detail) }
    var unnamed: Int = 0
    for addOn in list.addOns where !addOn.isBuiltIn {
      guard let id = addOn.id else {
        unnamed += 1
        continue
      }
      keepExtension(
        ExtensionFinding(
          type: "firefox-extension", namespace: nil, id: id, name: addOn.name ?? id, version: addOn.version,
          location: path, installed: time(addOn.installed.map { Int64($0 / 1_000) }),
          updated: time(addOn.updated.map { Int64($0 / 1_000) }), foundBy: .browserExtension))
    }
    if unnamed > 0 { self[.extensions].gaps.add(path, .scanError, "add-ons without an id: \(unnamed)") }
  }

  /// Whether other files of a profile lie beside the list: files of this name are common elsewhere.
  private func isFirefoxProfile(_ folder: Folder) -> Bool {
    let files: [String] = ["prefs.js", "extension-preferences.json", "addonStartup.json.lz4"]
    return files.contains { file in unsafe FileStatus(entry: file, in: folder.descriptor) != nil }
  }

  /// The name for people, in the extension's own default language.
  private func displayName(_ manifest: ChromiumManifest, in folder: Folder) -> String? {
    guard let key = manifest.messageKey else { return manifest.name }
    guard let locale = manifest.locale else { return nil }
    do throws(FileFailure) {
      let path: [UInt8] = folder.path + Array("/_locales/\(locale)/messages.json".utf8)
      let content: FileContent = try BoundedReader.whole(
        try root.openFile(path.first == 0x2F ? Array(path.dropFirst()) : path), limit: options.extensionManifestBytes)
      return ChromiumManifest.message(
        key, in: content.bytes, depthLimit: options.jsonDepth, textLimit: options.nameBytes)
    } catch {
      // Only the name for people is missing: what the extension is stands in its folder's name.
      return nil
    }
  }

  private mutating func keepChromium(
    _ names: FolderNames, version: String?, name: String?, location: String, date: Timestamp?
  ) {
    let id: String = PrintablePath.text(names.parent)
    // Chromium adds a number to the version, for the case that it lies there twice: 1.2.3_0.
    let label: Substring = PrintablePath.text(names.own).prefix { $0 != "_" }
    keepExtension(
      ExtensionFinding(
        type: "chrome-extension", namespace: nil, id: id, name: name ?? id,
        version: version ?? (label.first?.isNumber == true ? String(label) : nil), location: location,
        installed: date, updated: date, foundBy: .browserExtension))
  }

  struct ExtensionFinding {
    let type: String
    let namespace: String?
    let id: String
    let name: String
    let version: String?
    let location: String
    let installed: Timestamp?
    let updated: Timestamp?
    let foundBy: SoftwarePackage.Discovery
  }

  mutating func keepExtension(_ found: ExtensionFinding) {
    do throws(VersionError) {
      let purl: PackageURL = try PackageFinder.purl(found)
      keep(
        SoftwarePackage(
          purl: purl, name: found.name, version: found.version, vendor: found.namespace, location: found.location,
          installedAt: found.installed, updatedAt: found.updated, foundBy: found.foundBy),
        for: .extensions)
    } catch {
      self[.extensions].gaps.add(
        found.location, .scanError, "an id that cannot be written as a package URL: \(error.reason)")
    }
  }

  /// A version that the type does not allow is left out of the package URL; the package keeps it.
  private static func purl(_ found: ExtensionFinding) throws(VersionError) -> PackageURL {
    do throws(VersionError) {
      return try PackageURL(type: found.type, namespace: found.namespace, name: found.id, version: found.version)
    } catch {
      return try PackageURL(type: found.type, namespace: found.namespace, name: found.id)
    }
  }
}
