internal import CordonInspect
internal import CordonModel

/// Application bundles of macOS, wherever they lie: `NAME.app/Contents/Info.plist`.
///
/// An application inside another one (a helper in `Contents/Frameworks`) is listed as well, by its own name and place: what
/// was tampered with can be there.
extension PackageFinder {
  mutating func examineInfoPlist(_ name: [UInt8], in folder: Folder) {
    let location: String = self.location(of: name, in: folder)
    var info = PropertyList.dictionary([:])
    var changed: Timestamp?
    do throws(FileFailure) {
      let file = try open(name, in: folder)
      let content: FileContent = try BoundedReader.whole(file, limit: options.propertyListBytes)
      changed = time(content.status.modified)
      info = try PackageFinder.propertyList(content.bytes, options)
    } catch {
      self[.programs].gaps.add(location, error)
    }
    // The bundle's name without its ending: the folder above `Contents`.
    let bundle: String = PrintablePath.text(folder.names.parent.dropLast(4))
    let own: String? = info.text("CFBundleName")
    keepForeign(
      ForeignProgram(
        name: info.text("CFBundleDisplayName") ?? own ?? bundle, otherName: own ?? bundle,
        version: info.text("CFBundleShortVersionString") ?? info.text("CFBundleVersion"), location: location,
        updatedAt: changed, foundBy: .appBundle))
  }

  static func propertyList(_ bytes: [UInt8], _ options: InventoryOptions) throws(FileFailure) -> PropertyList {
    do throws(PropertyListFault) {
      return try PropertyList(
        bytes,
        limits: PropertyListLimits(
          depth: options.propertyListDepth, values: options.propertyListValues, textBytes: options.propertyListBytes))
    } catch {
      throw FileFailure(reason: .scanError, detail: error.detail)
    }
  }
}
