internal import CordonModel

/// Extensions of editors of the Visual Studio Code family: a folder `publisher.name-version` each.
///
/// As in the editor, the `package.json` decides who it is; where that cannot be read, the folder's name does. The dates
/// are when the `package.json` was written here: the editor unpacks each version into a folder of its own.
extension PackageFinder {
  mutating func examineEditorExtension(_ folder: Folder) {
    let location: String = root.display(folder.path)
    let label: EditorExtensionLabel? = EditorExtensionLabel(PrintablePath.text(folder.names.own))
    var manifest: TopLevelTexts?
    var changed: Timestamp?
    do throws(FileFailure) {
      let content: FileContent = try read("package.json", in: folder, limit: options.extensionManifestBytes)
      let names: [StaticString] = ["publisher", "name", "version"]
      manifest = TopLevelTexts(
        content.bytes, of: names, depthLimit: options.jsonDepth, textLimit: options.nameBytes)
      changed = time(content.status.modified) ?? time(content.status.born)
      if let fault = manifest?.fault {
        self[.extensions].gaps.add(location + "/package.json", .scanError, fault.detail)
      }
    } catch {
      self[.extensions].gaps.add(location + "/package.json", error)
    }
    guard let publisher = manifest?["publisher"] ?? label?.publisher, let name = manifest?["name"] ?? label?.name else {
      return self[.extensions].gaps.add(location, .scanError, "an editor extension without a publisher or a name")
    }
    keepEditorExtension(
      publisher: publisher, name: name, version: manifest?["version"] ?? label?.version, location: location,
      date: changed)
  }

  /// The data of JetBrains' editors, with their plugins in archives of Java's.
  mutating func notePlugins(_ folder: Folder) {
    self[.extensions].leftOut.append(
      .init(path: root.display(folder.path), why: "plugins of JetBrains' editors are not read"))
  }

  mutating func keepUnopenedEditorExtension(_ names: FolderNames, location: String) {
    guard let label = EditorExtensionLabel(PrintablePath.text(names.own)) else { return }
    keepEditorExtension(
      publisher: label.publisher, name: label.name, version: label.version, location: location, date: nil)
  }

  private mutating func keepEditorExtension(
    publisher: String, name: String, version: String?, location: String, date: Timestamp?
  ) {
    keepExtension(
      ExtensionFinding(
        type: "vscode-extension", namespace: publisher, id: name, name: publisher + "." + name, version: version,
        location: location, installed: date, updated: date, foundBy: .editorExtension))
  }
}

/// The folder name of an editor extension: `publisher.name-1.2.3`, or `publisher.name-1.2.3-linux-x64`.
struct EditorExtensionLabel: Hashable {
  let publisher: String
  let name: String
  let version: String?

  init?(_ label: String) {
    guard let dot = label.firstIndex(of: "."), dot != label.startIndex else { return nil }
    publisher = String(label[..<dot])
    let parts: [Substring] = label[label.index(after: dot)...].split(separator: "-", omittingEmptySubsequences: false)
    let index: Int = parts.firstIndex { $0.first?.isNumber == true && $0.contains(".") } ?? parts.count
    name = parts[..<index].joined(separator: "-")
    version = index < parts.count ? String(parts[index]) : nil
    guard !name.isEmpty else { return nil }
  }
}
