internal import CordonModel

/// Extensions of Chromium's family that lie anywhere: the profile's preferences say where.
extension PackageFinder {
  mutating func examineChromiumPreferences(_ name: [UInt8], in folder: Folder) {
    let place: String = location(of: name, in: folder)
    let list: ChromiumPreferences
    do throws(FileFailure) {
      let content: FileContent = try BoundedReader.whole(
        try open(name, in: folder), limit: options.chromiumPreferencesBytes)
      list = ChromiumPreferences(
        content.bytes, depthLimit: options.jsonDepth, textLimit: options.nameBytes, entryLimit: options.packages)
    } catch {
      if error.isRefusal || isChromiumProfile(folder) { self[.extensions].gaps.add(place, error) }
      return
    }
    if let fault = list.fault { self[.extensions].gaps.add(place, .scanError, fault.detail) }
    for found in list.extensions { examineUnpacked(found, listedIn: place) }
  }

  private mutating func examineUnpacked(_ found: ChromiumPreferences.Extension, listedIn place: String) {
    let shown: String = PrintablePath.text(Array(found.path.utf8))
    guard found.path.utf8.first == 0x2F else {
      self[.extensions].gaps.add(
        place, .capabilityMissing, "an unpacked extension at a path of Windows is not read: \(shown)")
      return keepUnpacked(found, ChromiumManifest([], depthLimit: 0, textLimit: 0), location: shown)
    }
    let bytes: [UInt8] = Array(found.path.utf8)
    guard
      let path = root.confinement == .inRoot ? Array(bytes.dropFirst()) : MountPath.relative(bytes, to: root.realPath)
    else {
      self[.extensions].leftOut.append(.init(path: shown, why: "an unpacked extension outside of the folder"))
      return
    }
    do throws(FileFailure) {
      let content: FileContent = try BoundedReader.whole(
        try root.openFile(PackageFinder.path("manifest.json", in: path)), limit: options.extensionManifestBytes)
      let manifest = ChromiumManifest(content.bytes, depthLimit: options.jsonDepth, textLimit: options.nameBytes)
      if let fault = manifest.fault {
        self[.extensions].gaps.add(root.display(path) + "/manifest.json", .scanError, fault.detail)
      }
      keepUnpacked(found, manifest, location: root.display(path))
    } catch {
      // What is not there any more cannot be loaded.
      if error.errorNumber == .noEntry || error.errorNumber == .notDirectory { return }
      self[.extensions].gaps.add(root.display(path) + "/manifest.json", error)
      keepUnpacked(found, ChromiumManifest([], depthLimit: 0, textLimit: 0), location: root.display(path))
    }
  }

  private mutating func keepUnpacked(
    _ found: ChromiumPreferences.Extension, _ manifest: ChromiumManifest, location: String
  ) {
    let name: String? = manifest.messageKey == nil ? manifest.name : nil
    keepExtension(
      ExtensionFinding(
        type: "chrome-extension", namespace: nil, id: found.id, name: name ?? found.id, version: manifest.version,
        location: location, installed: time(found.installed), updated: nil, foundBy: .browserExtension))
  }

  /// Whether other files of a profile lie beside the preferences: files of this name are common elsewhere.
  private func isChromiumProfile(_ folder: Folder) -> Bool {
    let files: [String] = ["Extension State", "Extensions", "Login Data", "Web Data"]
    return files.contains { file in unsafe FileStatus(entry: file, in: folder.descriptor) != nil }
  }
}
